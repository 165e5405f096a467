import type { Config } from '../config-schema.ts';
import { pickExamples, type Examples } from './examples.ts';

/**
 * Makes up for few customers who left: gives both kinds the same weight in total (as scikit-learn's
 * `balanced`), repeats the rarer kind until there are as many, or leaves everything as it is.
 *
 * Validation must judge what training aims at, so it is weighed in both cases and never repeated.
 */
export function balance(
  train: Examples,
  validation: Examples,
  choice: Config['network']['imbalance'],
  random: () => number,
): { train: Examples; validation: Examples } {
  if (choice === 'none') return { train, validation };
  const rows = Array.from(train.left.keys());
  const gone = rows.filter((row) => train.left[row] === 1);
  const stayed = rows.filter((row) => train.left[row] !== 1);
  const weights = {
    left: rows.length / (2 * gone.length),
    stayed: rows.length / (2 * stayed.length),
  };
  const weighed = { ...validation, weights };
  if (choice === 'class-weight') return { train: { ...train, weights }, validation: weighed };
  const [rare, common] = gone.length < stayed.length ? [gone, stayed] : [stayed, gone];
  const again = Array.from({ length: common.length - rare.length }, () => {
    return rare[Math.floor(random() * rare.length)];
  });
  return { train: pickExamples(train, [...rows, ...again]), validation: weighed };
}
