import { sql } from 'kysely';
import type { ApiKeyEnv } from '../../features/credentials/api-key.ts';
import type {
  ApiKeyRecord,
  ApiKeyStore,
  OriginStore,
  SigningKeyRecord,
  SigningKeyStore,
  TokenStore,
} from '../../features/credentials/credentials-ports.ts';
import type { Database } from './database.ts';
import { freshFor } from './fresh-for.ts';
import type { ApiKeysTable } from './tables.ts';

const FRESH_MS = 2000;

export function apiKeyStore(db: Database): ApiKeyStore {
  const find = freshFor(FRESH_MS, async (id: string) => {
    const rows = await db.selectFrom('api_keys').selectAll().where('id', '=', id).execute();
    return { record: rows.length > 0 ? apiKeyRecord(rows[0]) : null };
  });
  return {
    find: async (id) => (await find(id)).record,
    async list() {
      const rows = await db.selectFrom('api_keys').selectAll().orderBy('created_at').execute();
      return rows.map(apiKeyRecord);
    },
    async add({ id, name, env, secretHash, scopes, createdAt }) {
      await db
        .insertInto('api_keys')
        .values({
          id,
          name,
          env,
          secret_sha256: secretHash,
          scopes: [...scopes],
          created_at: createdAt,
        })
        .execute();
      find.forget();
    },
    async revoke(id, at) {
      const done = await db
        .updateTable('api_keys')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      find.forget();
      return done.numUpdatedRows > 0n;
    },
  };
}

export function signingKeyStore(db: Database): SigningKeyStore {
  const find = freshFor(FRESH_MS, async (kid: string) => {
    const rows = await db.selectFrom('signing_keys').selectAll().where('kid', '=', kid).execute();
    return { record: rows.length > 0 ? signingKeyRecord(rows[0]) : null };
  });
  return {
    find: async (kid) => (await find(kid)).record,
    async list() {
      const rows = await db.selectFrom('signing_keys').selectAll().orderBy('created_at').execute();
      return rows.map(signingKeyRecord);
    },
    async add({ kid, issuer, alg, publicJwk, createdAt }) {
      await db
        .insertInto('signing_keys')
        .values({
          kid,
          issuer,
          alg,
          public_jwk: JSON.stringify(publicJwk),
          created_at: createdAt,
        })
        .onConflict((conflict) => conflict.column('kid').doNothing())
        .execute();
      find.forget();
    },
    async revoke(kid, at) {
      const done = await db
        .updateTable('signing_keys')
        .set({ revoked_at: at })
        .where('kid', '=', kid)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      find.forget();
      return done.numUpdatedRows > 0n;
    },
  };
}

export function tokenStore(db: Database): TokenStore {
  const find = freshFor(FRESH_MS, async (jti: string) => {
    const rows = await db
      .selectFrom('revoked_tokens')
      .select('jti')
      .where('jti', '=', jti)
      .execute();
    return { isRevoked: rows.length > 0 };
  });
  return {
    isRevoked: async (jti) => (await find(jti)).isRevoked,
    async revoke(jti, at) {
      await db
        .insertInto('revoked_tokens')
        .values({ jti, revoked_at: at })
        .onConflict((conflict) => conflict.column('jti').doNothing())
        .execute();
      find.forget();
    },
  };
}

export function originStore(db: Database): OriginStore {
  const find = freshFor(FRESH_MS, async (origin: string) => {
    const rows = await db
      .selectFrom('embed_origins as o')
      .innerJoin('signing_keys as k', 'k.kid', 'o.kid')
      .select('o.origin')
      .where('o.origin', '=', origin)
      .where('k.revoked_at', 'is', null)
      .limit(1)
      .execute();
    return { isKnown: rows.length > 0 };
  });
  return {
    isKnown: async (origin) => (await find(origin)).isKnown,
    async remember(origins, kid, at) {
      await db
        .insertInto('embed_origins')
        .values(origins.map((origin) => ({ origin, kid, last_minted_at: at })))
        .onConflict((conflict) =>
          conflict
            .columns(['origin', 'kid'])
            .doUpdateSet({ last_minted_at: sql`excluded.last_minted_at` })
            // Minting is frequent, and a write an hour is enough to know which pages are alive.
            .where('embed_origins.last_minted_at', '<', new Date(at.getTime() - HOUR_MS)),
        )
        .execute();
      find.forget();
    },
  };
}

const HOUR_MS = 60 * 60 * 1000;

function apiKeyRecord(row: ApiKeysTable): ApiKeyRecord {
  return {
    id: row.id,
    name: row.name,
    env: row.env as ApiKeyEnv,
    secretHash: row.secret_sha256,
    scopes: row.scopes,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}

function signingKeyRecord(row: {
  kid: string;
  issuer: string;
  alg: 'EdDSA' | 'ES256';
  public_jwk: Record<string, unknown>;
  created_at: Date;
  revoked_at: Date | null;
}): SigningKeyRecord {
  return {
    kid: row.kid,
    issuer: row.issuer,
    alg: row.alg,
    publicJwk: row.public_jwk,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}
