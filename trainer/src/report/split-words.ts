import { MOST_MEMBER_ROWS } from '../fit/distillation.ts';
import { MOST_LEARNED_ROWS } from '../fit/fit-model.ts';
import type { Report } from './report.ts';

/** Which customers were for what, as the end of a sentence. */
export function describeSplit({ split, training }: Pick<Report, 'split' | 'training'>): string {
  const { train, validation, calibration, test } = split;
  const count = (customers: number) => customers.toLocaleString('en-US');
  const isEnsemble = training.length > 1;
  const learned = isEnsemble ? train + validation + calibration : train;
  const most = isEnsemble ? MOST_MEMBER_ROWS : MOST_LEARNED_ROWS;
  const learning =
    learned > most
      ? `${count(learned)} to learn from, of whom a network took ${count(most)} at most`
      : `${count(learned)} to learn from`;
  const parts = isEnsemble
    ? [`${learning}, each judged for the calibration by networks that had not seen that customer`]
    : [
        learning,
        `${count(validation)} to know when to stop`,
        `${count(calibration)} to turn scores into frequencies`,
      ];
  return `${parts.join(', ')}, and ${count(test)} to measure on`;
}
