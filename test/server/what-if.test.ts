import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, testServer, type TestServer } from './support/test-server.ts';
import { temporaryFolder } from './support/tiny-models.ts';

let server: TestServer;
let key: string;

const ANN = { Age: 41, Country: 'Germany', Active: false, Woman: 1 };

const ACTIONS = `actions:
  - { id: wake, label: { en: Wake up, de: Wecken }, sets: { Active: 'Yes' }, cost: 20 }
  - { id: sleep, label: { en: Leave alone }, sets: { Active: 'No' } }
  - { id: boss, label: { en: Boss }, sets: { Active: 'Yes' }, roles: [manager] }
`;

async function actionFile(content: string): Promise<string> {
  const file = join(await temporaryFolder(), 'actions.yaml');
  await writeFile(file, content);
  return file;
}

beforeAll(async () => {
  server = await testServer({ env: { CHURN_CARD_ACTIONS: await actionFile(ACTIONS) } });
  key = await server.key('customers:write', 'customers:read');
  await put('C-1', { features: ANN });
  await put('C-2', { features: { Age: 41 } });
  await put('C-3', { features: ANN, status: 'left' });
});

const put = (id: string, json: unknown) => server.call('PUT', `/v1/customers/${id}`, { key, json });
const whatIf = (id: string, changes: unknown, query = '') =>
  server.call('POST', `/v1/customers/${id}/what-if${query}`, { key, json: { changes } });
const counterfactuals = (id: string, query = '') =>
  server.call('GET', `/v1/customers/${id}/counterfactuals${query}`, { key });

interface WhatIfAnswer {
  readonly before: number;
  readonly probability: number;
  readonly parts: readonly { readonly points: number }[];
}

describe('what if', () => {
  test('is what the model says of the customer once they are stored with the change', async () => {
    const { status, json } = await whatIf('C-1', { Active: 'Yes' });
    expect(status).toBe(200);
    const stored = await put('C-9', { features: { ...ANN, Active: true } });
    const { score } = stored.json as { score: { probability: number } };
    const { probability, before, parts } = json as WhatIfAnswer;
    expect(probability).toBe(score.probability);
    const sum = parts.reduce((total, { points }) => total + points, before);
    expect(Math.abs(sum - probability)).toBeLessThan(1e-9);
  });

  test('carries its warning and speaks the language asked for', async () => {
    const { json } = await whatIf('C-1', { Active: 'Yes' }, '?locale=de');
    expect(json).toMatchObject({
      locale: 'de',
      caution: {
        code: 'not-causal',
        sentence: expect.stringContaining('kein Versprechen') as string,
      },
      parts: [{ feature: 'Active', sentence: 'Aktivität: nein, jetzt ja' }],
    });
  });

  test('changes nothing that is stored', async () => {
    const before = await server.call('GET', '/v1/customers/C-1', { key });
    await whatIf('C-1', { Active: 'Yes' });
    const after = await server.call('GET', '/v1/customers/C-1', { key });
    expect(after.text).toBe(before.text);
  });

  test.each([
    ['a locked feature', { Age: 20 }, 'changes.Age', 'locked'],
    ['a feature that is not there', { Aeg: 20 }, 'changes.Aeg', 'unknown-feature'],
    ['something unknown', { Active: null }, 'changes.Active', 'known'],
  ])('is refused for %s, naming it', async (_name, changes, path, rule) => {
    const { status, json } = await whatIf('C-1', changes);
    expect(status).toBe(422);
    expect(json).toMatchObject({ code: 'validation_failed', errors: [{ path, rule }] });
  });

  test.each([
    ['C-2', 422],
    ['C-3', 422],
    ['nobody', 404],
  ])('of %s, who has no score, is %d', async (id, expected) => {
    expect((await whatIf(id, { Active: true })).status).toBe(expected);
    expect((await counterfactuals(id)).status).toBe(expected);
  });
});

describe('counterfactuals', () => {
  test('bring the customer below what was asked for, or there are none', async () => {
    const { probability } = (await whatIf('C-1', {})).json as WhatIfAnswer;
    const changed = (await whatIf('C-1', { Active: true })).json as WhatIfAnswer;
    const between = (probability + changed.probability) / 2;
    const { json, status } = await counterfactuals('C-1', `?below=${between}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      below: between,
      isComplete: true,
      caution: { code: 'not-causal' },
      found:
        changed.probability < probability
          ? [{ sparsity: 1, changes: [{ feature: 'Active', to: true }] }]
          : [],
    });
  });

  test.each(['below=0', 'below=1.5', 'most=11', 'lowest=1'])('refuse ?%s', async (query) => {
    expect((await counterfactuals('C-1', `?${query}`)).status).toBe(422);
  });
});

describe('actions', () => {
  const actions = (id: string, query = '') =>
    server.call('GET', `/v1/customers/${id}/actions${query}`, { key });

  test('are ranked by what the model says of the customer once they are done', async () => {
    const { status, json } = await actions('C-1');
    expect(status).toBe(200);
    const { probability, before } = (await whatIf('C-1', { Active: 'Yes' })).json as WhatIfAnswer;
    expect(json).toMatchObject({
      probability: before,
      actions: [{ id: 'wake', probability, cost: 20, sentences: ['Activity: no, now yes'] }],
      impossible: [{ id: 'sleep', reasons: [] }],
      caution: { code: 'not-causal' },
    });
  });

  test('show a role its own, where an API key says so', async () => {
    const { json } = await actions('C-1', '?role=manager&locale=de');
    const { actions: shown } = json as { actions: { id: string; label: string }[] };
    expect(shown.map(({ id }) => id)).toEqual(['boss', 'wake']);
    expect(shown.map(({ label }) => label)).toContain('Wecken');
  });

  test('show a page only what everybody may use, whatever it claims', async () => {
    const token = await server.mint(['C-1']);
    const { status, json } = await server.call('GET', '/v1/customers/C-1/actions?role=manager', {
      key: token,
      headers: { Origin: ORIGIN },
    });
    expect(status).toBe(200);
    const { actions: shown } = json as { actions: { id: string }[] };
    expect(shown.map(({ id }) => id)).toEqual(['wake']);
  });

  test.each([
    ['a feature that is not there', 'sets: { Aktiv: 1 }', 'actions[0].sets.Aktiv'],
    ['a locked feature', 'sets: { Age: 30 }', 'Age is locked'],
    ['broken YAML', 'sets: { Age', 'actions.yaml'],
  ])('with %s keep the server from starting, and say why', async (_name, sets, message) => {
    const file = await actionFile(`actions:\n  - { id: a, label: { en: A }, ${sets} }\n`);
    await expect(testServer({ env: { CHURN_CARD_ACTIONS: file } })).rejects.toThrow(message);
  });

  test('that are named and not there keep the server from starting', async () => {
    const env = { CHURN_CARD_ACTIONS: '/nowhere/actions.yaml' };
    await expect(testServer({ env })).rejects.toThrow('CHURN_CARD_ACTIONS cannot be read');
  });
});
