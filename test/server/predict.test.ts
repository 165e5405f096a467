import { checkRow, explain, loadArtifact, predict, type Row } from '@churn-card/models';
import { beforeAll, describe, expect, test } from 'vitest';
import { inMemory, tinyArtifact } from '../support/tiny-artifact.ts';
import { testServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let key: string;

beforeAll(async () => {
  server = await testServer();
  key = await server.key('customers:read');
});

const ask = (json: unknown, query = '') =>
  server.call('POST', `/v1/predict${query}`, { key, json });

interface Predictions {
  readonly predictions: readonly {
    readonly id?: string;
    readonly probability: number;
    readonly base: number;
    readonly contributions: readonly { readonly points: number }[];
  }[];
}

describe('ad-hoc predictions', () => {
  test('are what the model says, for a thousand customers in the order of the request', async () => {
    const model = await loadArtifact(inMemory(tinyArtifact()));
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      Age: 18 + (i % 75),
      Country: ['France', 'Germany', 'Spain', 'Italy'][i % 4],
      Active: i % 3 === 0,
      Woman: i % 2 === 0,
    }));
    const { status, json } = await ask({
      customers: rows.map((features, i) => ({ id: `X-${i}`, features })),
    });
    expect(status).toBe(200);
    const { predictions } = json as Predictions;
    expect(predictions.map(({ id }) => id)).toEqual(rows.map((_, i) => `X-${i}`));
    predictions.forEach(({ probability }, i) => {
      const checked = checkRow(model.spec.schema, rows[i]) as { row: Row };
      expect(probability).toBe(predict(model, checked.row).probability);
    });
  });

  test('come with reasons that add up, if asked', async () => {
    const features = { Age: 30, Country: 'France', Active: 'Yes' };
    const { json } = await ask({ customers: [{ features }], explain: true }, '?locale=de');
    const [{ probability, base, contributions }] = (json as Predictions).predictions;
    const sum = contributions.reduce((total, { points }) => total + points, base);
    expect(sum).toBeCloseTo(probability, 9);
    expect(json).toMatchObject({
      purpose: expect.stringContaining('Kundenbindung') as string,
      predictions: [{ doubts: [{ code: 'missing', feature: 'Woman' }] }],
    });
  });

  test('come with the reasons of each customer, of hundreds in the order of the request', async () => {
    const model = await loadArtifact(inMemory(tinyArtifact()));
    const rows = Array.from({ length: 300 }, (_, i) => ({
      Age: i % 50 === 7 ? null : 18 + (i % 75),
      Country: i % 50 === 7 ? null : 'Spain',
      Active: i % 3 === 0,
      Woman: i % 2 === 0,
    }));
    const { json } = await ask({
      customers: rows.map((features) => ({ features })),
      explain: true,
    });
    (json as Predictions).predictions.forEach(({ base, contributions }, i) => {
      const checked = checkRow(model.spec.schema, rows[i]) as { row: Row };
      const expected = explain(model, checked.row);
      // Those without a number have no reasons.
      expect(base).toBe(i % 50 === 7 ? undefined : expected.base);
      expect(contributions?.map(({ points }) => points)).toEqual(
        i % 50 === 7 ? undefined : expected.contributions.map(({ points }) => points),
      );
    });
  });

  test('have no number where too little is known', async () => {
    const { json, text } = await ask({ customers: [{ features: { Age: 30 } }] });
    expect(json).toMatchObject({ predictions: [{ state: 'too-little-data', known: 1 }] });
    expect(text).not.toContain('probability');
  });

  test.each([
    ['no customers', { customers: [] }, 'customers'],
    ['more than a thousand', { customers: Array(1001).fill({ features: {} }) }, 'customers'],
    [
      'a bad value, named by its place',
      { customers: [{ features: {} }, { features: { Age: 'x' } }] },
      'customers[1].features.Age',
    ],
    ['an unknown key', { customers: [{ features: {}, nmae: 1 }] }, 'customers[0].nmae'],
  ])('refuse %s', async (_name, body, path) => {
    const { status, json } = await ask(body);
    expect(status).toBe(422);
    expect(json).toMatchObject({ errors: [{ path }] });
  });
});
