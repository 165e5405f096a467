import { fork } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../server/src/adapters/embedded-postgres/embedded-postgres.ts';
import { SETTINGS } from '../../server/src/config.ts';
import { afterFile } from './support/after-file.ts';
import { command, exitOf } from './support/child-server.ts';
import { silentLog } from './support/silent-log.ts';
import { temporaryFolder, tinyModels } from './support/tiny-models.ts';

const SLOW = { timeout: 90_000 };

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
    const child = fork('server/bin/churn-card-server.js', ['serve'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { PATH: process.env.PATH, PORT: '0', ...env },
    });
    afterFile(async () => {
      child.kill('SIGKILL');
    });
    const [{ address }] = (await once(child, 'message')) as [{ address: string }];
    const statusOf = async (with_: string) =>
      (await fetch(`${address}/v1/customers`, { headers: { Authorization: `Bearer ${with_}` } }))
        .status;
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
