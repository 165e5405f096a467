import type { Config } from '../config/config-schema.ts';
import { pickExamples, type Examples } from './examples.ts';

/** As in the paper. */
const FOCUSING = 2;

/**
 * Makes up for few customers who left: gives both kinds the same weight in total (as scikit-learn's
 * `balanced`), repeats the rarer kind until there are as many, lets those count less who are judged
 * rightly already (focal loss, Lin et al. 2017), or leaves everything as it is.
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
  if (choice === 'focal') {
    const weights = { left: 1, stayed: 1, focusing: FOCUSING };
    return { train: { ...train, weights }, validation: { ...validation, weights } };
  }
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
