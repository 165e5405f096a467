import type { CellStore } from './cell-store.ts';
import { createVector } from './vector.ts';

const BLOCK_ROWS = 4096;
const FIRST_BYTES = 1024;

/** Holds a column of free text as UTF-8. Everything fits. */
export function createTextStore(): CellStore {
  const blocks: Buffer[] = [];
  // [rows] where the cell ends in its block
  const ends = createVector(Float64Array);
  let used = 0;

  function startBlock(): void {
    if (blocks.length > 0) trimLast();
    blocks.push(Buffer.allocUnsafeSlow(FIRST_BYTES));
    used = 0;
  }

  function trimLast(): void {
    blocks.push(copyOf(blocks.pop() ?? Buffer.alloc(0), used, used));
  }

  return {
    get length() {
      return ends.length;
    },
    push(text) {
      if (ends.length % BLOCK_ROWS === 0) startBlock();
      let block = blocks[blocks.length - 1];
      const end = used + Buffer.byteLength(text);
      if (end > block.length) {
        block = copyOf(block, used, Math.max(end, 2 * block.length));
        blocks[blocks.length - 1] = block;
      }
      block.write(text, used);
      used = end;
      ends.push(end);
      return true;
    },
    at(row) {
      const start = row % BLOCK_ROWS === 0 ? 0 : ends.at(row - 1);
      return blocks[Math.floor(row / BLOCK_ROWS)].toString('utf8', start, ends.at(row));
    },
    seal() {
      if (blocks.length > 0) trimLast();
    },
  };
}

function copyOf(bytes: Buffer, used: number, length: number): Buffer {
  const copy = Buffer.allocUnsafeSlow(length);
  bytes.copy(copy, 0, 0, used);
  return copy;
}
