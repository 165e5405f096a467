import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterFile } from './after-file.ts';

const BIN = fileURLToPath(new URL('../../../server/bin/churn-card-server.js', import.meta.url));

export interface ChildServer {
  readonly child: ChildProcess;
  readonly address: string;
  readonly key: string;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string>>;

/** The demo as a process of its own, as `npm start` runs it. */
export async function childDemo(env: Env): Promise<ChildServer> {
  const child = start(['demo'], env);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ready = once(child, 'message').then(
    ([message]) => message as { address: string; keys: { crm: string } },
  );
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server did not start: ${said}`);
  });
  const { address, keys } = await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  return { child, address, key: keys.crm };
}

/** A command, run to its end. */
export async function command(args: readonly string[], env: Env): Promise<Ended> {
  const child = start(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

export function exitOf(child: ChildProcess): Promise<number | null> {
  return once(child, 'exit').then(([code]) => code as number | null);
}

export function pgFolder(dataFolder: string): string {
  return path.join(dataFolder, 'cluster', 'pg');
}

function start(args: readonly string[], env: Env): ChildProcess {
  const child = fork(BIN, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...env },
  });
  afterFile(async () => {
    child.kill('SIGKILL');
  });
  return child;
}
