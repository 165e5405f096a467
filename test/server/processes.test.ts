import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  attachEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/src/adapters/embedded-postgres/embedded-postgres.ts';
import { afterFile } from './support/after-file.ts';
import { childDemo, command, exitOf, type ChildServer } from './support/child-server.ts';
import { silentLog } from './support/silent-log.ts';
import { temporaryFolder, tinyModels } from './support/tiny-models.ts';

const SLOW = { timeout: 90_000 };
const CUSTOMER = { features: { Age: 41, Country: 'Spain', Active: true } };

let models: string;

beforeAll(async () => {
  models = await tinyModels();
});

async function dataFolder(): Promise<string> {
  const folder = await temporaryFolder();
  afterFile(async () => {
    const left = await startEmbeddedPostgres({ folder, randomBytes, log: silentLog });
    await left.stop();
  });
  return folder;
}

const environment = (data: string) => ({ CHURN_CARD_DATA: data, CHURN_CARD_MODELS: models });

function ask(
  { address, key }: ChildServer,
  method: string,
  at: string,
  json?: unknown,
  headers = {},
) {
  return fetch(address + at, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
}

describe('stopping', SLOW, () => {
  test('answers what runs, stops its database, and ends with 0', async () => {
    const data = await dataFolder();
    const server = await childDemo(environment(data));
    const running = Array.from({ length: 20 }, (_, i) =>
      ask(server, 'PUT', `/v1/customers/S-${i}`, CUSTOMER),
    );
    await running[0];
    server.child.kill('SIGTERM');
    const exit = exitOf(server.child);
    const statuses = (await Promise.allSettled(running)).map((one) =>
      one.status === 'fulfilled' ? one.value.status : 'cut',
    );
    expect(statuses).toEqual(Array(20).fill(200));
    expect(await exit).toBe(0);
    expect(await attachEmbeddedPostgres(data)).toBeNull();
    await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
  });

  test('follows the end of the process that started it', async () => {
    const data = await dataFolder();
    const server = await childDemo(environment(data));
    server.child.disconnect();
    expect(await exitOf(server.child)).toBe(0);
    expect(await attachEmbeddedPostgres(data)).toBeNull();
  });
});

describe('a second process on the same folder', SLOW, () => {
  test('is refused, naming the first, and the first goes on', async () => {
    const data = await dataFolder();
    const server = await childDemo(environment(data));
    const second = await command(['demo'], environment(data));
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`is in use by process ${server.child.pid}`);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  });
});

describe('the demo', SLOW, () => {
  test('is for this machine only: other names and pages are turned away', async () => {
    const server = await childDemo(environment(await dataFolder()));
    const { port } = new URL(server.address);
    expect(server.address).toBe(`http://127.0.0.1:${port}`);
    await ask(server, 'PUT', '/v1/customers/C-1', CUSTOMER);
    const card = await (await ask(server, 'GET', '/v1/customers/C-1/card')).json();
    expect(card).toMatchObject({ state: 'scored', demo: true });
    const statusOf = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request(`${server.address}/healthz`, { headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.on('error', reject);
        asked.end();
      });
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example']) {
      expect(await statusOf({ Host: host }), host).toBe(421);
    }
    for (const Origin of [
      'https://evil.example',
      'null',
      'http://localhost.evil.example',
      'http://127.0.0.1@evil.example',
    ]) {
      expect(await statusOf({ Origin }), Origin).toBe(421);
    }
    for (const Host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect(await statusOf({ Host, Origin: 'http://localhost:8788' }), Host).toBe(200);
    }
  });

  test('has a new key at every start, and the old one opens nothing', async () => {
    const data = await dataFolder();
    const first = await childDemo(environment(data));
    first.child.kill('SIGTERM');
    await exitOf(first.child);
    const second = await childDemo(environment(data));
    expect(second.key).not.toBe(first.key);
    expect(second.key).toMatch(/^ck_demo_/);
    expect((await ask({ ...second, key: first.key }, 'GET', '/v1/customers')).status).toBe(401);
    expect((await ask(second, 'GET', '/v1/customers')).status).toBe(200);
  });

  test.each(['HOST', 'DATABASE_URL'])('does not take %s', async (name) => {
    const value = name === 'HOST' ? '0.0.0.0' : 'postgres://x/y';
    const { code, stderr } = await command(['demo'], {
      ...environment(await temporaryFolder()),
      [name]: value,
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`does not take ${name}`);
  });

  test('prints its key where nobody started it, and is stopped like any program', async () => {
    const child = spawn(process.execPath, ['server/bin/churn-card-server.js', 'demo'], {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        LOG_LEVEL: 'silent',
        ...environment(await dataFolder()),
      },
    });
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    expect(chunk.toString()).toMatch(/^ck_demo_\w+_[\w-]+\n$/);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

test('a port that is taken is named', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const { code, stderr } = await command(['demo'], {
    ...environment(await dataFolder()),
    PORT: String(port),
  });
  expect(code).toBe(1);
  expect(stderr).toContain(`PORT ${port} on 127.0.0.1 cannot be used: the port is taken.`);
  taken.close();
}, 60_000);
