import type { Report } from './report.ts';

/** Which customers were for what, as the end of a sentence. */
export function describeSplit({ split, training }: Pick<Report, 'split' | 'training'>): string {
  const { train, validation, calibration, test } = split;
  const count = (customers: number) => customers.toLocaleString('en-US');
  const parts =
    training.length > 1
      ? [
          `${count(train + validation + calibration)} to learn from, each judged for the calibration by networks that had not seen that customer`,
        ]
      : [
          `${count(train)} to learn from`,
          `${count(validation)} to know when to stop`,
          `${count(calibration)} to turn scores into frequencies`,
        ];
  return `${parts.join(', ')}, and ${count(test)} to measure on`;
}
