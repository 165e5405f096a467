/** Runs the command line as a user would, in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../trainer/bin/churn-trainer.js', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param onStderr is called with everything on stderr so far, and may send a signal */
export function churnTrainer(
  args: readonly string[],
  cwd: string,
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Run> {
  return runCommand(process.execPath, [BIN, ...args], cwd, onStderr);
}

/** The same where no file may become larger than this, as on a disk that is nearly full. */
export function churnTrainerWithLimit(
  kilobytes: number,
  args: readonly string[],
  cwd: string,
): Promise<Run> {
  const limited = `ulimit -f ${2 * kilobytes} && exec "$@"`;
  return runCommand('sh', ['-c', limited, 'sh', process.execPath, BIN, ...args], cwd);
}

function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd });
    let stdout = '';
    let stderr = '';
    let isKilled = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(stderr, (signal) => {
        // Once, as a person would: a second one means "at once".
        if (!isKilled) isKilled = child.kill(signal);
      });
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
