import {
  checkRow,
  explain,
  loadArtifact,
  preprocess,
  score,
  uncalibratedScore,
  type Model,
  type Row,
} from '@churn-card/models';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTable, type Table } from '../../demo/src/table.ts';
import { artifactFolder } from '../../trainer/src/artifact/artifact-folder.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { callApi, json, startDemo, type Demo } from './demo.ts';
import { loadInPage, startScienceSite, type InPage } from './science-page.ts';
import type { Site } from './site.ts';
import { BANK_MODEL, predictByTrainer, sampleBank } from './trainer.ts';

const ROWS = 1000;
const MODEL_FILES = '/v1/models/bank/files';

let demo: Demo;
let browser: Browser;
let site: Site;
let model: Model;
let table: Table;
/** [ROWS], as checked by models/ in Node. */
let rows: Row[];

beforeAll(async () => {
  [demo, browser, site, model, table] = await Promise.all([
    startDemo(),
    launchChromium(),
    startScienceSite(),
    loadArtifact(artifactFolder(BANK_MODEL)),
    sampleBank(ROWS, 4711),
  ]);
  rows = recordsOf(table).map((record) => {
    const checked = checkRow(model.spec.schema, record);
    if ('issues' in checked) throw new Error(checked.issues[0].message);
    return checked.row;
  });
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await demo.stop();
});

test('TensorFlow.js in the page, from the server, gives what models gives before calibration', async () => {
  const page = await browser.newPage();
  await page.goto(site.origin);
  const inputs = rows.map((row) => [...preprocess(model.spec.preprocess, row)]);
  const scores = await page.evaluate(
    async ([address, inputs]) => {
      const { tf } = globalThis as unknown as {
        tf: typeof import('@tensorflow/tfjs-layers') & typeof import('@tensorflow/tfjs-core');
      };
      const network = await tf.loadLayersModel(address);
      const output = network.predict(tf.tensor2d(inputs));
      return [...(await (output as import('@tensorflow/tfjs-core').Tensor).data())];
    },
    [`${demo.server}${MODEL_FILES}/model.json`, inputs] as const,
  );
  expect(scores).toHaveLength(ROWS);
  expect(new Set(scores.map((value) => value.toFixed(3))).size).toBeGreaterThan(100);
  scores.forEach((found, index) => {
    expect(Math.abs(found - uncalibratedScore(model, rows[index]))).toBeLessThanOrEqual(1e-6);
  });
});

test('models in the page, from the server, gives the same final number as in Node', async () => {
  const probabilities = await inPage(([{ models, loaded }, rows]) =>
    rows.map((row) => models.score(loaded, row)),
  );
  expect(probabilities).toHaveLength(ROWS);
  expect(probabilities).toEqual(rows.map((row) => score(model, row)));
});

test('the reasons in the page are those in Node, to the last bit', async () => {
  const reasons = await inPage(([{ models, loaded }, rows]) =>
    rows.map((row) => {
      const { base, probability, contributions } = models.explain(loaded, row);
      return [base, probability, ...contributions.map(({ points }) => points)];
    }),
  );
  expect(reasons).toEqual(
    rows.map((row) => {
      const { base, probability, contributions } = explain(model, row);
      return [base, probability, ...contributions.map(({ points }) => points)];
    }),
  );
}, 120_000);

test('trainer and server give the same final number, for every row', async () => {
  const byTrainer = await predictByTrainer(writeTable(table));
  const customers = recordsOf(table).map((features) => ({ features }));
  const answer = await callApi<{ predictions: { probability: number }[] }>(
    demo,
    'POST',
    '/v1/predict',
    json({ customers }),
  );
  const byServer = answer.predictions.map(({ probability }) => probability);
  expect(byServer).toEqual(rows.map((row) => score(model, row)));
  expect(byTrainer.map(Number)).toEqual(byServer);
});

/** Works on all rows in a page. @param work runs there: it sees nothing but what it is given */
async function inPage<T>(work: (given: [InPage, Row[]]) => T): Promise<T> {
  const page = await browser.newPage();
  await page.goto(site.origin);
  const loaded = await loadInPage(page, demo.server + MODEL_FILES);
  const inside = work as (given: unknown) => T;
  return page.evaluate(inside, [loaded, rows]);
}

function recordsOf({ columns, rows }: Table): Record<string, string>[] {
  return rows.map((cells) =>
    Object.fromEntries(cells.map((cell, index) => [columns[index], cell])),
  );
}
