import { spawn, type ChildProcess } from 'node:child_process';

export interface Ended {
  /** null where a signal ended it */
  readonly exitCode: number | null;
  /** stdout and stderr in the order in which they came */
  readonly output: string;
}

const running = new Set<ChildProcess>();

/**
 * Runs one of package.json's scripts, so that what `npm test` does can be typed by hand.
 * Without stdin: a tool that asks a question must fail, not wait.
 */
export function runScript(script: string, limitMs: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [npmProgram(), 'run', '--silent', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the browsers and databases a child has started end with it.
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => {
      output += `\n${script} did not end within ${limitMs / 60_000} minutes and was stopped.\n`;
      stop(child, 'SIGKILL');
    }, limitMs);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ exitCode, output });
    });
  });
}

/** Ends everything that was started and still runs, first politely. */
export async function stopAll(): Promise<void> {
  const children = [...running];
  const gone = Promise.all(
    children.map((child) => new Promise((done) => child.once('close', done))),
  );
  for (const child of children) stop(child, 'SIGTERM');
  const timer = setTimeout(() => children.forEach((child) => stop(child, 'SIGKILL')), 5_000);
  await gone;
  clearTimeout(timer);
}

function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

function npmProgram(): string {
  const program = process.env.npm_execpath;
  if (program === undefined)
    throw new Error('Start it with npm test: npm itself is not known here');
  return program;
}
