import type { Operations } from '../compose.ts';
import { isLoopback } from '../config.ts';
import { StartupError } from '../errors.ts';
import type { Output } from './output.ts';
import { untilStopped } from './until-stopped.ts';

/** Serves real customers. Refuses to start where nobody could ask, or where anybody could. */
export async function serve(operations: Operations, output: Output): Promise<void> {
  const { settings, log, signingKeyFile } = operations;
  // Before anything is opened: whoever forgot `init` should not wait for a database.
  const signingKey = await signingKeyFile.read();
  if (!signingKey) throw missing(settings.host, `the signing key ${signingKeyFile.path}`);
  const waitAndStop = untilStopped(log);
  const storage = await operations.open('live');
  try {
    const keys = await storage.apiKeys.list();
    if (!keys.some(({ revokedAt }) => revokedAt === null))
      throw missing(settings.host, 'an API key');
    const server = await storage.start({ signingKey, demo: false });
    const { address } = server;
    output.note(`Churn Card answers on ${address}, its documentation on ${address}/docs`);
    process.send?.({ type: 'ready', address });
    await waitAndStop(() => server.stop());
  } finally {
    await storage.close();
  }
}

function missing(host: string, what: string): StartupError {
  const reach = isLoopback(host) ? '' : ` HOST ${host} can be reached from other machines.`;
  return new StartupError(`Missing: ${what}.${reach} Run "churn-card-server init" once.`);
}
