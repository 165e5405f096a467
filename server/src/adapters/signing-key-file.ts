import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartupError } from '../errors.ts';
import type { SigningKey, SigningKeyFile } from '../features/credentials/credentials-ports.ts';

/** The key in the data folder, readable by this user only. */
export function signingKeyFile(dataFolder: string): SigningKeyFile {
  const file = path.join(dataFolder, 'keys', 'embed-signing-key.json');
  return {
    path: file,

    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (text === null) return null;
      const checked = keySchema.safeParse(parse(text));
      if (checked.success) return checked.data;
      throw new StartupError(`${file} is not a signing key as "init" writes it.`);
    },

    async write(key) {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      await chmod(file, 0o600);
    },
  };
}

/** @returns a new Ed25519 key, named by its thumbprint (RFC 7638) */
export async function newSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  return {
    kid: (await calculateJwkThumbprint(publicJwk)).slice(0, 32),
    issuer: OWN_ISSUER,
    publicJwk: { ...publicJwk },
    privateJwk: { ...(await exportJWK(privateKey)) },
  };
}

/** Who signs, in tokens of our own. */
const OWN_ISSUER = 'churn-card';

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
