import type { Operations } from '../compose.ts';
import { addApiKey } from './keys.ts';
import type { Output } from './output.ts';

/** Makes what `serve` needs. Run again, it adds only what is missing. */
export async function init(operations: Operations, output: Output): Promise<void> {
  const { clock, signingKeyFile } = operations;
  const storage = await operations.open('live');
  try {
    const existing = await signingKeyFile.read();
    const key = existing ?? (await operations.newSigningKey());
    if (!existing) {
      await signingKeyFile.write(key);
      output.note(`Signing key: ${signingKeyFile.path} (mode 0600)`);
    }
    const { kid, issuer, publicJwk } = key;
    const createdAt = clock();
    await storage.signingKeys.add({
      kid,
      issuer,
      alg: 'EdDSA',
      publicJwk,
      createdAt,
      revokedAt: null,
    });
    if ((await storage.apiKeys.list()).some(({ revokedAt }) => revokedAt === null)) {
      output.note('There is an API key already: see "churn-card-server keys list".');
      return;
    }
    const text = await addApiKey(storage.apiKeys, 'crm', FIRST_SCOPES, clock());
    output.note(`API key "crm" (${FIRST_SCOPES.join(', ')}), shown only now:`);
    output.result(text);
  } finally {
    await storage.close();
  }
}

const FIRST_SCOPES = ['embed:mint', 'customers:read', 'customers:write'] as const;
