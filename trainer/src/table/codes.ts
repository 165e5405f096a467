import { createVector } from './vector.ts';

/** Whole numbers from 0 on. */
export interface Codes {
  readonly length: number;
  push(code: number): void;
  at(index: number): number;
}

const KINDS = [Uint8Array, Uint16Array, Uint32Array] as const;

/** Holds codes in as few bytes each as the largest of them needs. */
export function createCodes(): Codes {
  let kind = 0;
  let codes = createVector(KINDS[kind]);
  return {
    get length() {
      return codes.length;
    },
    push(code) {
      while (code >= 2 ** (8 * KINDS[kind].BYTES_PER_ELEMENT)) {
        kind++;
        const wider = createVector(KINDS[kind]);
        for (let index = 0; index < codes.length; index++) wider.push(codes.at(index));
        codes = wider;
      }
      codes.push(code);
    },
    at: (index) => codes.at(index),
  };
}
