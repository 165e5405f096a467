import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comesAgain } from '../../../trainer/src/data/comes-again.ts';

const comes = (texts: readonly string[]) => comesAgain(texts.length, (row) => texts[row]);

test('says whether a text stands twice, as a set of them would', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 60 }), (texts) => {
      expect(comes(texts)).toBe(new Set(texts).size < texts.length);
    }),
  );
});

test('many ids that differ in one digit are all different, and one more of them is not', () => {
  const ids = Array.from({ length: 300_000 }, (_, index) => String(90_000_000 + index));
  expect(comes(ids)).toBe(false);
  expect(comes([...ids, ids[1234]])).toBe(true);
});

test('rows without a text are nobody’s', () => {
  expect(comes(['', '', 'a', ''])).toBe(false);
});
