/** Numbers as people read them. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** For coordinates: more digits than a screen has only make the page larger. */
export function place(value: number): number {
  return Math.round(value * 10) / 10;
}
