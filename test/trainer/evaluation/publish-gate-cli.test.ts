import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { churnTrainer, type Run } from '../cli.ts';
import { SMALL_CONFIG, smallBankCsv } from '../small-bank.ts';

const ROWS = 600;
const TESTED = 200;
const TRAIN = ['train', '--data', 'turned.csv', '--config', 'small.yaml', '--split', 'split.json'];

let folder: string;
let refused: Run;

/** Those who stay in the training part leave in the test part, and the other way round. */
function turnTestPart(csv: string): string {
  const [header, ...lines] = csv.trim().split('\n');
  const turned = lines.map((line, row) =>
    row < ROWS - TESTED ? line : line.replace(/[01]$/, (word) => String(1 - Number(word))),
  );
  return `${[header, ...turned].join('\n')}\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-gate-'));
  const all = Array.from({ length: ROWS }, (_, row) => row);
  const split = { train: all.slice(0, -TESTED), test: all.slice(-TESTED) };
  await writeFile(join(folder, 'turned.csv'), turnTestPart(smallBankCsv(ROWS)));
  await writeFile(join(folder, 'split.json'), JSON.stringify(split));
  await writeFile(join(folder, 'small.yaml'), SMALL_CONFIG);
  refused = await churnTrainer([...TRAIN, '--out', 'wrong/1'], folder);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('a model whose probabilities are wrong', () => {
  test('is not written, and both reasons are given', () => {
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('error: wrong/1 is not written.');
    expect(refused.stderr).toContain('no better than the base rate for everybody: Brier score 0.');
    expect(refused.stderr).toMatch(/Probabilities are off by \d/);
    expect(refused.stderr).toContain('--publish-anyway writes the model all the same');
  });

  test('leaves its report beside the place, so that one can see what is wrong', async () => {
    expect(await readdir(join(folder, 'wrong'))).toEqual(['1.refused.html']);
    const page = await readFile(join(folder, 'wrong/1.refused.html'), 'utf8');
    expect(page).toContain('Do not publish');
  });

  test('is written where somebody insists', async () => {
    const { code, stdout } = await churnTrainer(
      [...TRAIN, '--out', 'insisted/1', '--publish-anyway'],
      folder,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('Do not publish');
    await access(join(folder, 'insisted/1/manifest.json'));
  });
});
