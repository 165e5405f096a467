import type { Config } from '../config/config-schema.ts';
import { normal } from '../random.ts';

/** What is searched over: part of `network` in a configuration, with the same meanings. */
export type Setting = Pick<
  Config['network'],
  'hidden' | 'encoding' | 'dropout' | 'weightDecay' | 'learningRate' | 'batchSize'
>;

const WIDTHS = [16, 24, 32, 48, 64, 96];
const NARROWEST = 8;
const DEEPEST = 3;
const BATCH_SIZES = [64, 128, 256, 512];
/** Numbers cut into pieces won on most tables, so that they are tried more often. */
const PIECEWISE_SHARE = 0.75;
const MOST_DROPOUT = 0.6;
const WEIGHT_DECAYS = { low: 0.003, high: 3 };
const LEARNING_RATES = { low: 0.0005, high: 0.02 };
/** How far a neighbor is, as a standard deviation: of a rate, by its logarithm. */
const NEAR = { dropout: 0.1, rate: 0.7 };

/** The part of a network's options that is searched over. */
export function settingOf(network: Setting): Setting {
  const { hidden, encoding, dropout, weightDecay, learningRate, batchSize } = network;
  return { hidden, encoding, dropout, weightDecay, learningRate, batchSize };
}

/** Draws a setting from the whole space: rates by their logarithm (Bergstra & Bengio 2012). */
export function drawSetting(random: () => number): Setting {
  return {
    hidden: drawHidden(random),
    encoding: random() < PIECEWISE_SHARE ? 'piecewise' : 'standardize',
    dropout: roundDropout(random() * MOST_DROPOUT),
    weightDecay: drawRate(WEIGHT_DECAYS, random),
    learningRate: drawRate(LEARNING_RATES, random),
    batchSize: pickOne(BATCH_SIZES, random),
  };
}

const CHANGES = ['hidden', 'encoding', 'dropout', 'weightDecay', 'learningRate', 'batchSize'];

/** A neighbor: one or two things differ, and numbers do not differ by much. */
export function alterSetting(setting: Setting, random: () => number): Setting {
  const wanted = new Set([pickOne(CHANGES, random), pickOne(CHANGES, random)]);
  const altered = {
    hidden: drawHidden(random),
    encoding: setting.encoding === 'piecewise' ? ('standardize' as const) : ('piecewise' as const),
    dropout: roundDropout(setting.dropout + NEAR.dropout * normal(random)),
    weightDecay: alterRate(setting.weightDecay, WEIGHT_DECAYS, random),
    learningRate: alterRate(setting.learningRate, LEARNING_RATES, random),
    batchSize: pickOne(BATCH_SIZES, random),
  };
  const changed = Object.entries(altered).filter(([key]) => wanted.has(key));
  return { ...setting, ...Object.fromEntries(changed) };
}

export function areSame(a: Setting, b: Setting): boolean {
  return JSON.stringify(settingOf(a)) === JSON.stringify(settingOf(b));
}

export function describeSetting(setting: Setting): string {
  const { hidden, encoding, dropout, weightDecay, learningRate, batchSize } = setting;
  return `${hidden.join('-')} ${encoding}, dropout ${dropout}, weight decay ${weightDecay}, learning rate ${learningRate}, batches of ${batchSize}`;
}

/** Each layer is as wide as the one before, or half of it. */
function drawHidden(random: () => number): number[] {
  const hidden = [pickOne(WIDTHS, random)];
  const depth = 1 + Math.floor(random() * DEEPEST);
  while (hidden.length < depth) {
    const before = hidden[hidden.length - 1];
    hidden.push(random() < 0.5 ? before : Math.max(before / 2, NARROWEST));
  }
  return hidden;
}

function roundDropout(share: number): number {
  return Math.round(20 * Math.min(Math.max(share, 0), MOST_DROPOUT)) / 20;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

function drawRate({ low, high }: Bounds, random: () => number): number {
  return twoDigits(low * (high / low) ** random());
}

function alterRate(rate: number, { low, high }: Bounds, random: () => number): number {
  const near = rate * Math.exp(NEAR.rate * normal(random));
  return twoDigits(Math.min(Math.max(near, low), high));
}

/** More digits would pretend that a search can tell them apart. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

function pickOne<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)];
}
