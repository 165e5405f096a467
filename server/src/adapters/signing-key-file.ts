import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartupError } from '../errors.ts';

/** The private half of the key that signs embed tokens. It never leaves its file. */
export interface SigningKey {
  readonly kid: string;
  readonly issuer: string;
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
}

/** Who signs, in tokens of our own. */
export const OWN_ISSUER = 'churn-card';

export async function newSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = (await calculateJwkThumbprint(publicJwk)).slice(0, 32);
  return { kid, issuer: OWN_ISSUER, publicJwk, privateJwk: await exportJWK(privateKey) };
}

/** Refuses to overwrite: a lost key would make every token of a running page worthless. */
export async function writeSigningKey(folder: string, key: SigningKey): Promise<string> {
  const file = signingKeyFile(folder);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  return file;
}

/** @returns null where there is no such file */
export async function readSigningKey(folder: string): Promise<SigningKey | null> {
  const file = signingKeyFile(folder);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const checked = keySchema.safeParse(parse(text));
  if (checked.success) return checked.data;
  throw new StartupError(`${file} is not a signing key as "init" writes it.`);
}

export function signingKeyFile(folder: string): string {
  return path.join(folder, 'keys', 'embed-signing-key.json');
}

const jwk = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });
const keySchema = z.object({
  kid: z.string().min(8),
  issuer: z.string().min(1),
  publicJwk: jwk,
  privateJwk: jwk.extend({ d: z.string() }),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
