import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeLabels } from '../../widget/src/place-labels.ts';

const starts = (labels: { middle: number; width: number }[], available: number) =>
  placeLabels(labels, available).map(({ start }) => start);

describe('labels under the bar', () => {
  test.each([
    [
      'stand under their marks where there is room',
      [
        { middle: 60, width: 60 },
        { middle: 140, width: 60 },
      ],
      [30, 110],
    ],
    [
      'move apart by the same distance where they would touch',
      [
        { middle: 100, width: 60 },
        { middle: 110, width: 60 },
      ],
      [41, 109],
    ],
    [
      'stay within the bar at its start',
      [
        { middle: 2, width: 60 },
        { middle: 140, width: 60 },
      ],
      [0, 110],
    ],
    [
      'stay within the bar at its end',
      [
        { middle: 40, width: 60 },
        { middle: 285, width: 60 },
      ],
      [10, 226],
    ],
    [
      'push each other away from its start',
      [
        { middle: 2, width: 60 },
        { middle: 5, width: 60 },
      ],
      [0, 68],
    ],
    [
      'push each other away from its end',
      [
        { middle: 280, width: 60 },
        { middle: 284, width: 60 },
      ],
      [158, 226],
    ],
    [
      'keep the order of their marks, not of their names',
      [
        { middle: 110, width: 60 },
        { middle: 100, width: 60 },
      ],
      [109, 41],
    ],
  ])('%s', (_name, labels, expected) => {
    expect(starts(labels, 286)).toEqual(expected);
  });

  test('take a row each where one row is too short', () => {
    const places = placeLabels(
      [
        { middle: 40, width: 90 },
        { middle: 90, width: 80 },
      ],
      150,
    );
    expect(places).toEqual([
      { start: 0, row: 0 },
      { start: 50, row: 1 },
    ]);
  });

  test('never overlap and never leave the bar, wherever the marks are', () => {
    const label = fc.record({
      middle: fc.double({ min: 0, max: 286, noNaN: true }),
      width: fc.integer({ min: 20, max: 130 }),
    });
    fc.assert(
      fc.property(label, label, (first, second) => {
        const places = placeLabels([first, second], 286);
        const boxes = [first, second]
          .map(({ width }, index) => ({ ...places[index], end: places[index].start + width }))
          .sort((a, b) => a.start - b.start);
        for (const { start, end } of boxes) {
          expect(start).toBeGreaterThanOrEqual(-1e-9);
          expect(end).toBeLessThanOrEqual(286 + 1e-9);
        }
        expect(boxes[0].end).toBeLessThanOrEqual(boxes[1].start);
      }),
    );
  });
});
