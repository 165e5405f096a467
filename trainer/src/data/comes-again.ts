/**
 * Whether some text stands in two rows. Only a number is kept of each, so that millions of ids need
 * no memory to speak of.
 *
 * @param textAt the text of a row; an empty one is nobody's
 * @returns false for sure; true where two texts have the same hash of 53 bits, which for millions of
 *   different ones happens about once in a thousand tables
 */
export function comesAgain(rows: number, textAt: (row: number) => string): boolean {
  const hashes = new Float64Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const text = textAt(row);
    if (text !== '') hashes[count++] = hashOf(text);
  }
  const sorted = hashes.subarray(0, count).sort();
  for (let place = 1; place < count; place++) {
    if (sorted[place] === sorted[place - 1]) return true;
  }
  return false;
}

/** FNV-1a, twice over the same letters, 53 bits in all. */
function hashOf(text: string): number {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
    other ^= other >>> 13;
  }
  return (one >>> 0) * 2 ** 21 + ((other >>> 0) & 0x1fffff);
}
