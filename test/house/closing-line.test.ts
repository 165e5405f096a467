import { describe, expect, test } from 'vitest';
import { closingLine, readClosingLine, sum } from '../run/counts.ts';
import { outcomeOf, outcomeWithoutRunning } from '../run/outcome.ts';
import { STEPS, type Step } from '../run/steps.ts';

const check: Step = { script: 'lint', suite: false, needs: [] };
const suite: Step = { script: 'test:unit', suite: true, needs: ['build'] };

describe('the closing line', () => {
  test('says what passed, failed and could not run, and can be read back', () => {
    const counts = sum([
      { passed: 2, failed: 0, skipped: 1 },
      { passed: 40, failed: 3, skipped: 0 },
    ]);
    expect(closingLine(counts)).toBe('42 passed, 3 failed, 1 skipped');
    expect(readClosingLine(closingLine(counts))).toEqual(counts);
  });

  test.each([
    ['the last one counts', '1 passed, 0 failed, 0 skipped\n2 passed, 0 failed, 0 skipped\n', 2],
    ['one within a sentence is none', 'saw 1 passed, 0 failed, 0 skipped today', undefined],
    ['an output may have none', 'Segmentation fault', undefined],
  ])('%s', (_name, output, passed) => {
    expect(readClosingLine(output)?.passed).toBe(passed);
  });
});

describe('a step', () => {
  test.each([
    ['that ends well is one check passed', check, 0, '', 'passed', [1, 0, 0]],
    ['that ends badly is one check failed', check, 1, '', 'failed', [0, 1, 0]],
    ['that was killed has failed', check, null, '', 'failed', [0, 1, 0]],
    ['counts its tests', suite, 0, '7 passed, 0 failed, 2 skipped', 'passed', [7, 0, 2]],
    ['counts its failures', suite, 1, '5 passed, 2 failed, 0 skipped', 'failed', [5, 2, 0]],
    ['that says nothing has failed', suite, 0, '', 'failed', [0, 1, 0]],
    [
      'that crashes later has failed',
      suite,
      1,
      '5 passed, 0 failed, 0 skipped',
      'failed',
      [5, 1, 0],
    ],
    [
      'that hides a failure has failed',
      suite,
      0,
      '5 passed, 2 failed, 0 skipped',
      'failed',
      [5, 2, 0],
    ],
  ] as const)('%s', (_name, step, exitCode, output, status, [passed, failed, skipped]) => {
    expect(outcomeOf(step, { exitCode, output })).toMatchObject({
      status,
      counts: { passed, failed, skipped },
    });
  });

  test('is skipped, never passed, when something it needs has failed', () => {
    const build = outcomeOf(
      { script: 'build', suite: false, needs: [] },
      { exitCode: 1, output: '' },
    );
    expect(outcomeWithoutRunning(suite, [build])).toMatchObject({
      status: 'skipped',
      counts: { passed: 0, failed: 0, skipped: 1 },
      output: 'needs build, which has failed',
    });
    expect(outcomeWithoutRunning(check, [build])).toBeNull();
  });

  test('needs only steps that come before it', () => {
    STEPS.forEach(({ needs }, index) => {
      const before = STEPS.slice(0, index).map(({ script }) => script);
      expect(before).toEqual(expect.arrayContaining([...needs]));
    });
  });
});
