import { shuffle } from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { evenlySpaced, pickRows } from '../fit/rows.ts';
import type { Watch } from '../fit/network.ts';
import type { MemberEpoch } from '../fit/distillation.ts';
import { fitPipeline, type ReadTable } from '../fit/fit-pipeline.ts';
import { rocAuc } from '../metrics/roc.ts';
import { randomStream } from '../random.ts';
import type { Split } from './split.ts';
import type { Table } from '../table/table.ts';
import type { Drift, Period } from './drift.ts';
import { measureShifts } from './shift.ts';
import { readTimes, writeTime, type Times } from './times.ts';

const MOST_PERIODS = 4;
const FEWEST_IN_PERIOD = 100;
/** Enough to see a difference of a few points, in seconds. */
const MOST_ROWS = { train: 16_000, validation: 2_000, calibration: 2_000, test: 10_000 } as const;
const PARTS = ['train', 'validation', 'calibration', 'test'] as const;

/**
 * Measures what a split by time shows and a random one hides.
 *
 * @param probabilities [test] what the shipped model says
 * @returns null where the configuration has no time
 */
export async function measureDrift(
  table: Table,
  customers: ReadTable,
  config: Config,
  split: Split,
  probabilities: readonly number[],
  watch: Watch<MemberEpoch>,
): Promise<Drift | null> {
  const { time, timeFormat } = config.split;
  if (time === undefined) return null;
  const times = readTimes(table, time, timeFormat);
  const { left } = customers;
  const past = [...split.train, ...split.validation, ...split.calibration];
  const byTime = Object.fromEntries(
    PARTS.map((part) => [part, evenlySpaced(split[part], MOST_ROWS[part])]),
  ) as unknown as Split;
  const byChance = sameSizes(byTime, left.length, randomStream(config.seed, 'drift'));
  return {
    column: time,
    training: periodOf(past, times, left),
    test: periodOf(split.test, times, left),
    periods: cutPeriods(split.test, probabilities, times, left),
    check: {
      byTime: await aucOf(byTime, customers, config, watch),
      byChance: await aucOf(byChance, customers, config, watch),
      rows: byTime.train.length,
    },
    shifts: measureShifts(table, config, split),
  };
}

function periodOf(rows: readonly number[], times: Times, left: ArrayLike<number>): Period {
  let [from, to, gone] = [Infinity, -Infinity, 0];
  for (const row of rows) {
    from = Math.min(from, times.values[row]);
    to = Math.max(to, times.values[row]);
    gone += left[row];
  }
  return {
    from: writeTime(from, times.format),
    to: writeTime(to, times.format),
    customers: rows.length,
    left: gone,
  };
}

function cutPeriods(
  test: readonly number[],
  probabilities: readonly number[],
  times: Times,
  left: ArrayLike<number>,
): Drift['periods'] {
  const order = Array.from(test.keys()).sort(
    (a, b) => times.values[test[a]] - times.values[test[b]],
  );
  const count = Math.max(1, Math.min(MOST_PERIODS, Math.floor(order.length / FEWEST_IN_PERIOD)));
  return Array.from({ length: count }, (_, period) => {
    const from = Math.round((period * order.length) / count);
    const places = order.slice(from, Math.round(((period + 1) * order.length) / count));
    const rows = places.map((place) => test[place]);
    const auc = rocAuc(
      places.map((place) => probabilities[place]),
      rows.map((row) => left[row]),
    );
    return { ...periodOf(rows, times, left), rocAuc: Number.isNaN(auc) ? null : auc };
  });
}

/** As many rows in each part, from the whole table, by chance alone. */
function sameSizes(split: Split, rows: number, random: () => number): Split {
  const order = Array.from({ length: rows }, (_, row) => row);
  shuffle(order, random);
  let start = 0;
  const take = (part: (typeof PARTS)[number]) => {
    const end = start + split[part].length;
    const taken = order.slice(start, end);
    start = end;
    return taken;
  };
  return {
    train: take('train'),
    validation: take('validation'),
    calibration: take('calibration'),
    test: take('test'),
  };
}

async function aucOf(
  split: Split,
  { schema, rows, left }: ReadTable,
  config: Config,
  { signal }: Watch<MemberEpoch>,
): Promise<number> {
  const indices = PARTS.flatMap((part) => split[part]);
  const outcomes = indices.map((row) => left[row]);
  let start = 0;
  const places = PARTS.map((part) => {
    const from = start;
    start += split[part].length;
    return [part, Array.from({ length: split[part].length }, (_, at) => from + at)];
  });
  const small = Object.fromEntries(places) as Split;
  const quick = { ...config, network: { ...config.network, members: 1, epochs: 30, patience: 4 } };
  const customers = { schema, rows: pickRows(rows, indices), left: outcomes };
  const pipeline = await fitPipeline(customers, small, quick, { signal });
  return rocAuc(
    small.test.map(pipeline.probabilityOf),
    small.test.map((row) => outcomes[row]),
  );
}
