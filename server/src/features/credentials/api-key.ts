import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../domain/ports.ts';

/** `ck_<env>_<keyid>_<secret>`: tells people and secret scanners what it is. */
export interface ApiKeyParts {
  readonly env: ApiKeyEnv;
  readonly id: string;
  readonly secret: string;
}
export type ApiKeyEnv = 'live' | 'demo';

/** @returns a new key; its secret has 256 bits */
export function generateApiKey(env: ApiKeyEnv, randomBytes: RandomBytes): ApiKeyParts {
  return {
    env,
    id: Buffer.from(randomBytes(6)).toString('hex'),
    secret: Buffer.from(randomBytes(32)).toString('base64url'),
  };
}

export function formatApiKey({ env, id, secret }: ApiKeyParts): string {
  return `ck_${env}_${id}_${secret}`;
}

/** @returns null where the text cannot be an API key */
export function parseApiKey(text: string): ApiKeyParts | null {
  const [, env, id, secret] = FORM.exec(text) ?? [];
  return env === 'live' || env === 'demo' ? { env, id, secret } : null;
}

/** Only this is stored. A secret of 256 random bits needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes the same time wherever the two differ. */
export function secretMatches(secret: string, storedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(storedHash, 'hex'));
}

const FORM = /^ck_(live|demo)_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;
