import { randomBytes } from 'node:crypto';
import { pinoLog } from '../adapters/pino-log.ts';
import { apiKeyStore, signingKeyStore } from '../adapters/postgres/credential-stores.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { newSigningKey, type SigningKey } from '../adapters/signing-key-file.ts';
import { startServer } from '../compose.ts';
import type { Settings } from '../config.ts';
import { StartupError } from '../errors.ts';
import { formatApiKey, generateApiKey, hashSecret } from '../features/credentials/api-key.ts';
import { openStorage } from '../storage.ts';
import type { Output } from './output.ts';
import { runUntilStopped } from './run-until-stopped.ts';

/** What the process that started the demo is told, once it answers. */
export interface DemoReady {
  readonly type: 'ready';
  readonly address: string;
  readonly keys: { readonly crm: string };
}

/**
 * Serves invented customers to this machine only. Its keys are new at every start and known only
 * to whoever started it.
 */
export async function demo(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<void> {
  for (const name of ['DATABASE_URL', 'HOST']) {
    if (env[name])
      throw new StartupError(`The demo does not take ${name}: it is for this machine only.`);
  }
  const log = pinoLog(settings.logLevel);
  const clock = () => new Date();
  const storage = await openStorage({ ...settings, host: LOOPBACK }, 'demo', clock, log);
  try {
    const signingKey = await newSigningKey();
    const crm = await replaceKeys(storage.db, signingKey, clock());
    const server = await startServer({
      settings: { ...settings, host: LOOPBACK },
      db: storage.db,
      signingKey,
      demo: true,
      clock,
      log,
    });
    const ready: DemoReady = { type: 'ready', address: server.address, keys: { crm } };
    if (process.send) process.send(ready);
    else {
      output.note(`The demo answers on ${ready.address} to this machine, with this API key:`);
      output.result(crm);
    }
    await runUntilStopped(() => server.stop(), log);
  } finally {
    await storage.close();
  }
}

const LOOPBACK = '127.0.0.1';

async function replaceKeys(db: Database, signingKey: SigningKey, now: Date): Promise<string> {
  const apiKeys = apiKeyStore(db);
  const signingKeys = signingKeyStore(db);
  for (const { id } of await apiKeys.list()) await apiKeys.revoke(id, now);
  for (const { kid } of await signingKeys.list()) await signingKeys.revoke(kid, now);
  await signingKeys.add({
    kid: signingKey.kid,
    issuer: signingKey.issuer,
    alg: 'EdDSA',
    publicJwk: signingKey.publicJwk,
    createdAt: now,
    revokedAt: null,
  });
  const key = generateApiKey('demo', randomBytes);
  await apiKeys.add({
    id: key.id,
    name: 'crm',
    env: key.env,
    secretHash: hashSecret(key.secret),
    scopes: ['embed:mint', 'customers:read', 'customers:write'],
    createdAt: now,
    revokedAt: null,
  });
  return formatApiKey(key);
}
