import { apiKeyStore } from '../adapters/postgres/credential-stores.ts';
import { pinoLog } from '../adapters/pino-log.ts';
import { readSigningKey, signingKeyFile } from '../adapters/signing-key-file.ts';
import { startServer } from '../compose.ts';
import { isLoopback, type Settings } from '../config.ts';
import { StartupError } from '../errors.ts';
import { openStorage } from '../storage.ts';
import type { Output } from './output.ts';
import { runUntilStopped } from './run-until-stopped.ts';

/** Serves real customers. Refuses to start where nobody could ask, or where anybody could. */
export async function serve(settings: Settings, output: Output): Promise<void> {
  const log = pinoLog(settings.logLevel);
  const clock = () => new Date();
  // Before anything is opened: whoever forgot `init` should not wait for a database.
  const signingKey = await readSigningKey(settings.dataFolder);
  if (!signingKey)
    throw missing(settings, `the signing key ${signingKeyFile(settings.dataFolder)}`);
  const storage = await openStorage(settings, 'live', clock, log);
  try {
    const keys = await apiKeyStore(storage.db).list();
    if (!keys.some(({ revokedAt }) => revokedAt === null)) throw missing(settings, 'an API key');
    const server = await startServer({
      settings,
      db: storage.db,
      signingKey,
      demo: false,
      clock,
      log,
    });
    output.note(
      `Churn Card answers on ${server.address}, its documentation on ${server.address}/docs`,
    );
    process.send?.({ type: 'ready', address: server.address });
    await runUntilStopped(() => server.stop(), log);
  } finally {
    await storage.close();
  }
}

function missing({ host }: Settings, what: string): StartupError {
  const reach = isLoopback(host) ? '' : ` HOST ${host} can be reached from other machines.`;
  return new StartupError(`Missing: ${what}.${reach} Run "churn-card-server init" once.`);
}
