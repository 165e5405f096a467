import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkRow,
  explain,
  loadArtifact,
  score,
  uncalibratedScore,
  type Model,
} from '@churn-card/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  artifactFolder,
  train,
  writeArtifact,
  type Report,
  type Trained,
} from '../../trainer/src/index.ts';
import { recordAt } from '../../trainer/src/table/table-record.ts';
import type { Table } from '../../trainer/src/table/table.ts';
import { recordsOf } from './records.ts';
import { smallBank, smallConfig } from './small-bank.ts';

const table = smallBank();
let folder: string;
let first: Trained;
let model: Model;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'churn-trainer-'));
  first = await train({ table, config: smallConfig(), backend: 'wasm' });
  model = await writeArtifact(join(folder, 'small', '1'), first.contents);
});

afterAll(() => rm(folder, { recursive: true }));

const digest = ({ contents }: Trained) =>
  Object.entries(contents).map(([file, bytes]) => [
    file,
    createHash('sha256').update(bytes).digest('hex'),
  ]);

describe('repeatability', () => {
  test('the same table, configuration and seed give the same bytes in every file', async () => {
    const again = await train({ table, config: smallConfig(), backend: 'wasm' });
    expect(digest(again)).toEqual(digest(first));
  });

  test('another seed gives another model', async () => {
    const other = await train({ table, config: smallConfig({ seed: 2 }), backend: 'wasm' });
    expect(other.contents['weights.bin']).not.toEqual(first.contents['weights.bin']);
  });

  test('plain JavaScript trains nearly the same network as WebAssembly', async () => {
    const onCpu = await train({ table, config: smallConfig(), backend: 'cpu' });
    expect(onCpu.backend).toBe('cpu');
    expect(onCpu.report.test.rocAuc).toBeCloseTo(first.report.test.rocAuc, 1);
  });
});

describe('the folder', () => {
  test('is read back as it was written', async () => {
    const again = await loadArtifact(artifactFolder(join(folder, 'small', '1')));
    expect(again.hash).toBe(model.hash);
    expect(again.spec.provenance).toMatchObject({
      data: 'synthetic sample',
      dataSha256: table.sha256,
      backend: 'wasm',
      seed: 1,
      rows: { train: 384, validation: 48, calibration: 48, test: 120 },
    });
  });

  test('holds what the configuration says about each column', () => {
    const { features, ignored } = model.spec.schema;
    expect(features.map(({ name }) => name)).toEqual([
      'CreditScore',
      'Geography',
      'Gender',
      'Age',
      'Balance',
      'NumOfProducts',
      'HasCrCard',
      'IsActiveMember',
    ]);
    expect(features[2].policy).toBe('use-but-never-a-reason');
    expect(features[3]).toMatchObject({ unit: { en: 'years' }, limits: { min: 0, max: 130 } });
    expect(ignored.find(({ name }) => name === 'Tenure')?.policy).toBe('audit-only');
    expect(ignored.find(({ name }) => name === 'Exited')?.policy).toBe('target');
  });

  test('holds no customer: neither golden nor background rows are rows of the table', () => {
    const lines = new TextDecoder().decode(first.contents['golden.jsonl']).trimEnd().split('\n');
    const known = new Set(
      recordsOf(table).map((record) => {
        const checked = checkRow(model.spec.schema, record);
        return JSON.stringify('row' in checked ? checked.row : null);
      }),
    );
    for (const line of lines) {
      const { row } = JSON.parse(line) as { row: Record<string, unknown> };
      expect(known.has(JSON.stringify(row))).toBe(false);
    }
    expect(model.spec.background.minimumGroupSize).toBeGreaterThanOrEqual(20);
  });

  test('golden rows hold missing values, unseen words and numbers beyond the range', () => {
    const lines = new TextDecoder().decode(first.contents['golden.jsonl']).trimEnd().split('\n');
    const rows = lines.map((line) => (JSON.parse(line) as { row: Record<string, unknown> }).row);
    expect(rows.some((row) => row.Age === null)).toBe(true);
    expect(rows.some((row) => row.Geography === 'never seen in training')).toBe(true);
    const isBeyond = (row: Record<string, unknown>) =>
      model.spec.schema.features.some((feature) => {
        const value = row[feature.name];
        return feature.type === 'numeric' && typeof value === 'number' && value > feature.max;
      });
    expect(rows.some(isBeyond)).toBe(true);
  });

  test('explains a row: base and points make the probability', () => {
    const checked = checkRow(model.spec.schema, recordAt(table, 3));
    if (!('row' in checked)) throw new Error('the row must be fine');
    const { base, probability, contributions } = explain(model, checked.row);
    const sum = contributions.reduce((total, { points }) => total + points, base);
    expect(sum).toBeCloseTo(probability, 9);
    expect(probability).toBeCloseTo(score(model, checked.row), 12);
    expect(contributions.at(-1)?.feature).toBeNull();
  });
});

describe('the report', () => {
  const report = () =>
    JSON.parse(new TextDecoder().decode(first.contents['report.json'])) as Report;

  test('is the one that was returned', () => {
    expect(report()).toEqual(JSON.parse(JSON.stringify(first.report)));
  });

  test('has its figures beside the base rate and what a forecast of it would score', () => {
    const { test: figures, baseline } = report();
    expect(figures.n).toBe(120);
    expect(baseline.prAuc).toBe(figures.baseRate);
    expect(baseline.accuracy).toBe(1 - figures.baseRate);
  });

  test('measures importance for every feature, and no reason of one that is hidden', () => {
    const { importance } = report();
    expect(importance).toHaveLength(8);
    expect(importance.find(({ feature }) => feature === 'Gender')?.meanContribution).toBeNull();
    expect(importance.find(({ feature }) => feature === 'Age')?.meanContribution).toBeGreaterThan(
      0,
    );
  });

  test('the threshold does not look at the test part', async () => {
    // The same rows for everything but test, and the outcome of test turned around.
    const rows = Array.from({ length: table.rowCount }, (_, row) => row);
    const split = { train: rows.slice(0, 480), test: rows.slice(480) };
    const turned: Table = {
      ...table,
      cell(row, column) {
        const cell = table.cell(row, column);
        if (column !== 'Exited' || row < 480) return cell;
        return cell === '1' ? '0' : '1';
      },
    };
    const options = { config: smallConfig(), split, backend: 'wasm' as const };
    const [one, other] = [
      await train({ ...options, table }),
      await train({ ...options, table: turned }),
    ];
    expect(other.report.test.rocAuc).not.toBe(one.report.test.rocAuc);
    expect(other.report.test.threshold).toBe(one.report.test.threshold);
    expect(other.contents['weights.bin']).toEqual(one.contents['weights.bin']);
  });
});

test('a model is as good before calibration as after, and what it says before is kept apart', () => {
  const checked = checkRow(model.spec.schema, recordAt(table, 0));
  if (!('row' in checked)) throw new Error('the row must be fine');
  expect(uncalibratedScore(model, checked.row)).not.toBe(score(model, checked.row));
});

describe('too little to learn from', () => {
  test.each([
    ['few customers', 80, 'bank.csv has 80 customers'],
    ['few who left', 101, 'at least 100 are needed, 35 of whom left and 35 of whom stayed'],
  ])('%s', async (_name, rows, message) => {
    const config = smallConfig();
    await expect(train({ table: smallBank(rows), config, backend: 'wasm' })).rejects.toThrow(
      message,
    );
  });
});

describe('writing', () => {
  test('leaves nothing beside the folder', async () => {
    expect(await readdir(join(folder, 'small'))).toEqual(['1']);
  });

  test('a model folder is replaced', async () => {
    const target = join(folder, 'replaced');
    const one = await writeArtifact(target, first.contents);
    const card = new TextEncoder().encode('# Another card\n');
    const other = await writeArtifact(target, { ...first.contents, 'CARD.md': card });
    expect(other.hash).not.toBe(one.hash);
    expect(await readFile(join(target, 'CARD.md'), 'utf8')).toBe('# Another card\n');
  });

  test('a folder with anything else in it is left as it is', async () => {
    const target = join(folder, 'mine');
    await writeArtifact(target, first.contents);
    await writeFile(join(target, 'thesis.txt'), 'years of work');
    await expect(writeArtifact(target, first.contents)).rejects.toThrow('holds "thesis.txt"');
    expect(await readFile(join(target, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('a network that fails its own golden rows is not written', async () => {
    const target = join(folder, 'broken');
    const weights = first.contents['weights.bin'].slice();
    new DataView(weights.buffer).setFloat32(0, 7, true);
    await expect(
      writeArtifact(target, { ...first.contents, 'weights.bin': weights }),
    ).rejects.toThrow('golden-mismatch');
    expect(await readdir(folder)).not.toContain('broken');
  });

  test('after an abort nothing is written', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(writeArtifact(join(folder, 'aborted'), first.contents, signal)).rejects.toThrow(
      'enough',
    );
    expect((await readdir(folder)).filter((name) => name.includes('aborted'))).toEqual([]);
  });
});
