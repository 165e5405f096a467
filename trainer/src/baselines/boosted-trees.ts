import type { Feature } from '@churn-card/models';
import type { Rows } from '../fit/rows.ts';

type Columns = Record<string, number[] | string[]>;

/** Probabilities, or why there are none. */
export type TreesAnswer = { readonly probabilities: number[] } | { readonly unavailable: string };

/**
 * Gradient-boosted trees with the defaults of Yggdrasil Decision Forests (Guillame-Bert et al.
 * 2023), in WebAssembly: it holds back a tenth of the rows to know when to stop. The package is
 * optional; where it is missing or fails, the answer says so.
 *
 * @param left [train] 1 for those who left
 * @returns one probability for each row of `test`, inside (0, 1)
 */
export async function predictWithTrees(
  features: readonly Feature[],
  train: Rows,
  left: readonly number[],
  test: Rows,
): Promise<TreesAnswer> {
  const ydf = await loadYdf();
  if (!ydf) return { unavailable: 'the optional package ydf-training is not installed' };
  const gone = left.reduce((sum, one) => sum + one, 0);
  // The library speaks of the rarer label, and of two equally frequent ones it does not say which.
  if (2 * gone === left.length) return { unavailable: 'as many customers left as stayed' };
  try {
    const learner = new ydf.GradientBoostedTreesLearner(LABEL, 'CLASSIFICATION');
    const label = left.map((one) => (one === 1 ? 'left' : 'stayed'));
    const model = learner.train({ ...columnsOf(features, train), [LABEL]: label });
    const said = Array.from(model.predict(columnsOf(features, test)));
    model.unload();
    return {
      probabilities: said.map((value) => clamp(2 * gone < left.length ? value : 1 - value)),
    };
  } catch {
    // What it throws is the address of an exception in its own memory.
    return { unavailable: 'the package ydf-training could not learn from these rows' };
  }
}

const LABEL = 'label';

async function loadYdf() {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  try {
    const { default: load } = await import('ydf-training');
    return await load({ print: () => undefined, printErr: () => undefined });
  } catch {
    return undefined;
  } finally {
    // It listens to every error of the process, and would end it in its own way.
    events.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index].includes(listener)) process.off(event, listener as () => void);
      }
    });
  }
}

/** Names of our own: a column may be called anything. */
function columnsOf(features: readonly Feature[], rows: Rows): Columns {
  return Object.fromEntries(
    features.map(({ name, type }, index): [string, number[] | string[]] => {
      const values = rows.values(name);
      const all = Array.from({ length: rows.length }, (_, row) => values.at(row));
      const column =
        type === 'numeric'
          ? all.map((value) => (value === null ? NaN : Number(value)))
          : all.map((value) => (value === null ? '' : `=${value}`));
      return [`f${index}`, column];
    }),
  );
}

function clamp(probability: number): number {
  return Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
}
