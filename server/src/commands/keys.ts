import { calculateJwkThumbprint, exportJWK, importSPKI } from 'jose';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  apiKeyStore,
  originStore,
  signingKeyStore,
  tokenStore,
} from '../adapters/postgres/credential-stores.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { API_KEY_SCOPES, type ApiKeyScope } from '../domain/caller.ts';
import { StartupError } from '../errors.ts';
import { formatApiKey, generateApiKey, hashSecret } from '../features/credentials/api-key.ts';
import type {
  ApiKeyStore,
  SigningAlg,
  SigningKeyRecord,
} from '../features/credentials/credentials-ports.ts';
import { originSchema } from '../features/credentials/embed-claims.ts';
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
  db: Database,
  options: { readonly name: string; readonly scopes: string },
  output: Output,
): Promise<void> {
  const scopes = options.scopes.split(',').filter(Boolean);
  const text = await addApiKey(apiKeyStore(db), options.name, scopes, new Date());
  output.note(`API key "${options.name}" (${scopes.join(', ')}), shown only now:`);
  output.result(text);
}

/** Lists keys of both kinds, without anything secret. */
export async function listKeys(db: Database, output: Output): Promise<void> {
  for (const key of await apiKeyStore(db).list()) {
    const about = `${key.name} (${key.scopes.join(', ')})`;
    output.result(`api      ${key.id}  ${stateOf(key)}  ${about}`);
  }
  for (const key of await signingKeyStore(db).list()) {
    output.result(`signing  ${key.kid}  ${stateOf(key)}  ${key.issuer} (${key.alg})`);
  }
}

export async function revokeKey(db: Database, id: string, output: Output): Promise<void> {
  const now = new Date();
  const done =
    (await apiKeyStore(db).revoke(id, now)) || (await signingKeyStore(db).revoke(id, now));
  if (!done) throw new StartupError(`There is no live key ${id}.`);
  output.note(`Revoked ${id}. Servers refuse it within 5 seconds.`);
}

export async function revokeToken(db: Database, jti: string, output: Output): Promise<void> {
  await tokenStore(db).revoke(jti, new Date());
  output.note(`Revoked the token ${jti}. Servers refuse it within 5 seconds.`);
}

/** Lets a CRM sign its own tokens: we get the public half of its key, and the pages it is for. */
export async function registerSigningKey(
  db: Database,
  options: { readonly file: string; readonly issuer: string; readonly origins: readonly string[] },
  output: Output,
): Promise<void> {
  const wrong = options.origins.find((origin) => !originSchema.safeParse(origin).success);
  if (options.origins.length === 0 || wrong !== undefined) {
    throw new StartupError(
      `--origin must be an origin such as https://crm.example, however: ${wrong}`,
    );
  }
  const record = await readPublicKey(options.file, options.issuer);
  await signingKeyStore(db).add(record);
  await originStore(db).remember(options.origins, record.kid, record.createdAt);
  output.note('Tokens signed with it must name this key in their header, as "kid":');
  output.result(record.kid);
}

async function readPublicKey(file: string, issuer: string): Promise<SigningKeyRecord> {
  const pem = await readFile(file, 'utf8').catch(() => {
    throw new StartupError(`--file ${file} cannot be read.`);
  });
  for (const alg of ['EdDSA', 'ES256'] satisfies SigningAlg[]) {
    const key = await importSPKI(pem, alg, { extractable: true }).catch(() => null);
    if (!key) continue;
    const publicJwk = await exportJWK(key);
    const kid = (await calculateJwkThumbprint(publicJwk)).slice(0, 32);
    return {
      kid,
      issuer,
      alg,
      publicJwk: { ...publicJwk },
      createdAt: new Date(),
      revokedAt: null,
    };
  }
  throw new StartupError(`--file ${file} must be a public key (PEM, SPKI) of Ed25519 or P-256.`);
}

function isScope(text: string): text is ApiKeyScope {
  return API_KEY_SCOPES.some((scope) => scope === text);
}

function stateOf({ createdAt, revokedAt }: { createdAt: Date; revokedAt: Date | null }): string {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  return revokedAt ? `revoked ${day(revokedAt)}` : `live since ${day(createdAt)}`;
}
