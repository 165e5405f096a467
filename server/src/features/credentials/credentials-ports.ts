import type { ApiKeyScope } from '../../domain/caller.ts';
import type { ApiKeyEnv } from './api-key.ts';

export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly env: ApiKeyEnv;
  readonly secretHash: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export interface ApiKeyStore {
  /** May answer from a copy that is at most a few seconds old. */
  find(id: string): Promise<ApiKeyRecord | null>;
  list(): Promise<readonly ApiKeyRecord[]>;
  add(record: ApiKeyRecord & { readonly scopes: readonly ApiKeyScope[] }): Promise<void>;
  /** @returns whether there was a live key of this id */
  revoke(id: string, at: Date): Promise<boolean>;
}

/** Whose signature counts: our own key, or one that the CRM registered the public half of. */
export interface SigningKeyRecord {
  readonly kid: string;
  readonly issuer: string;
  readonly alg: SigningAlg;
  readonly publicJwk: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}
export type SigningAlg = 'EdDSA' | 'ES256';

export interface SigningKeyStore {
  /** May answer from a copy that is at most a few seconds old. */
  find(kid: string): Promise<SigningKeyRecord | null>;
  list(): Promise<readonly SigningKeyRecord[]>;
  add(record: SigningKeyRecord): Promise<void>;
  revoke(kid: string, at: Date): Promise<boolean>;
}

export interface TokenStore {
  /** May answer from a copy that is at most a few seconds old. */
  isRevoked(jti: string): Promise<boolean>;
  revoke(jti: string, at: Date): Promise<void>;
}

/** Which pages may ask across origins at all. */
export interface OriginStore {
  /** May answer from a copy that is at most a few seconds old. */
  isKnown(origin: string): Promise<boolean>;
  remember(origins: readonly string[], kid: string, at: Date): Promise<void>;
}

/** The private half of the key that signs embed tokens. It never leaves its file. */
export interface SigningKey {
  readonly kid: string;
  readonly issuer: string;
  readonly publicJwk: Readonly<Record<string, unknown>>;
  readonly privateJwk: Readonly<Record<string, unknown>>;
}

export interface SigningKeyFile {
  readonly path: string;
  /** @returns null where there is no such file */
  read(): Promise<SigningKey | null>;
  /** Refuses to overwrite: a lost key would make every token of a running page worthless. */
  write(key: SigningKey): Promise<void>;
}

export interface TokenSigner {
  readonly kid: string;
  readonly issuer: string;
  /** @returns the compact JWS */
  sign(claims: object): Promise<string>;
}

export interface TokenVerifier {
  /** Reads the key's name without believing it. @returns null where the text is no such token */
  keyIdOf(token: string): string | null;
  /**
   * Checks signature, type, issuer, audience and times with the *record's* algorithm.
   * @returns the claims as they came, or null
   */
  verify(token: string, key: SigningKeyRecord, now: Date): Promise<unknown>;
}
