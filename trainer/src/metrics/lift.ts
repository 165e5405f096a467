/** What calling the customers with the highest scores finds. */
export interface LiftRow {
  /** Share of customers called, highest scores first. */
  readonly share: number;
  readonly customers: number;
  readonly left: number;
  /** Share of those called who left. */
  readonly precision: number;
  /** Share of all who left that were called. */
  readonly recall: number;
  /** Precision over base rate: 1 is calling at random. */
  readonly lift: number;
}

const SHARES = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 1];

export function liftTable(scores: ArrayLike<number>, left: ArrayLike<number>): LiftRow[] {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  const all = order.reduce((sum, row) => sum + left[row], 0);
  return SHARES.map((share) => {
    const customers = Math.max(1, Math.round(share * order.length));
    const found = order.slice(0, customers).reduce((sum, row) => sum + left[row], 0);
    const precision = found / customers;
    const lift = (precision * order.length) / all;
    return { share, customers, left: found, precision, recall: found / all, lift };
  });
}
