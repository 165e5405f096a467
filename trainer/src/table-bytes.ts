import { gunzipSync } from 'node:zlib';
import { TrainerError } from './trainer-error.ts';

/** Longer texts do not fit into one string of Node. */
const MAX_TABLE_BYTES = 500_000_000;

/**
 * Turns the bytes of a file into the text of a table: unpacks gzip, drops a byte order mark.
 *
 * @throws TrainerError where that is not UTF-8
 */
export function tableText(bytes: Uint8Array, file: string): string {
  const plain = isGzip(bytes) ? unpack(bytes, file) : bytes;
  if (plain.length > MAX_TABLE_BYTES) {
    throw new TrainerError(`${file} has ${plain.length} bytes, more than ${MAX_TABLE_BYTES}`);
  }
  if (startsWith(plain, [0x50, 0x4b, 0x03, 0x04])) {
    throw new TrainerError(`${file} is a workbook or a zip file: save the table as CSV`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
    const nul = text.indexOf('\0');
    if (nul < 0) return text;
    throw new TrainerError(`${file}:${countLines(text.slice(0, nul))} holds a NUL character`);
  } catch (error) {
    if (error instanceof TrainerError) throw error;
    throw new TrainerError(`${file}:${lineOfBadUtf8(plain)} is not UTF-8: save the table as UTF-8`);
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x1f, 0x8b]);
}

function unpack(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_TABLE_BYTES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TrainerError(`${file} cannot be unpacked: ${reason}`);
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function countLines(text: string): number {
  return text.split('\n').length;
}

/** No byte of a longer UTF-8 character is a line feed, so lines can be checked one by one. */
function lineOfBadUtf8(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
  return line;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
