import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { churnTrainer } from '../trainer/cli.ts';
import { SMALL_CONFIG } from '../trainer/small-bank.ts';

const ROWS = 1_000_000;
/** What strings, or an object a customer, would fill several times over. */
const HEAP_MB = 300;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-large-table-'));
  const config = SMALL_CONFIG.replace(
    /^network: .*$/m,
    'network: { members: 1, epochs: 2, batchSize: 8192 }',
  );
  await writeFile(join(folder, 'large.yaml'), config);
  await run('sample', 'bank', '--rows', String(ROWS), '--out', 'bank.csv');
  await writeFile(join(folder, 'bank.csv.gz'), gzipSync(await readFile(join(folder, 'bank.csv'))));
});

afterEach(() => void vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => churnTrainer(args, folder);

test.each(['bank.csv', 'bank.csv.gz'])(
  `a million customers of %s train in a heap of ${HEAP_MB} MB`,
  async (data) => {
    vi.stubEnv('NODE_OPTIONS', `--max-old-space-size=${HEAP_MB}`);
    const args = ['--data', data, '--config', 'large.yaml', '--out', `model-${data}`, '--json'];
    const { code, stdout, stderr } = await run('train', ...args);
    expect(code, stderr).toBe(0);
    const { test: figures } = JSON.parse(stdout) as { test: { n: number; rocAuc: number } };
    expect(figures.n).toBe(0.2 * ROWS);
    expect(figures.rocAuc).toBeGreaterThan(0.75);
  },
);
