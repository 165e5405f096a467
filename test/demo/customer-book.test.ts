import { expect, test } from 'vitest';
import { customerBook } from '../../demo/src/customer-book.ts';
import type { RiskClient, StoredCustomer } from '../../demo/src/risk-client.ts';

function serverOf(count: number) {
  const stored = new Map<string, StoredCustomer & { dataAsOf: string }>();
  for (let index = 0; index < count; index++) {
    const id = `C-${index}`;
    const features = { Age: 30 + index };
    stored.set(id, { id, name: null, features, score: null, dataAsOf: '2026-01-01' });
  }
  const asked: string[] = [];
  const puts: unknown[] = [];
  const client: RiskClient = {
    requireCardScript: async () => undefined,
    worklist: async () => [...stored.values()].map((entry) => ({ ...entry, scoredAt: null })),
    find: async (id) => {
      asked.push(id);
      return stored.get(id) ?? null;
    },
    put: async (...put) => {
      puts.push(put);
      return [];
    },
    importCsv: async () => undefined,
    mint: async () => null,
  };
  return { client, stored, asked, puts };
}

test('a list asks for each customer once, and again only for who has changed', async () => {
  const { client, stored, asked } = serverOf(20);
  const book = customerBook(client);
  expect(await book.list()).toHaveLength(20);
  expect(new Set(asked).size).toBe(20);
  asked.length = 0;
  const changed = { features: { Age: 99 }, dataAsOf: '2026-02-02' };
  stored.set('C-7', { ...stored.get('C-7')!, ...changed });
  const list = await book.list();
  expect(asked).toEqual(['C-7']);
  expect(list[7].fields.age).toBe(99);
});

test('who is gone from the worklist is gone from the list', async () => {
  const { client, stored } = serverOf(3);
  const book = customerBook(client);
  await book.list();
  stored.delete('C-1');
  expect((await book.list()).map(({ id }) => id)).toEqual(['C-0', 'C-2']);
});

test('saving keeps the name that is on record', async () => {
  const { client, stored, puts } = serverOf(1);
  stored.set('C-0', { ...stored.get('C-0')!, name: 'Ada' });
  await customerBook(client).save('C-0', { Age: 31 });
  expect(puts).toEqual([['C-0', 'Ada', { Age: 31 }]]);
});
