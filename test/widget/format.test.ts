import { describe, expect, test } from 'vitest';
import { formatFor } from '../../widget/src/format.ts';

const NOW = Date.UTC(2026, 4, 10, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('a probability as a percentage', () => {
  test.each([
    ['is whole points', 'en', 0.6312, '63%'],
    ['has the space of German before its sign', 'de', 0.6312, '63\u00a0%'],
    ['rounds a half up', 'en', 0.125, '13%'],
    ['below 1 % has a tenth', 'en', 0.0042, '0.4%'],
    ['above 99 % has a tenth, with the comma of German', 'de', 0.9951, '99,5\u00a0%'],
    ['that would round to nothing is a bound', 'en', 0.0004, '<0.1%'],
    ['of exactly 0 is a bound too', 'en', 0, '<0.1%'],
    ['that would round to certainty is a bound', 'en', 0.99999, '>99.9%'],
    ['of exactly 1 % is not', 'en', 0.01, '1%'],
  ])('%s', (_name, tag, probability, text) => {
    expect(formatFor(tag).percent(probability)).toBe(text);
  });

  test('comes in pieces, in the order of the language', () => {
    expect(formatFor('en').percentParts(0.63)).toEqual([
      { kind: 'number', text: '63' },
      { kind: 'sign', text: '%' },
    ]);
    expect(formatFor('tr').percentParts(0.63)).toEqual([
      { kind: 'sign', text: '%' },
      { kind: 'number', text: '63' },
    ]);
  });
});

describe('points', () => {
  test.each([
    ['carry a plus', 18, '+18'],
    ['carry a real minus, not a hyphen', -4, '\u22124'],
    ['of zero carry neither', 0, '0'],
    ['of minus zero carry neither', -0, '0'],
    ['may be tenths', -8.3, '\u22128.3'],
  ])('%s', (_name, points, text) => {
    expect(formatFor('en').signed(points)).toBe(text);
  });
});

describe('a time beside now', () => {
  test.each([
    ['is nothing within a minute', NOW - 59_000, null],
    ['counts minutes', NOW - 9.9 * MINUTE_MS, '9 min. ago'],
    ['counts hours', NOW - 5.5 * 60 * MINUTE_MS, '5 hr. ago'],
    ['counts days', NOW - 2.9 * DAY_MS, '2 days ago'],
    ['counts the seconds until then', NOW + 8_000, 'in 8 seconds'],
  ])('%s', (_name, time, text) => {
    expect(formatFor('en').relative(time, NOW)).toBe(text);
  });
});

describe('a day', () => {
  test('of this year has no year', () => {
    expect(formatFor('en-GB').day(NOW - 7 * DAY_MS, NOW)).toBe('3 May');
  });

  test('of another year has it', () => {
    expect(formatFor('en-GB').day(NOW - 370 * DAY_MS, NOW)).toBe('5 May 2025');
  });
});
