/** The class of a cell's color. Styles cannot stand in the cells: the page's own policy forbids it. */
export function heatClass(share: number): string {
  return `heat-${Math.round(10 * Math.min(1, Math.max(0, share)))}`;
}
