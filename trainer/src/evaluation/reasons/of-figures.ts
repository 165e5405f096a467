import type { Evidence } from '../verdict.ts';
import { BOUNDS, span, type Reason } from './reason.ts';

/** What the figures of the test part say, and how much of that is chance. */
export function ofFigures(evidence: Evidence): Reason[] {
  return [
    ...ranking(evidence),
    ...brier(evidence),
    ...probabilities(evidence),
    ...size(evidence),
    ...folds(evidence),
  ];
}

function ranking({ test, intervals }: Evidence): Reason[] {
  const auc = `ROC AUC ${test.rocAuc.toFixed(3)} (${span(intervals.rocAuc)})`;
  if (intervals.rocAuc.low <= 0.5) {
    return [
      {
        code: 'no-better-than-chance',
        level: 'stop',
        words: `It may rank customers no better than a coin does: ${auc}, and 0.5 is chance.`,
        next: 'Look for columns that tell more about customers before they leave, or for more customers.',
      },
    ];
  }
  if (intervals.rocAuc.low >= BOUNDS.acceptableAuc) return [];
  return [
    {
      code: 'weak-ranking',
      level: 'care',
      words: `It may rank customers only a little better than chance: ${auc}; from ${BOUNDS.acceptableAuc} on is called acceptable.`,
      next: 'Use it to order a list, not to speak about a single customer, and look for columns that tell more.',
    },
  ];
}

/** One number for everybody is what a model must beat at least. */
function brier({ test }: Evidence): Reason[] {
  const ofBaseRate = test.baseRate * (1 - test.baseRate);
  if (test.brier < ofBaseRate) return [];
  return [
    {
      code: 'worse-than-base-rate',
      level: 'stop',
      words: `Its probabilities are no better than the base rate for everybody: Brier score ${test.brier.toFixed(4)}, and ${ofBaseRate.toFixed(4)} for that.`,
      next: 'Look for columns that tell more about customers before they leave, or for more customers.',
    },
  ];
}

function probabilities({ test, intervals }: Evidence): Reason[] {
  const { low } = intervals.ece;
  if (low <= BOUNDS.tolerableEce) return [];
  const isWrong = low > BOUNDS.worstEce;
  return [
    {
      code: isWrong ? 'wrong-probabilities' : 'doubtful-probabilities',
      level: isWrong ? 'stop' : 'care',
      words: `Probabilities are off by ${(100 * test.ece).toFixed(1)} points on average, and by ${(100 * low).toFixed(1)} at least; a perfect model would show up to ${(100 * intervals.eceOfPerfect).toFixed(1)} on as many customers.`,
      next: 'Give calibration more customers (split.calibration), or check whether the test part is from another time or place.',
    },
  ];
}

function size({ test, learnedLeft, features }: Evidence): Reason[] {
  const gone = Math.round(test.n * test.baseRate);
  const fewest = Math.min(gone, test.n - gone);
  const reasons: Reason[] = [];
  if (fewest < BOUNDS.testCustomersOfAKind) {
    reasons.push({
      code: 'few-test-customers',
      level: 'care',
      words: `The test part has ${gone} customers who left and ${test.n - gone} who stayed; below ${BOUNDS.testCustomersOfAKind} of either kind figures are rough.`,
      next: 'Read the intervals instead of the figures, or train with --folds 5, which measures on every customer.',
    });
  }
  if (learnedLeft < BOUNDS.leftForEachFeature * features) {
    reasons.push({
      code: 'few-customers-who-left',
      level: 'care',
      words: `It learned from ${learnedLeft} customers who left, for ${features} features; ${BOUNDS.leftForEachFeature} for each are usual.`,
      next: 'Drop columns that tell little, or collect more customers who left.',
    });
  }
  return reasons;
}

function folds({ test, folds }: Evidence): Reason[] {
  if (!folds || test.rocAuc <= folds.summary.rocAuc.interval.high) return [];
  const { mean, interval } = folds.summary.rocAuc;
  return [
    {
      code: 'lucky-test-part',
      level: 'care',
      words: `The test part flatters: ROC AUC ${test.rocAuc.toFixed(3)} there, ${mean.toFixed(3)} (${span(interval)}) over ${folds.figures.length} folds.`,
      next: 'Quote the figures of the folds.',
    },
  ];
}
