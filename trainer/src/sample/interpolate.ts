/** A point of a curve. */
export type Point = readonly [x: number, y: number];

/**
 * Straight lines between points, level before the first and after the last.
 *
 * @param points by ascending x, at least one
 */
export function interpolate(points: readonly Point[], x: number): number {
  const next = points.findIndex(([end]) => end >= x);
  if (next === 0) return points[0][1];
  if (next < 0) return points[points.length - 1][1];
  const [x0, y0] = points[next - 1];
  const [x1, y1] = points[next];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
