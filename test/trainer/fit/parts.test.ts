import { describe, expect, test } from 'vitest';
import { divideIntoParts, drawRows } from '../../../trainer/src/fit/parts.ts';
import { randomStream } from '../../../trainer/src/random.ts';

const random = (seed = 1) => randomStream(seed, 'parts');
const left = Uint8Array.from({ length: 100 }, (_, row) => Number(row < 23));

describe('parts', () => {
  const partOf = divideIntoParts(left, 5, random());
  const rowsOf = (part: number) => [...partOf.keys()].filter((row) => partOf[row] === part);

  test('are of the same size, with as many who left', () => {
    for (const part of [0, 1, 2, 3, 4]) {
      const gone = rowsOf(part).filter((row) => left[row] === 1).length;
      expect([4, 5]).toContain(gone);
      expect([19, 20, 21]).toContain(rowsOf(part).length);
    }
  });

  test('are the same for one seed and others for another', () => {
    expect(divideIntoParts(left, 5, random())).toEqual(partOf);
    expect(divideIntoParts(left, 5, random(2))).not.toEqual(partOf);
  });

  test('keep the rows of one customer together', () => {
    const groups = Array.from(left, (_, row) => `customer ${row % 30}`);
    const own = divideIntoParts(left, 5, random(), groups);
    for (const row of own.keys()) expect(own[row]).toBe(own[row % 30]);
  });
});

describe('drawing rows', () => {
  const partOf = Uint8Array.of(0, 1, 2, 0, 1, 2);

  test('takes all of the parts that are asked for, in order', () => {
    expect(drawRows(partOf, (part) => part !== 1, 10, random())).toEqual([0, 2, 3, 5]);
  });

  test('takes only so many, none of another part, none twice', () => {
    const rows = drawRows(partOf, (part) => part !== 1, 3, random());
    expect(new Set(rows).size).toBe(3);
    for (const row of rows) expect([0, 2, 3, 5]).toContain(row);
  });
});
