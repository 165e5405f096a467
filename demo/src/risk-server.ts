import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DemoError } from './demo-error.ts';
import type { Settings } from './settings.ts';

export interface RiskServer {
  /** Such as `http://localhost:8787`. */
  readonly address: string;
  /** The API key of the CRM's back end. */
  readonly key: string;
  /** Settles when the process has ended; what it said last. */
  readonly ended: Promise<string>;
}

/**
 * Starts the churn server in demo mode as a process of its own: a stranger's, as far as the CRM is
 * concerned. They share an address and a key.
 *
 * @param stopping ends it when aborted, first politely
 * @throws DemoError where it ends before it is ready
 */
export async function startRiskServer(
  settings: Settings,
  stopping: AbortSignal,
): Promise<RiskServer> {
  const child = spawn(process.execPath, [SERVER, 'demo'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      PORT: String(settings.serverPort),
      CHURN_CARD_DATA: settings.dataFolder,
      CHURN_CARD_ACTIONS: process.env.CHURN_CARD_ACTIONS || ACTIONS,
    },
  });
  const said = lastWords(child);
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    // Its last words may still be on the way. Its database, orphaned, may hold the line for longer.
    await Promise.race([once(child, 'close'), wait(LAST_WORDS_MS)]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    return `${said()}\n(${signal ?? `exit code ${code}`})`;
  });
  stopping.addEventListener('abort', () => stop(child));
  const ready = await Promise.race([announcement(child), ended]);
  if (typeof ready === 'string') {
    throw new DemoError(`The churn server did not start. It said:\n${ready}`);
  }
  return { address: ready.address, key: ready.keys.crm, ended };
}

const SERVER = fileURLToPath(new URL('../../server/bin/churn-card-server.js', import.meta.url));
const ACTIONS = fileURLToPath(new URL('../actions.yaml', import.meta.url));

/** Enough for a database to write down what it has in memory. */
const STOP_AFTER_MS = 20_000;
const LAST_WORDS_MS = 300;

interface Ready {
  readonly type: 'ready';
  readonly address: string;
  readonly keys: { readonly crm: string };
}

function announcement(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message);
    });
  });
}

function isReady(message: unknown): message is Ready {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready'
  );
}

/** Keeps the end of what the process prints, for the case that it dies. */
function lastWords(child: ChildProcess): () => string {
  const MOST_CHARACTERS = 2000;
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-MOST_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim();
}

function stop(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_AFTER_MS);
  child.once('exit', () => clearTimeout(insist));
}
