import { calculateJwkThumbprint, exportJWK, importSPKI } from 'jose';
import { readFile } from 'node:fs/promises';
import { StartupError } from '../errors.ts';
import type { SigningAlg, SigningKeyRecord } from '../features/credentials/credentials-ports.ts';

/** Reads the public half of a CRM's own key. @throws StartupError where it is none that we verify */
export async function readPublicKey(
  file: string,
  issuer: string,
  now: Date,
): Promise<SigningKeyRecord> {
  const pem = await readFile(file, 'utf8').catch(() => {
    throw new StartupError(`--file must be a file that can be read, however: ${file}`);
  });
  for (const alg of ['EdDSA', 'ES256'] satisfies SigningAlg[]) {
    const key = await importSPKI(pem, alg, { extractable: true }).catch(() => null);
    if (!key) continue;
    const publicJwk = await exportJWK(key);
    const kid = (await calculateJwkThumbprint(publicJwk)).slice(0, 32);
    return { kid, issuer, alg, publicJwk: { ...publicJwk }, createdAt: now, revokedAt: null };
  }
  throw new StartupError(`--file must be a public key (PEM) of Ed25519 or P-256, however: ${file}`);
}
