import type { Evidence } from '../verdict.ts';
import { BOUNDS, percent, type Reason } from './reason.ts';

/** What of the data makes the figures doubtful. */
export function ofData(evidence: Evidence): Reason[] {
  return [...leaks(evidence), ...copies(evidence), ...time(evidence), ...shifts(evidence)];
}

function leaks({ data }: Evidence): Reason[] {
  if (data.leaks.length === 0) return [];
  const columns = data.leaks.map(({ column }) => column).join(', ');
  return [
    {
      code: 'leaks-allowed',
      level: 'care',
      words: `Columns that seem to be known only once a customer has left were allowed: ${columns}.`,
      next: 'Ask when they are written down. If that is after leaving, drop them: the figures are too good.',
    },
  ];
}

function copies({ data, test }: Evidence): Reason[] {
  const share = data.nearCopies.acrossSplit / test.n;
  if (share <= BOUNDS.copies) return [];
  return [
    {
      code: 'copies-across-parts',
      level: 'care',
      words: `${percent(share)} of the test part repeats customers it learned from: it knows them by heart.`,
      next: 'Name the column that tells customers apart (--group), so that one customer stays in one part.',
    },
  ];
}

function time({ drift }: Evidence): Reason[] {
  if (!drift) return [];
  const { byTime, byChance } = drift.check;
  if (byChance - byTime <= BOUNDS.lossWithTime) return [];
  return [
    {
      code: 'figures-fall-with-time',
      level: 'care',
      words: `Customers change: learned from the past, a small network has a ROC AUC of ${byTime.toFixed(3)} on what came later, and ${byChance.toFixed(3)} where time is ignored.`,
      next: 'Expect the lower figure, train again often, and watch whether it goes on falling.',
    },
  ];
}

function shifts({ drift }: Evidence): Reason[] {
  const moved = drift?.shifts.filter(
    ({ stabilityIndex }) => stabilityIndex > BOUNDS.stabilityIndex,
  );
  if (!moved || moved.length === 0) return [];
  return [
    {
      code: 'columns-moved',
      level: 'care',
      words: `Columns moved far between the training part and the test part: ${moved.map(({ column }) => column).join(', ')}.`,
      next: 'Ask whether they mean the same as before; if not, drop them.',
    },
  ];
}
