import type { Baseline } from '../../baselines/baselines.ts';
import type { Evidence } from '../verdict.ts';
import { span, type Reason } from './reason.ts';

/** Whether something simpler, or another kind of model, does the same or better. */
export function ofBaselines({ baselines }: Evidence): Reason[] {
  return baselines.models.flatMap((model): Reason[] => {
    if ('unavailable' in model) return [];
    switch (model.name) {
      case 'base-rate':
        return ofBaseRate(model);
      case 'logistic-regression':
        return ofRegression(model);
      case 'boosted-trees':
        return ofTrees(model);
    }
  });
}

type Measured = Exclude<Baseline, { readonly unavailable: string }>;

function ofBaseRate({ difference }: Measured): Reason[] {
  if (difference.logLoss.high < 0) return [];
  return [
    {
      code: 'no-better-than-base-rate',
      level: 'stop',
      words: 'Its probabilities may say no more than the base rate for everybody.',
      next: 'Look for columns that tell more about customers before they leave, or for more customers.',
    },
  ];
}

function ofRegression({ difference, figures }: Measured): Reason[] {
  if (isBetter(difference)) {
    return [
      {
        code: 'regression-is-better',
        level: 'care',
        words: `Logistic regression is better: ROC AUC ${figures.rocAuc.toFixed(3)}, log-loss ${figures.logLoss.toFixed(3)}.`,
        next: 'Train longer, with more networks or another seed (network.epochs, network.members), or run tune.',
      },
    ];
  }
  const isNetworkBetter = difference.rocAuc.low > 0 || difference.logLoss.high < 0;
  if (isNetworkBetter) return [];
  return [
    {
      code: 'regression-is-as-good',
      level: 'note',
      words: `Logistic regression does about as well: the network's ROC AUC minus its own is ${span(difference.rocAuc)}.`,
      next: 'Nothing has to be done: the columns of this table add up rather than act together.',
    },
  ];
}

function ofTrees({ difference, figures }: Measured): Reason[] {
  if (!isBetter(difference)) return [];
  return [
    {
      code: 'trees-are-better',
      level: 'care',
      words: `Boosted trees are better: ROC AUC ${figures.rocAuc.toFixed(3)}, log-loss ${figures.logLoss.toFixed(3)}.`,
      next: 'Run tune, or give the network more units or networks (network.hidden, network.members).',
    },
  ];
}

/** Surely better in one figure, and not surely worse in the other. Differences are the network's. */
function isBetter({ rocAuc, logLoss }: Measured['difference']): boolean {
  const isAhead = rocAuc.high < 0 || logLoss.low > 0;
  return isAhead && !(rocAuc.low > 0 || logLoss.high < 0);
}
