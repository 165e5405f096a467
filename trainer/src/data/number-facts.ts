import type { CodedColumn } from './coded-column.ts';
import { MISSING } from './coded-column.ts';

export interface NumberFacts {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly negative: number;
  /**
   * Beyond three times the middle half's width from its ends ("far out", Tukey 1977); null where half
   * of the numbers are the same, so that the rule says nothing.
   */
  readonly outliers: {
    readonly below: number;
    readonly above: number;
    readonly low: number;
    readonly high: number;
  } | null;
}

const FAR_OUT = 3;

/** @param numbers [words] of the column; at least one cell is not missing */
export function describeNumbers({ codes }: CodedColumn, numbers: Float64Array): NumberFacts {
  const counts = new Uint32Array(numbers.length);
  for (const code of codes) if (code !== MISSING) counts[code]++;
  const order = Array.from(numbers.keys()).sort((a, b) => numbers[a] - numbers[b]);
  const total = counts.reduce((a, b) => a + b, 0);
  const quantile = (share: number) => {
    let before = 0;
    for (const word of order) {
      before += counts[word];
      if (before >= share * total) return numbers[word];
    }
    return numbers[order[order.length - 1]];
  };
  const countWhere = (isMeant: (number: number) => boolean) =>
    order.reduce((sum, word) => sum + (isMeant(numbers[word]) ? counts[word] : 0), 0);
  const [lower, upper] = [quantile(0.25), quantile(0.75)];
  const [low, high] = [lower - FAR_OUT * (upper - lower), upper + FAR_OUT * (upper - lower)];
  return {
    min: numbers[order[0]],
    median: quantile(0.5),
    max: numbers[order[order.length - 1]],
    negative: countWhere((number) => number < 0),
    outliers:
      lower === upper
        ? null
        : {
            below: countWhere((number) => number < low),
            above: countWhere((number) => number > high),
            low,
            high,
          },
  };
}
