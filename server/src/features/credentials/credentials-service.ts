import type { Caller } from '../../domain/caller.ts';
import type { Clock } from '../../domain/ports.ts';
import { parseApiKey, secretMatches } from './api-key.ts';
import { CLOCK_SKEW_SECONDS, embedClaims, MAX_TOKEN_SECONDS } from './embed-claims.ts';
import type {
  ApiKeyStore,
  SigningKeyStore,
  TokenStore,
  TokenVerifier,
} from './credentials-ports.ts';

export interface CredentialsService {
  /**
   * @param bearer what stands after "Bearer "
   * @param origin the Origin header, where there is one
   * @returns who it is, or null: deliberately without a reason
   */
  authenticate(bearer: string, origin: string | undefined): Promise<Caller | null>;
}

export function credentialsService(
  apiKeys: ApiKeyStore,
  signingKeys: SigningKeyStore,
  tokens: TokenStore,
  verifier: TokenVerifier,
  clock: Clock,
): CredentialsService {
  return {
    async authenticate(bearer, origin) {
      if (bearer.length > LONGEST_CREDENTIAL) return null;
      return bearer.startsWith('ck_') ? byApiKey(bearer) : byEmbedToken(bearer, origin);
    },
  };

  async function byApiKey(text: string): Promise<Caller | null> {
    const parts = parseApiKey(text);
    if (!parts) return null;
    const record = await apiKeys.find(parts.id);
    // An unknown key takes the same path, so that its time tells nothing.
    const matches = secretMatches(parts.secret, record?.secretHash ?? NO_SECRET);
    if (!record || !matches || record.revokedAt || record.env !== parts.env) return null;
    return { kind: 'api-key', keyId: record.id, scopes: record.scopes };
  }

  /** In this order: key, record, the record's algorithm, signature, type, times, claims, origin. */
  async function byEmbedToken(token: string, origin: string | undefined): Promise<Caller | null> {
    const kid = verifier.keyIdOf(token);
    const key = kid === null ? null : await signingKeys.find(kid);
    if (!key || key.revokedAt) return null;
    const now = clock();
    const checked = embedClaims.safeParse(await verifier.verify(token, key, now));
    if (!checked.success) return null;
    const { iat, exp, nbf, org, jti, sub, cust, scp } = checked.data;
    const nowSeconds = now.getTime() / 1000;
    const isLifeInOrder =
      exp > iat && exp - iat <= MAX_TOKEN_SECONDS && nbf >= iat - CLOCK_SKEW_SECONDS;
    if (!isLifeInOrder || iat > nowSeconds + CLOCK_SKEW_SECONDS) return null;
    if (origin === undefined || !org.includes(origin)) return null;
    if (await tokens.isRevoked(jti)) return null;
    return {
      kind: 'embed-token',
      tokenId: jti,
      subject: sub,
      customers: new Set(cust),
      scopes: scp,
      origin,
    };
  }
}

const LONGEST_CREDENTIAL = 12_000;
const NO_SECRET = '0'.repeat(64);
