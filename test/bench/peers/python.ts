import { existsSync } from 'node:fs';
import { join } from 'node:path';

const OWN = join(import.meta.dirname, '.venv', 'bin', 'python');

/** How to make what `peersPython` looks for. */
export const MISSING_PEERS =
  'needs Python with the packages of test/bench/peers/requirements.txt: see the README there, or name one with CHURN_PEERS';

/** The Python that the peers run in, or null where there is none. */
export function peersPython(): string | null {
  return process.env.CHURN_PEERS || (existsSync(OWN) ? OWN : null);
}
