import { IMBALANCE_CHOICES, type Config } from '../config/config-schema.ts';
import { keepRows } from '../data/leave-out.ts';
import { evaluate } from './evaluate.ts';
import type { Split } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { bootstrapDifference, type Interval } from './bootstrap.ts';
import { crossValidate } from './cross-validate.ts';

type Choice = Config['network']['imbalance'];

/** One way to make up for few customers who left, judged on customers it did not know. */
export interface ImbalanceFigures {
  readonly choice: Choice;
  readonly rocAuc: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly ece: number;
  /** Share of those who left among the fifth with the highest probabilities. */
  readonly recallAtFifth: number;
  /** Figures of this choice minus those of `none`, paired; null for `none` itself. */
  readonly difference: { readonly rocAuc: Interval; readonly logLoss: Interval } | null;
}

/** `imbalance` of the report. */
export interface ImbalanceComparison {
  readonly customers: number;
  readonly figures: readonly ImbalanceFigures[];
  /** What follows, as a sentence. */
  readonly words: string;
}

/** What is told of a comparison as it goes on. */
export interface ImbalanceWatch {
  readonly signal?: AbortSignal;
  /** @param done choices so far */
  readonly onChoice?: (done: number, choices: number) => void;
}

const FOLDS = 5;

/**
 * Trains one plain network for each choice on five folds of everything but the test part, calibrates
 * each on untouched customers as always, and compares what they say: before calibration, every choice
 * but `none` would look better in recall alone, since it shifts all probabilities up.
 */
export async function compareImbalance(
  table: Table,
  config: Config,
  split: Split,
  { signal, onChoice }: ImbalanceWatch = {},
): Promise<ImbalanceComparison> {
  const rows = [...split.train, ...split.validation, ...split.calibration].sort((a, b) => a - b);
  const known = keepRows(table, Uint32Array.from(rows));
  const said: { choice: Choice; probabilities: Float64Array; left: Uint8Array }[] = [];
  for (const choice of IMBALANCE_CHOICES) {
    onChoice?.(said.length, IMBALANCE_CHOICES.length);
    const { probabilities, left } = await crossValidate({
      table: known,
      config: {
        ...config,
        leaveOut: [],
        // All of these customers come before the test part, whatever divided them.
        split: { ...config.split, time: undefined },
        network: { ...config.network, members: 1, imbalance: choice },
      },
      folds: FOLDS,
      signal,
    });
    said.push({ choice, probabilities: probabilities[0], left });
  }
  const [none] = said;
  const figures = said.map(({ choice, probabilities, left }): ImbalanceFigures => {
    const { test, lift } = evaluate([...probabilities], [...left], 0.5);
    const { rocAuc, logLoss, brier, ece } = test;
    const { seed } = config;
    return {
      ...{ choice, rocAuc, logLoss, brier, ece },
      recallAtFifth: lift.find(({ share }) => share === 0.2)?.recall ?? 0,
      difference:
        choice === 'none'
          ? null
          : bootstrapDifference(probabilities, none.probabilities, { left, seed }),
    };
  });
  return { customers: rows.length, figures, words: wordsOf(figures) };
}

function wordsOf(figures: readonly ImbalanceFigures[]): string {
  const better = figures.filter(({ difference }) => difference && difference.rocAuc.low > 0);
  if (better.length === 0) {
    return 'None of them ranks customers better than training on them as they are, which also needs the least calibration.';
  }
  const best = better.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  return `${best.choice} ranks customers better than training on them as they are: set network.imbalance to it.`;
}
