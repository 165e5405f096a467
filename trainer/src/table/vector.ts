/** Numbers of one kind, as many as are pushed. */
export interface Vector {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
  set(index: number, value: number): void;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;
type NumbersConstructor = new (length: number) => Numbers;

/** 2^16 numbers a block: nothing is copied once a block is full, and little is reserved ahead. */
const BLOCK_BITS = 16;
const BLOCK = 2 ** BLOCK_BITS;
const FIRST_LENGTH = 64;

/** @param kind of typed array, which bounds what fits into an element */
export function createVector(kind: NumbersConstructor): Vector {
  const blocks: Numbers[] = [];
  let length = 0;
  let room = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === room) room = grow(blocks, kind);
      blocks[length >>> BLOCK_BITS][length & (BLOCK - 1)] = value;
      length++;
    },
    at: (index) => blocks[index >>> BLOCK_BITS][index & (BLOCK - 1)],
    set(index, value) {
      blocks[index >>> BLOCK_BITS][index & (BLOCK - 1)] = value;
    },
  };
}

/** Doubles the last block until it is full-grown, then starts another. @returns room in all */
function grow(blocks: Numbers[], kind: NumbersConstructor): number {
  const last = blocks.at(-1);
  if (last && last.length < BLOCK) {
    const larger = new kind(2 * last.length);
    larger.set(last);
    blocks[blocks.length - 1] = larger;
  } else {
    blocks.push(new kind(last ? BLOCK : FIRST_LENGTH));
  }
  return (blocks.length - 1) * BLOCK + blocks[blocks.length - 1].length;
}
