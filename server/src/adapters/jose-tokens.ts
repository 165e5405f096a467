import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import type {
  SigningKey,
  TokenSigner,
  TokenVerifier,
} from '../features/credentials/credentials-ports.ts';
import { CLOCK_SKEW_SECONDS, TOKEN_TYPE } from '../features/credentials/embed-claims.ts';

export function joseVerifier(audience: string): TokenVerifier {
  return {
    keyIdOf(token) {
      try {
        const { kid } = decodeProtectedHeader(token);
        return typeof kid === 'string' && KID.test(kid) ? kid : null;
      } catch {
        return null;
      }
    },
    async verify(token, key, now) {
      try {
        const publicKey = await importJWK(key.publicJwk as JWK, key.alg);
        const { payload } = await jwtVerify(token, publicKey, {
          // The record decides, never the token: that is what "alg: none" and its kin live on.
          algorithms: [key.alg],
          typ: TOKEN_TYPE,
          issuer: key.issuer,
          audience,
          clockTolerance: CLOCK_SKEW_SECONDS,
          currentDate: now,
        });
        return payload;
      } catch {
        return null;
      }
    },
  };
}

export async function joseSigner(key: SigningKey): Promise<TokenSigner> {
  const privateKey = await importJWK(key.privateJwk as JWK, 'EdDSA');
  return {
    kid: key.kid,
    issuer: key.issuer,
    sign: (claims) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: TOKEN_TYPE, kid: key.kid })
        .sign(privateKey),
  };
}

const KID = /^[A-Za-z0-9_-]{8,64}$/;
