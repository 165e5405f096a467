import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { callApi, dataFolder, json, spawnDemo, startDemo } from './demo.ts';

let folder: string;

beforeAll(async () => {
  folder = await dataFolder();
});

afterAll(() => rm(folder, { recursive: true }));

test('a second start keeps the customers and what was edited', async () => {
  const path = '/v1/customers/90000001';
  const first = await startDemo(folder);
  expect(first.said).toContain('Importing 500 invented customers');
  const edited = { features: { Age: 33, Balance: 4321.5, NumOfProducts: 2, IsActiveMember: 1 } };
  await callApi(first, 'PUT', path, json(edited));
  expect(await first.stop()).toBe(0);

  const second = await startDemo(folder);
  expect(second.said).not.toContain('Importing');
  const kept = await callApi<{ features: unknown }>(second, 'GET', path);
  expect(kept.features).toMatchObject({ Age: 33, Balance: 4321.5 });
  expect(await second.stop()).toBe(0);
});

test('an interruption while it starts ends it without a complaint', async () => {
  const demo = spawnDemo(folder);
  let errors = '';
  demo.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await once(demo.stdout, 'data');
  demo.kill('SIGINT');
  const [code] = (await once(demo, 'close')) as [number | null];
  expect([code, errors]).toEqual([0, '']);
});

test.each([
  [
    'no card is built',
    { CHURN_CARD_WIDGET: 'nowhere' },
    'The card is not built yet. Run: npm run build',
  ],
  [
    'there is no model',
    { CHURN_CARD_MODELS: 'nowhere' },
    'The churn server answered 503: No model is loaded',
  ],
  ['it shall use a real database', { DATABASE_URL: 'postgres://x' }, 'does not take DATABASE_URL'],
])('it does not start, and says why, where %s', async (_case, env, reason) => {
  const data = await dataFolder();
  onTestFinished(() => rm(data, { recursive: true }));
  const demo = spawnDemo(data, env);
  let errors = '';
  demo.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(demo, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(errors).toContain(reason);
  expect(errors).not.toContain('    at ');
});

test('when the churn server dies, the demo says so and ends', async () => {
  const demo = await startDemo(folder);
  let errors = '';
  demo.process.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const closed = once(demo.process, 'close');
  process.kill(childOf(demo.process.pid), 'SIGKILL');
  expect((await closed)[0]).toBe(1);
  expect(errors).toMatch(/^The churn server has ended\. It said:\n[\s\S]*\(SIGKILL\)\n$/);
});

test('when the demo is killed, the churn server ends too and leaves the folder free', async () => {
  const demo = await startDemo(folder);
  const server = childOf(demo.process.pid);
  demo.process.kill('SIGKILL');
  await expect.poll(() => isRunning(server), { timeout: 30_000 }).toBe(false);
  const next = await startDemo(folder);
  expect(await next.stop()).toBe(0);
});

function childOf(pid: number | undefined): number {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  for (const line of list.trim().split('\n')) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (parent === pid) return child;
  }
  throw new Error(`process ${pid} has no child`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
