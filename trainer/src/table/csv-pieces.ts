import { CARRIAGE_RETURN, LINE_FEED } from './line-breaks.ts';

const QUOTE = 0x22;

/** Cuts a stream of CSV where records end, so that each piece can be parsed alone. */
export interface CsvPieces {
  /** @returns every record that ends in what has come so far, and is not yet handed out */
  push(chunk: Uint8Array): Buffer;
  /** @returns what follows the last end of a record */
  rest(): Buffer;
  /** Bytes that wait for the end of their record. */
  readonly waiting: number;
}

/**
 * An even number of quotation marks before a line break means that it is not inside a cell. That
 * holds up to the first misplaced mark, and there the parser of the pieces stops.
 */
export function createCsvPieces(): CsvPieces {
  let parts: Uint8Array[] = [];
  let waiting = 0;
  let isQuoted = false;
  let endsWithReturn = false;

  function take(chunk: Uint8Array, cut: number): Buffer {
    const piece = Buffer.concat([...parts, chunk.subarray(0, cut)]);
    parts = [chunk.subarray(cut)];
    waiting = chunk.length - cut;
    return piece;
  }

  return {
    get waiting() {
      return waiting;
    },
    push(chunk) {
      // Whether a return at the very end stands alone is known only by what comes next.
      let cut = endsWithReturn && chunk.length > 0 && chunk[0] !== LINE_FEED ? 0 : -1;
      for (let index = 0; index < chunk.length; index++) {
        const byte = chunk[index];
        if (byte === QUOTE) isQuoted = !isQuoted;
        else if (byte > CARRIAGE_RETURN || isQuoted) continue;
        else if (byte === LINE_FEED) cut = index + 1;
        else if (byte === CARRIAGE_RETURN && isAlone(chunk, index)) cut = index + 1;
      }
      if (chunk.length > 0) endsWithReturn = !isQuoted && chunk.at(-1) === CARRIAGE_RETURN;
      if (cut >= 0) return take(chunk, cut);
      parts.push(chunk);
      waiting += chunk.length;
      return Buffer.alloc(0);
    },
    rest: () => Buffer.concat(parts),
  };
}

function isAlone(chunk: Uint8Array, index: number): boolean {
  return index + 1 < chunk.length && chunk[index + 1] !== LINE_FEED;
}
