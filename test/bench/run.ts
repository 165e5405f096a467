import { readdirSync } from 'node:fs';
import { measure, type Bench, type Timing } from './bench.ts';

/**
 * `npm run bench [-- part of a file name]`: every *.bench.ts beside this file. The last column is
 * what to read: how many times as long as ours.
 */
const ROUNDS = 15;

const part = process.argv[2] ?? '';
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.bench.ts') && file.includes(part),
);
if (files.length === 0) throw new Error(`No bench has "${part}" in its name`);
for (const file of files.sort()) {
  const { bench } = (await import(`./${file}`)) as { bench: () => Promise<Bench> };
  const opened = await bench();
  console.log(`\n${opened.title}`);
  for (const timing of measure(opened, ROUNDS, () => performance.now()))
    console.log(format(timing));
}

function format({ name, ms, ratio }: Timing): string {
  return `  ${name.padEnd(40)} ${inUnits(ms).padStart(12)} ${ratio.toFixed(1).padStart(8)} x`;
}

function inUnits(ms: number): string {
  return ms >= 1 ? `${ms.toFixed(2)} ms` : `${(ms * 1000).toFixed(2)} µs`;
}
