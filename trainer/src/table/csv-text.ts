import { isUtf8 } from 'node:buffer';
import { TrainerError } from '../trainer-error.ts';
import { CARRIAGE_RETURN, countLineBreaks, LINE_FEED } from './line-breaks.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * The first bytes of a table, without a byte order mark.
 *
 * @throws TrainerError for a workbook
 */
export function startOfText(bytes: Buffer, file: string): Buffer {
  if (startsWith(bytes, ZIP)) {
    throw new TrainerError(`${file} is a workbook or a zip file: save the table as CSV`);
  }
  return startsWith(bytes, BYTE_ORDER_MARK) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/**
 * @param bytes whole lines @param line the number of the first one
 * @throws TrainerError naming the line that is not UTF-8 or holds a NUL character
 */
export function requireText(bytes: Buffer, line: number, file: string): void {
  if (!isUtf8(bytes)) {
    const bad = line + countLineBreaks(bytes, 0, startOfBadLine(bytes));
    throw new TrainerError(`${file}:${bad} is not UTF-8: save the table as UTF-8`);
  }
  const nul = bytes.indexOf(0);
  if (nul < 0) return;
  const bad = line + countLineBreaks(bytes, 0, nul);
  throw new TrainerError(`${file}:${bad} holds a NUL character`);
}

/** No byte of a longer UTF-8 character is a line break, so lines can be checked one by one. */
function startOfBadLine(bytes: Buffer): number {
  let start = 0;
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] !== LINE_FEED && bytes[index] !== CARRIAGE_RETURN) continue;
    if (!isUtf8(bytes.subarray(start, index + 1))) break;
    start = index + 1;
  }
  return start;
}
