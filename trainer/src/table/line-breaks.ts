export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/** Counts CRLF, LF and CR alone in `bytes[from..to)`. */
export function countLineBreaks(bytes: Uint8Array, from: number, to: number): number {
  let breaks = 0;
  for (let index = from; index < to; index++) {
    const isFeed = bytes[index] === LINE_FEED;
    if (isFeed || (bytes[index] === CARRIAGE_RETURN && bytes[index + 1] !== LINE_FEED)) breaks++;
  }
  return breaks;
}
