import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { seededRandom } from '@churn-card/models';
import { openBackend } from '../../trainer/src/backend/backend.ts';
import { configSchema } from '../../trainer/src/config/config-schema.ts';
import type { Examples } from '../../trainer/src/fit/examples.ts';
import { fitNetwork } from '../../trainer/src/fit/network.ts';
import type { Racer, Race } from './race.ts';
import { MISSING_PEERS, peersPython } from './peers/python.ts';

/** As keras_epoch.py. */
const ROWS = 8000;
const INPUTS = 12;
const NETWORK = { hidden: [64, 32], batchSize: 32, dropout: 0, weightDecay: 0 };
const EPOCHS = 5;

/** What one epoch of the original project's kind of network costs: 64-32-1, 32 customers a step. */
export async function race(): Promise<Race> {
  await openBackend('wasm');
  const python = peersPython();
  return {
    title: `One epoch of a 64-32-1 network, ${ROWS} customers, ${NETWORK.batchSize} a step`,
    racers: [{ name: 'ours, WebAssembly', lap: ourLap() }, ...(python ? [keras(python)] : [])],
    ...(!python && { missing: `Keras: ${MISSING_PEERS}` }),
  };
}

function ourLap(): () => Promise<number> {
  const random = seededRandom(1);
  const train = customers(ROWS, random);
  const validation = customers(1, random);
  const options = {
    ...configSchema.shape.network.parse(NETWORK),
    epochs: EPOCHS,
    patience: EPOCHS,
  };
  return async () => {
    const start = performance.now();
    await fitNetwork(train, validation, options, 1);
    return (performance.now() - start) / EPOCHS;
  };
}

function customers(rows: number, random: () => number): Examples {
  return {
    inputs: Float32Array.from({ length: rows * INPUTS }, () => 2 * random() - 1),
    left: Float32Array.from({ length: rows }, () => Number(random() < 0.2)),
    width: INPUTS,
  };
}

function keras(python: string): Racer {
  const script = join(import.meta.dirname, 'peers', 'keras_epoch.py');
  const child = spawn(python, [script], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  const lines = createInterface({ input: child.stdout });
  return {
    name: 'Keras',
    async lap() {
      child.stdin.write(`${EPOCHS}\n`);
      const [line] = (await once(lines, 'line')) as [string];
      return Number(line);
    },
    end: () => child.stdin.end(),
  };
}
