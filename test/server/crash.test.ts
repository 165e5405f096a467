import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/src/adapters/embedded-postgres/embedded-postgres.ts';
import { readPidFile } from '../../server/src/adapters/embedded-postgres/pid-file.ts';
import { randomBytes } from 'node:crypto';
import { afterFile } from './support/after-file.ts';
import { childDemo, exitOf, pgFolder, type ChildServer } from './support/child-server.ts';
import { draws, testSeed } from './support/seed.ts';
import { silentLog } from './support/silent-log.ts';
import { temporaryFolder, tinyModels } from './support/tiny-models.ts';

const CYCLES = 15;
const WRITERS = 4;

/** Stops the PostgreSQL that a killed server leaves behind, before its folder is removed. */
function stopDatabaseAfterFile(folder: string): void {
  afterFile(async () => {
    const left = await startEmbeddedPostgres({ folder, randomBytes, log: silentLog });
    await left.stop();
  });
}

test(`of what was acknowledged nothing is missing after kill -9, ${CYCLES} times`, async () => {
  const { integer } = draws(testSeed());
  const data = await temporaryFolder();
  stopDatabaseAfterFile(data);
  const env = { CHURN_CARD_DATA: data, CHURN_CARD_MODELS: await tinyModels() };
  /** Customer to age, as acknowledged. */
  const acknowledged = new Map<string, number>();
  const statuses = new Set<number>();

  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const server = await childDemo(env);
    const writers = Array.from({ length: WRITERS }, (_, i) =>
      writeUntilItDies(server, `K-${cycle}-${i}`, acknowledged, statuses),
    );
    await sleep(30 + integer(200));
    const postmaster = await readPidFile(pgFolder(data));
    const killDatabase = (): unknown => process.kill(postmaster?.pid ?? 0, 'SIGKILL');
    // One time the database dies alone, and has to come back by itself; one time both die.
    if (cycle % 3 === 1) {
      killDatabase();
      const before = acknowledged.size;
      while (acknowledged.size < before + 10) await sleep(10);
    }
    const exited = exitOf(server.child);
    server.child.kill('SIGKILL');
    if (cycle % 3 === 2) killDatabase();
    await Promise.all([exited, ...writers]);
  }

  // While the database is away that is said, and it is never our fault.
  expect([...statuses].sort()).toEqual([200, 503]);
  const last = await childDemo(env);
  const stored = await everyCustomer(last);
  const missing = [...acknowledged.keys()].filter((id) => !stored.has(id));
  expect(missing).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(CYCLES);
  for (const [id, probability] of stored)
    expect(`${id} ${typeof probability}`).toBe(`${id} number`);
  const [[id, age]] = acknowledged;
  const one = await ask(last, 'GET', `/v1/customers/${id}`);
  expect(await one.json()).toMatchObject({ features: { Age: age } });
  last.child.kill('SIGTERM');
  expect(await exitOf(last.child)).toBe(0);
}, 180_000);

async function writeUntilItDies(
  server: ChildServer,
  prefix: string,
  acknowledged: Map<string, number>,
  statuses: Set<number>,
): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `${prefix}-${i}`;
    const age = 18 + (i % 70);
    const body = JSON.stringify({ features: { Age: age, Country: 'Spain', Active: true } });
    try {
      const reply = await ask(server, 'PUT', `/v1/customers/${id}`, body);
      statuses.add(reply.status);
      const text = await reply.text();
      if (reply.status === 200 && text.endsWith('}')) acknowledged.set(id, age);
    } catch {
      return;
    }
  }
}

function ask(
  { address, key }: ChildServer,
  method: string,
  path: string,
  body?: string,
): Promise<Response> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  return fetch(address + path, { method, body, headers });
}

async function everyCustomer(server: ChildServer): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${cursor}`;
    const reply = await ask(server, 'GET', `/v1/customers?limit=200${query}`);
    const page = (await reply.json()) as {
      customers: { id: string; probability: unknown }[];
      next: string | null;
    };
    for (const { id, probability } of page.customers) found.set(id, probability);
    cursor = page.next;
  }
  return found;
}
