import type { EmbedScope } from '../../domain/caller.ts';
import type { Clock, RandomBytes } from '../../domain/ports.ts';
import type { OriginStore, TokenSigner } from '../credentials/credentials-ports.ts';
import type { EmbedClaims } from '../credentials/embed-claims.ts';

export interface MintInput {
  readonly customers: readonly string[];
  readonly sub: string;
  readonly origins: readonly string[];
  readonly ttlSeconds: number;
  readonly scopes: readonly EmbedScope[];
}

export interface EmbedTokensService {
  mint(input: MintInput): Promise<{ token: string; expiresAt: Date }>;
}

export function embedTokensService(
  signer: TokenSigner,
  origins: OriginStore,
  audience: string,
  clock: Clock,
  randomBytes: RandomBytes,
): EmbedTokensService {
  return {
    /** For one page and a few customers, and only for a short time. */
    async mint(input) {
      const now = clock();
      const iat = Math.floor(now.getTime() / 1000);
      const exp = iat + input.ttlSeconds;
      const claims: EmbedClaims = {
        iss: signer.issuer,
        aud: audience,
        sub: input.sub,
        cust: [...new Set(input.customers)],
        scp: [...input.scopes],
        org: [...new Set(input.origins)],
        iat,
        nbf: iat,
        exp,
        jti: Buffer.from(randomBytes(15)).toString('base64url'),
      };
      await origins.remember(claims.org, signer.kid, now);
      return { token: await signer.sign(claims), expiresAt: new Date(exp * 1000) };
    },
  };
}
