import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
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
    const { request } = await import('node:http');
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
    const { spawn } = await import('node:child_process');
    const { once } = await import('node:events');
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

describe('real customers', SLOW, () => {
  test('are not served before init, on any address', async () => {
    const data = await dataFolder();
    for (const HOST of ['127.0.0.1', '0.0.0.0', '::']) {
      const { code, stderr } = await command(['serve'], { ...environment(data), HOST });
      expect(code).toBe(1);
      expect(stderr).toContain('Missing: the signing key');
      expect(stderr).toContain('churn-card-server init');
    }
    await expect(stat(path.join(data, 'cluster'))).rejects.toThrow('ENOENT');
  });

  test('get their keys from init, once: a file for us alone, and one line to copy', async () => {
    const data = await dataFolder();
    const env = environment(data);
    const made = await command(['init'], env);
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^ck_live_[0-9a-f]{12}_[\w-]{43}\n$/);
    const file = path.join(data, 'keys', 'embed-signing-key.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, 'utf8');
    const again = await command(['init'], env);
    expect(again).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(file, 'utf8')).toBe(before);

    const id = made.stdout.split('_')[2];
    const listed = await command(['keys', 'list'], env);
    expect(listed.stdout).toContain(id);
    expect(listed.stdout).not.toContain(made.stdout.trim().split('_').slice(3).join('_'));

    // Without a live API key there is nobody to serve.
    await command(['keys', 'revoke', id], env);
    const alone = await command(['serve'], { ...env, HOST: '0.0.0.0' });
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain('Missing: an API key');
    expect(alone.stderr).toContain('0.0.0.0 can be reached from other machines');

    const demo = await command(['demo'], env);
    expect(demo.code).toBe(1);
    expect(demo.stderr).toContain('This data is of real customers');
  });

  test('are served with keys that can be made and ended while the server runs', async () => {
    const data = await dataFolder();
    const env = environment(data);
    const key = (await command(['init'], env)).stdout.trim();
    const { fork } = await import('node:child_process');
    const { once } = await import('node:events');
    const child = fork('server/bin/churn-card-server.js', ['serve'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { PATH: process.env.PATH, PORT: '0', ...env },
    });
    afterFile(async () => {
      child.kill('SIGKILL');
    });
    const [{ address }] = (await once(child, 'message')) as [{ address: string }];
    const statusOf = async (with_: string) =>
      (await ask({ child, address, key: with_ }, 'GET', '/v1/customers')).status;
    expect(await statusOf(key)).toBe(200);
    const made = await command(
      ['keys', 'create', '--name', 'crm', '--scopes', 'customers:read'],
      env,
    );
    expect(await statusOf(made.stdout.trim())).toBe(200);
    const third = await command(
      ['keys', 'create', '--name', 'crm', '--scopes', 'customers:read'],
      env,
    );
    expect(third).toMatchObject({ code: 1, stdout: '' });
    expect(third.stderr).toContain('has 2 live keys already');

    await command(['keys', 'revoke', key.split('_')[2]], env);
    // Within 5 seconds, as promised; asked until then.
    let seconds = 0;
    while ((await statusOf(key)) === 200 && seconds < 5) {
      await sleep(100);
      seconds += 0.1;
    }
    expect(await statusOf(key)).toBe(401);

    const { publicKey } = generateKeyPairSync('ed25519');
    const pem = path.join(data, 'crm.pem');
    await writeFile(pem, publicKey.export({ type: 'spki', format: 'pem' }));
    const register = ['keys', 'register', '--file', pem, '--origin', 'https://crm.example'];
    expect((await command(register, env)).stdout).toMatch(/^[\w-]{32}\n$/);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
  });
});

describe('a command that is not understood', () => {
  test.each([
    [['fly'], 2, '"fly" is not a command'],
    [['serve', 'now'], 2, '"serve now" is not a command'],
    [['--port', '1'], 2, "Unknown option '--port'"],
    [['keys', 'revoke'], 2, 'is not a command'],
  ])('%j says so in a line', async (args, code, text) => {
    const ended = await command(args, {});
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(text);
    expect(ended.stderr).not.toContain('    at ');
  });

  test('or a setting that breaks its rule names both, and the value', async () => {
    const ended = await command(['serve'], { PORT: '80800', CHURN_CARD_STALE_DAYS: 'never' });
    expect(ended.code).toBe(1);
    expect(ended.stderr.trim().split('\n')).toEqual([
      'PORT must be a whole number from 0 to 65535, however: "80800"',
      'CHURN_CARD_STALE_DAYS must be a whole number from 1 to 3650, however: "never"',
    ]);
  });

  test('help names every command and every setting', async () => {
    const { SETTINGS } = await import('../../server/src/config.ts');
    const { stdout, code } = await command(['--help'], {});
    expect(code).toBe(0);
    for (const name of [
      'init',
      'serve',
      'demo',
      'keys create',
      ...SETTINGS.map((one) => one.name),
    ]) {
      expect(stdout).toContain(name);
    }
  });
});

test('a port that is taken is named', async () => {
  const { createServer } = await import('node:http');
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
