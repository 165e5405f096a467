import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { CUSTOMERS_FILE, makeCustomers } from '../../demo/src/make-customers.ts';
import { readSettings } from '../../demo/src/settings.ts';

const START = fileURLToPath(new URL('../../demo/bin/start.js', import.meta.url));

async function run(program: string, env: Record<string, string>) {
  const options = { env: { ...process.env, ...env } };
  return promisify(execFile)(process.execPath, [program], options).then(
    () => ({ code: 0, stderr: '' }),
    ({ code, stderr }: ExecFileException) => ({ code, stderr }),
  );
}

async function takenPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise((done) => server.close(() => done())));
  return String((server.address() as AddressInfo).port);
}

test.each(['PORT', 'DEMO_PORT'])('a taken %s is said in one line', async (variable) => {
  const port = await takenPort();
  const { code, stderr } = await run(START, { PORT: '0', DEMO_PORT: '0', [variable]: port });
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`^Port ${port} is taken\\. .*${variable}=\\d+ npm start\\n$`));
});

test('two sites cannot share a port', () => {
  expect(() => readSettings([], { PORT: '9000', DEMO_PORT: '9000' }, '/')).toThrow(
    'PORT and DEMO_PORT must differ, however: both are 9000',
  );
});

test.each(['http', '-1', '65536', '8.5', '0x50'])('%j is no port', (text) => {
  expect(() => readSettings([], { PORT: text }, '/')).toThrow(
    `PORT must be a port from 0 to 65535, however: ${text}`,
  );
});

test('an option that does not exist is refused', () => {
  expect(() => readSettings(['--show-keys'], {}, '/')).toThrow(
    'The only option is --show-key, however: --show-keys',
  );
});

test('without settings, the usual ports and a folder where one stands', () => {
  expect(readSettings([], {}, '/here')).toEqual({
    serverPort: 8787,
    crmPort: 8788,
    dataFolder: '/here/.churn-card-data',
    showKey: false,
  });
});

test('a Node that is too old is told so in one line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'churn-card-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const old = join(folder, 'start.mjs');
  const source = await readFile(START, 'utf8');
  await writeFile(old, source.replaceAll('process.versions.node', '"20.11.1"'));
  const { code, stderr } = await run(old, {});
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Churn Card needs Node 22\.18 or newer, however: .* 20\.11\.1\..*\n$/);
});

test("the demo's customers are what the trainer draws", async () => {
  expect(await readFile(CUSTOMERS_FILE, 'utf8')).toBe(await makeCustomers());
});
