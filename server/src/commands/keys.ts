import { randomBytes } from 'node:crypto';
import { API_KEY_SCOPES, type ApiKeyScope } from '../domain/caller.ts';
import { StartupError } from '../errors.ts';
import { formatApiKey, generateApiKey, hashSecret } from '../features/credentials/api-key.ts';
import type { ApiKeyStore, SigningKeyRecord } from '../features/credentials/credentials-ports.ts';
import { originSchema } from '../features/credentials/embed-claims.ts';
import type { CredentialStores } from '../compose.ts';
import type { Output } from './output.ts';

/** One to use and one to change to. */
const MOST_LIVE_KEYS = 2;

/** @returns the key as text: the only time that it is seen */
export async function addApiKey(
  store: ApiKeyStore,
  name: string,
  scopes: readonly string[],
  now: Date,
): Promise<string> {
  const wrong = scopes.find((scope) => !isScope(scope));
  if (scopes.length === 0 || wrong !== undefined) {
    throw new StartupError(
      `--scopes must be some of ${API_KEY_SCOPES.join(',')}, however: ${wrong}`,
    );
  }
  if (!/^[a-z0-9-]{1,40}$/.test(name)) {
    throw new StartupError(`--name must be 1 to 40 of a-z, 0-9 and -, however: ${name}`);
  }
  const live = (await store.list()).filter((key) => key.name === name && key.revokedAt === null);
  if (live.length >= MOST_LIVE_KEYS) {
    const ids = live.map(({ id }) => id).join(' and ');
    throw new StartupError(
      `"${name}" has ${MOST_LIVE_KEYS} live keys already. Revoke ${ids} first.`,
    );
  }
  const key = generateApiKey('live', randomBytes);
  await store.add({
    id: key.id,
    name,
    env: key.env,
    secretHash: hashSecret(key.secret),
    scopes: scopes.filter(isScope),
    createdAt: now,
    revokedAt: null,
  });
  return formatApiKey(key);
}

export async function createKey(
  stores: CredentialStores,
  options: { readonly name: string; readonly scopes: string },
  output: Output,
): Promise<void> {
  const scopes = options.scopes.split(',').filter(Boolean);
  const text = await addApiKey(stores.apiKeys, options.name, scopes, new Date());
  output.note(`API key "${options.name}" (${scopes.join(', ')}), shown only now:`);
  output.result(text);
}

/** Lists keys of both kinds, without anything secret. */
export async function listKeys(stores: CredentialStores, output: Output): Promise<void> {
  for (const key of await stores.apiKeys.list()) {
    const about = `${key.name} (${key.scopes.join(', ')})`;
    output.result(`api      ${key.id}  ${stateOf(key)}  ${about}`);
  }
  for (const key of await stores.signingKeys.list()) {
    output.result(`signing  ${key.kid}  ${stateOf(key)}  ${key.issuer} (${key.alg})`);
  }
}

export async function revokeKey(
  stores: CredentialStores,
  id: string,
  output: Output,
): Promise<void> {
  const now = new Date();
  const done = (await stores.apiKeys.revoke(id, now)) || (await stores.signingKeys.revoke(id, now));
  if (!done) throw new StartupError(`There is no live key ${id}.`);
  output.note(`Revoked ${id}. Servers refuse it within 5 seconds.`);
}

export async function revokeToken(
  stores: CredentialStores,
  jti: string,
  output: Output,
): Promise<void> {
  await stores.tokens.revoke(jti, new Date());
  output.note(`Revoked the token ${jti}. Servers refuse it within 5 seconds.`);
}

/** Lets a CRM sign its own tokens: we get the public half of its key, and the pages it is for. */
export async function registerSigningKey(
  stores: CredentialStores,
  record: SigningKeyRecord,
  origins: readonly string[],
  output: Output,
): Promise<void> {
  const wrong = origins.find((origin) => !originSchema.safeParse(origin).success);
  if (origins.length === 0 || wrong !== undefined) {
    throw new StartupError(
      `--origin must be an origin such as https://crm.example, however: ${wrong}`,
    );
  }
  await stores.signingKeys.add(record);
  await stores.origins.remember(origins, record.kid, record.createdAt);
  output.note('Tokens signed with it must name this key in their header, as "kid":');
  output.result(record.kid);
}

function isScope(text: string): text is ApiKeyScope {
  return API_KEY_SCOPES.some((scope) => scope === text);
}

function stateOf({ createdAt, revokedAt }: { createdAt: Date; revokedAt: Date | null }): string {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  return revokedAt ? `revoked ${day(revokedAt)}` : `live since ${day(createdAt)}`;
}
