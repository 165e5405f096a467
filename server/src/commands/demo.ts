import { randomBytes } from 'node:crypto';
import type { CredentialStores, Operations } from '../compose.ts';
import { StartupError } from '../errors.ts';
import { formatApiKey, generateApiKey, hashSecret } from '../features/credentials/api-key.ts';
import type { SigningKey } from '../features/credentials/credentials-ports.ts';
import type { Output } from './output.ts';
import { untilStopped } from './until-stopped.ts';

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
  operations: Operations,
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<void> {
  const given = ['DATABASE_URL', 'HOST'].find((name) => env[name]);
  if (given)
    throw new StartupError(`The demo does not take ${given}: it is for this machine only.`);
  const waitAndStop = untilStopped(operations.log);
  const storage = await operations.open('demo');
  try {
    const signingKey = await operations.newSigningKey();
    const crm = await replaceKeys(storage, signingKey, operations.clock());
    const server = await storage.start({ signingKey, demo: true });
    const ready: DemoReady = { type: 'ready', address: server.address, keys: { crm } };
    if (process.send) process.send(ready);
    else {
      output.note(`The demo answers on ${ready.address} to this machine, with this API key:`);
      output.result(crm);
    }
    await waitAndStop(() => server.stop());
  } finally {
    await storage.close();
  }
}

async function replaceKeys(
  { apiKeys, signingKeys }: CredentialStores,
  signingKey: SigningKey,
  now: Date,
): Promise<string> {
  for (const { id } of await apiKeys.list()) await apiKeys.revoke(id, now);
  for (const { kid } of await signingKeys.list()) await signingKeys.revoke(kid, now);
  const { kid, issuer, publicJwk } = signingKey;
  await signingKeys.add({ kid, issuer, alg: 'EdDSA', publicJwk, createdAt: now, revokedAt: null });
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
