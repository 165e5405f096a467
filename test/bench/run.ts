import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measure, type Bench, type Missing, type Timing } from './bench.ts';
import { runRace, type Race } from './race.ts';

/**
 * `npm run bench [-- part of a file name]`: every *.bench.ts beside this file. The last column is
 * what to read: how many times as long as ours. Each file runs in a process of its own: what one has
 * made the engine believe about the code would slow down the next.
 */
const ROUNDS = 15;
const LAPS = 5;

const part = process.argv[2] ?? '';
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.bench.ts') && file.includes(part),
);
if (files.length === 0) throw new Error(`No bench has "${part}" in its name`);
if (files.length > 1) {
  for (const file of files.sort()) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), file], { stdio: 'inherit' });
  }
} else {
  await run(files[0]);
}

async function run(file: string): Promise<void> {
  const { bench, race } = (await import(`./${file}`)) as Module;
  if (bench) {
    const opened = await bench();
    if ('missing' in opened) skip(opened.missing);
    else
      show(
        opened.title,
        measure(opened, ROUNDS, () => performance.now()),
      );
  }
  if (race) {
    const opened = await race();
    show(opened.title, await runRace(opened, LAPS));
    if (opened.missing) skip(opened.missing);
  }
}

interface Module {
  readonly bench?: () => Promise<Bench | Missing>;
  readonly race?: () => Promise<Race>;
}

function skip(missing: string): void {
  console.log(`  SKIPPED ${missing}`);
}

function show(title: string, timings: readonly Timing[]): void {
  console.log(`\n${title}`);
  for (const timing of timings) console.log(format(timing));
}

function format({ name, ms, ratio }: Timing): string {
  return `  ${name.padEnd(40)} ${inUnits(ms).padStart(12)} ${ratio.toFixed(1).padStart(8)} x`;
}

function inUnits(ms: number): string {
  return ms >= 1 ? `${ms.toFixed(2)} ms` : `${(ms * 1000).toFixed(2)} µs`;
}
