/** A label of a bar: where its middle wants to be, and how wide it is, in px from the start. */
export interface Label {
  readonly middle: number;
  readonly width: number;
}

/** Where a label goes: px from the start, and in which row, 0 being next to the bar. */
export interface Place {
  readonly start: number;
  readonly row: number;
}

/** Px between two labels, so that they read as two. */
const GAP = 8;

/**
 * Puts labels under their marks: within the bar, and never over each other. Where a row is too
 * short for all of them, each gets a row of its own.
 *
 * @param available width of the bar in px
 * @returns a place for each label, in the order given
 */
export function placeLabels(labels: readonly Label[], available: number): Place[] {
  const needed = labels.reduce((sum, { width }) => sum + width, GAP * (labels.length - 1));
  const within = ({ middle, width }: Label) =>
    Math.max(0, Math.min(middle - width / 2, available - width));
  if (needed > available) return labels.map((label, row) => ({ start: within(label), row }));
  const order = labels.map((_, index) => index).sort((a, b) => labels[a].middle - labels[b].middle);
  const starts = labels.map(within);
  // Half of an overlap to each side, so that both stay as near to their marks as they can.
  for (let i = 1; i < order.length; i++) {
    const [left, right] = [order[i - 1], order[i]];
    const overlap = starts[left] + labels[left].width + GAP - starts[right];
    if (overlap <= 0) continue;
    starts[left] -= overlap / 2;
    starts[right] += overlap / 2;
  }
  // Then back into the bar from both ends; there is room for all of them.
  let free = 0;
  for (const index of order) {
    starts[index] = Math.max(starts[index], free);
    free = starts[index] + labels[index].width + GAP;
  }
  free = available;
  for (const index of order.toReversed()) {
    starts[index] = Math.min(starts[index], free - labels[index].width);
    free = starts[index] - GAP;
  }
  return starts.map((start) => ({ start, row: 0 }));
}
