import type { ScoredCard } from '@churn-card/models';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm start -- --show-key` runs, on free ports. */
export interface Demo {
  /** The address that was printed, such as `http://localhost:8788`. */
  readonly crm: string;
  readonly server: string;
  readonly key: string;
  /** All that it printed until it was ready. */
  readonly said: string;
  readonly process: ChildProcess;
  /** Interrupts it, as Ctrl-C does. @returns its exit code */
  stop(): Promise<number | null>;
}

/** @param folder where the data is kept; without one, nothing is kept */
export async function startDemo(folder?: string): Promise<Demo> {
  const data = folder ?? (await dataFolder());
  const demo = spawnDemo(data);
  const ended = once(demo, 'close') as Promise<[code: number | null]>;
  const stop = async () => {
    demo.kill('SIGINT');
    const [code] = await ended;
    if (folder === undefined) await rm(data, { recursive: true });
    return code;
  };
  let said = '';
  demo.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const line of createInterface(demo.stdout)) {
    said += `${line}\n`;
    const [, crm] = /^Open (\S+) /.exec(line) ?? [];
    const [, server, key] = /^API (\S+)\/docs with the key (\S+)$/m.exec(said) ?? [];
    if (crm) return { crm, server, key, said, process: demo, stop };
  }
  await stop();
  throw new Error(`The demo did not start. It said:\n${said}`);
}

export function spawnDemo(data: string, env: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, [join(REPOSITORY, 'demo/bin/start.js'), '--show-key'], {
    env: { ...process.env, PORT: '0', DEMO_PORT: '0', CHURN_CARD_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'churn-card-e2e-'));
}

/** A call of the API with the CRM's key, as another system of the company would make it. */
export async function callApi<T>(
  { server, key }: Demo,
  method: string,
  path: string,
  body?: { readonly type: string; readonly text: string },
): Promise<T> {
  const response = await fetch(server + path, {
    method,
    body: body?.text,
    headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': body.type }) },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

export function json(value: unknown): { type: string; text: string } {
  return { type: 'application/json', text: JSON.stringify(value) };
}

/** A card as a page of the CRM gets it: with a token from the CRM's back end. */
export async function cardOverHttp({ crm, server }: Demo, id: string): Promise<ScoredCard> {
  const answer = await fetch(`${crm}/api/churn-token?customer=${encodeURIComponent(id)}`);
  const { token } = (await answer.json()) as { token: string };
  const response = await fetch(`${server}/v1/customers/${encodeURIComponent(id)}/card`, {
    headers: { Authorization: `Bearer ${token}`, Origin: crm },
  });
  if (!response.ok) throw new Error(`card of ${id}: ${response.status} ${await response.text()}`);
  return (await response.json()) as ScoredCard;
}
