import { randomBytes } from 'node:crypto';
import { compose, type OpenStorage, type RunningServer } from '../../../server/src/compose.ts';
import { readSettings, type Settings } from '../../../server/src/config.ts';
import type { ApiKeyScope } from '../../../server/src/domain/caller.ts';
import type { Clock, Log } from '../../../server/src/domain/ports.ts';
import {
  formatApiKey,
  generateApiKey,
  hashSecret,
} from '../../../server/src/features/credentials/api-key.ts';
import type { SigningKey } from '../../../server/src/features/credentials/credentials-ports.ts';
import { afterFile } from './after-file.ts';
import { apiClient, type ApiClient } from './api-client.ts';
import { silentLog } from './silent-log.ts';
import { connectionUrl, testDatabase } from './test-database.ts';
import { temporaryFolder, tinyModels } from './tiny-models.ts';

export interface TestServer extends ApiClient {
  readonly address: string;
  readonly routes: RunningServer['routes'];
  readonly storage: OpenStorage;
  readonly signingKey: SigningKey;
  readonly settings: Settings;
  /** A live API key with these scopes, as text. */
  key(...scopes: ApiKeyScope[]): Promise<string>;
  /** An embed token as the server mints it. */
  mint(customers: readonly string[], origin?: string): Promise<string>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly models?: string;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly demo?: boolean;
}

export const ORIGIN = 'https://crm.example';

/** The whole server, on a free port and a database of its own; stopped after the file's tests. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
  const settings = readSettings({
    PORT: '0',
    DATABASE_URL: connectionUrl(await testDatabase()),
    CHURN_CARD_DATA: await temporaryFolder(),
    CHURN_CARD_MODELS: options.models ?? (await tinyModels()),
    CHURN_CARD_REQUESTS_PER_MINUTE: '1000000',
    // A busy test machine is not an overloaded server.
    CHURN_CARD_MAX_DELAY_MS: '60000',
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const clock = options.clock ?? (() => new Date());
  const operations = compose(settings, clock, options.log ?? silentLog);
  const storage = await operations.open(options.demo ? 'demo' : 'live');
  const signingKey = await operations.newSigningKey();
  const { kid, issuer, publicJwk } = signingKey;
  const createdAt = clock();
  await storage.signingKeys.add({
    kid,
    issuer,
    alg: 'EdDSA',
    publicJwk,
    createdAt,
    revokedAt: null,
  });
  const server = await storage.start({ signingKey, demo: options.demo ?? false });
  const client = apiClient(server.address, server.routes);
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await server.stop();
    await storage.close();
  };
  afterFile(stop);
  const key = (...scopes: ApiKeyScope[]) => addKey(storage, scopes, clock());
  return {
    ...client,
    address: server.address,
    routes: server.routes,
    storage,
    signingKey,
    settings,
    key,
    async mint(customers, origin = ORIGIN) {
      const minted = await client.call('POST', '/v1/embed-tokens', {
        key: await key('embed:mint'),
        json: { customers, sub: 'agent-7', origins: [origin] },
      });
      return (minted.json as { token: string }).token;
    },
    stop,
  };
}

async function addKey(
  storage: OpenStorage,
  scopes: readonly ApiKeyScope[],
  createdAt: Date,
): Promise<string> {
  const parts = generateApiKey('live', randomBytes);
  await storage.apiKeys.add({
    id: parts.id,
    name: 'test',
    env: parts.env,
    secretHash: hashSecret(parts.secret),
    scopes,
    createdAt,
    revokedAt: null,
  });
  return formatApiKey(parts);
}
