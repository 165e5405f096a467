import { createServer } from 'node:http';
import { crmApp } from './crm/app.ts';
import { customerBook } from './customer-book.ts';
import { DemoError } from './demo-error.ts';
import { listen, requireFreePort } from './ports.ts';
import { riskClient } from './risk-client.ts';
import { startRiskServer, type RiskServer } from './risk-server.ts';
import { seed } from './seed.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * `npm start`: the churn server, invented customers in it, and a CRM whose pages show its card.
 * Runs until it is interrupted; whatever goes wrong is said on stderr, with exit code 1.
 *
 * @param words of the command line, see `readSettings`
 */
export async function start(words: readonly string[]): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopping.abort());
  }
  try {
    await run(readSettings(words, process.env, process.cwd()), stopping.signal);
  } catch (error) {
    // What is cut off by a wish to stop is no failure.
    if (!stopping.signal.aborted) fail(error);
  } finally {
    stopping.abort();
  }
}

/** Starts one after the other, and ends when the churn server does. */
async function run(settings: Settings, stopping: AbortSignal): Promise<void> {
  await requireFreePort(settings.crmPort, 'DEMO_PORT');
  await requireFreePort(settings.serverPort, 'PORT');
  say('Starting the churn server');
  const server = await startRiskServer(settings, stopping);
  const ended = server.ended.then((said) => {
    throw new DemoError(`The churn server has ended. It said:\n${said}`);
  });
  // Awaited below; until then it must not count as unhandled.
  ended.catch(() => undefined);
  await Promise.race([openCrm(settings, server, stopping), ended]);
  await ended;
}

async function openCrm(
  settings: Settings,
  server: RiskServer,
  stopping: AbortSignal,
): Promise<void> {
  const clock = () => new Date();
  const client = riskClient(server.address, server.key);
  await client.requireCardScript();
  await seed(client, settings.dataFolder, clock(), say);
  const book = customerBook(client);
  const crm = createServer(crmApp({ book, cardServer: server.address, clock }));
  const port = await listen(crm, settings.crmPort, 'DEMO_PORT');
  stopping.addEventListener('abort', () => {
    crm.close();
    crm.closeAllConnections();
  });
  if (settings.showKey) console.log(`API ${server.address}/docs with the key ${server.key}`);
  console.log(`Open http://localhost:${port} (Ctrl-C stops it)`);
}

function say(line: string): void {
  console.log(`  ${line} ...`);
}

function fail(error: unknown): void {
  console.error(error instanceof DemoError ? error.message : error);
  process.exitCode = 1;
}
