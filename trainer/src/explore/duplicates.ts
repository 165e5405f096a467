import type { CodedColumn } from '../data/coded-column.ts';

/**
 * How many rows say the same as an earlier one in every one of these columns.
 *
 * @param columns without ids, which make every row different
 */
export function countDuplicates(columns: readonly CodedColumn[]): number {
  if (columns.length === 0) return 0;
  const rows = columns[0].codes.length;
  const seen = new Map<number, number[]>();
  let duplicates = 0;
  for (let row = 0; row < rows; row++) {
    const hash = hashRow(columns, row);
    const earlier = seen.get(hash);
    if (earlier?.some((other) => isSame(columns, row, other))) duplicates++;
    else if (earlier) earlier.push(row);
    else seen.set(hash, [row]);
  }
  return duplicates;
}

/** FNV-1a over the codes. */
function hashRow(columns: readonly CodedColumn[], row: number): number {
  let hash = 0x811c9dc5;
  for (const { codes } of columns) {
    const code = codes[row];
    hash = Math.imul(hash ^ (code & 0xffff), 0x01000193);
    hash = Math.imul(hash ^ (code >>> 16), 0x01000193);
  }
  return hash;
}

function isSame(columns: readonly CodedColumn[], a: number, b: number): boolean {
  return columns.every(({ codes }) => codes[a] === codes[b]);
}
