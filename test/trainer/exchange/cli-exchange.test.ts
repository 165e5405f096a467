import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadArtifact } from '@churn-card/models';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { artifactFolder } from '../../../trainer/src/artifact/artifact-folder.ts';
import { kerasH5 } from '../../../trainer/src/exchange/keras-h5.ts';
import { randomNetwork, tinyArtifact } from '../../support/tiny-artifact.ts';
import { churnTrainer } from '../cli.ts';
import { smallBankCsv } from '../small-bank.ts';
import { COLUMNS } from './columns.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-exchange-cli-'));
  await mkdir(join(folder, 'tiny'));
  for (const [file, bytes] of Object.entries(tinyArtifact())) {
    await writeFile(join(folder, 'tiny', file), bytes);
  }
  await writeFile(join(folder, 'bank.csv'), smallBankCsv());
  await writeFile(join(folder, 'columns.yaml'), COLUMNS);
  await writeFile(join(folder, 'net.h5'), await kerasH5(randomNetwork([7, 4, 1], 9)));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (line: string) => churnTrainer(line.split(' '), folder);

test('export writes a network with its preprocessing beside it, and names both', async () => {
  const { code, stderr } = await run('export --model tiny --format keras-h5 --out out/tiny.h5');
  expect(stderr).toBe('out/tiny.h5\nout/tiny.preprocess.json\n');
  expect(code).toBe(0);
  expect(await readdir(join(folder, 'out'))).toEqual(['tiny.h5', 'tiny.preprocess.json']);
});

test('export leaves a model folder as it is', async () => {
  const { code, stderr } = await run('export --model tiny --format onnx --out tiny/tiny.onnx');
  expect(stderr).toContain('tiny is a model folder, which must stay as it is');
  expect(code).toBe(1);
  expect(await readdir(join(folder, 'tiny'))).not.toContain('tiny.onnx');
});

test('import makes a calibrated model of a network and the columns that a person wrote', async () => {
  const { code, stdout, stderr } = await run(
    'import net.h5 --format keras-h5 --preprocess columns.yaml --data bank.csv --out in/mine',
  );
  expect(stderr).toContain('without --split');
  expect(stdout).toContain('measured on        120 customers');
  expect(code).toBe(0);
  const { spec } = await loadArtifact(artifactFolder(join(folder, 'in/mine')));
  expect(spec.id).toBe('mine');
  expect(spec.provenance.versions.keras).toBe('2.15.0');
  const card = await readFile(join(folder, 'in/mine/CARD.md'), 'utf8');
  expect(card.replaceAll(/\s+/g, ' ')).toContain('trained elsewhere with Keras 2.15.0');
});

test('import names the preprocess file and the line that is wrong in it', async () => {
  await writeFile(join(folder, 'wrong.yaml'), COLUMNS.replace('scale:', 'std:'));
  const { code, stderr } = await run(
    'import net.h5 --format keras-h5 --preprocess wrong.yaml --data bank.csv --out in/wrong',
  );
  expect(stderr).toMatch(/^error: wrong\.yaml:7:\d+ columns\.2\.std: is not a key of/);
  expect(code).toBe(1);
});
