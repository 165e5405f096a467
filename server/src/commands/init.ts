import { pinoLog } from '../adapters/pino-log.ts';
import { apiKeyStore, signingKeyStore } from '../adapters/postgres/credential-stores.ts';
import { newSigningKey, readSigningKey, writeSigningKey } from '../adapters/signing-key-file.ts';
import type { Settings } from '../config.ts';
import { openStorage } from '../storage.ts';
import { addApiKey } from './keys.ts';
import type { Output } from './output.ts';

/** Makes what `serve` needs. Run again, it adds only what is missing. */
export async function init(settings: Settings, output: Output): Promise<void> {
  const clock = () => new Date();
  const storage = await openStorage(settings, 'live', clock, pinoLog('warn'));
  try {
    const existing = await readSigningKey(settings.dataFolder);
    const key = existing ?? (await newSigningKey());
    if (!existing) {
      output.note(`Signing key: ${await writeSigningKey(settings.dataFolder, key)} (mode 0600)`);
    }
    await signingKeyStore(storage.db).add({
      kid: key.kid,
      issuer: key.issuer,
      alg: 'EdDSA',
      publicJwk: key.publicJwk,
      createdAt: clock(),
      revokedAt: null,
    });
    const apiKeys = apiKeyStore(storage.db);
    if ((await apiKeys.list()).some(({ revokedAt }) => revokedAt === null)) {
      output.note('There is an API key already: see "churn-card-server keys list".');
      return;
    }
    const text = await addApiKey(apiKeys, 'crm', FIRST_SCOPES, clock());
    output.note(`API key "crm" (${FIRST_SCOPES.join(', ')}), shown only now:`);
    output.result(text);
  } finally {
    await storage.close();
  }
}

const FIRST_SCOPES = ['embed:mint', 'customers:read', 'customers:write'] as const;
