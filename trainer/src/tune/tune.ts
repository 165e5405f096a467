import { openBackend } from '../backend/backend.ts';
import type { BackendChoice } from '../backend/backend-choice.ts';
import type { Config } from '../config/config-schema.ts';
import { keepRows } from '../data/leave-out.ts';
import { crossValidate, type FoldProgress } from '../evaluation/cross-validate.ts';
import { correctedSpread, type Spread } from '../evaluation/corrected-interval.ts';
import { prepare } from '../data/prepare.ts';
import { randomStream } from '../random.ts';
import type { GivenSplit } from '../data/split.ts';
import type { Table } from '../table/table.ts';
import { nextTrial, rankAll } from './halving.ts';
import { mean } from '../statistics/mean.ts';
import { dealHoldOuts, measureHoldOut, type HoldOuts } from './hold-outs.ts';
import { trialsOf, type CrossValidatedTrial, type SearchEntry, type Trial } from './search-log.ts';
import { alterSetting, areSame, drawSetting, settingOf, type Setting } from './setting.ts';

export interface TuneOptions {
  readonly table: Table;
  readonly config: Config;
  readonly split?: GivenSplit;
  readonly backend?: BackendChoice;
  readonly budget: Budget;
  /** What an earlier search with the same table, configuration and split found: it goes on there. */
  readonly known?: readonly SearchEntry[];
  /** Is told what each step found, before the next one starts: `known` of a later search. */
  readonly onEntry?: (entry: SearchEntry) => void | Promise<void>;
  readonly onProgress?: (progress: TuneProgress) => void;
  /** Is told, before the search, what the data make doubtful, a sentence each. */
  readonly onWarning?: (warning: string) => void;
  readonly signal?: AbortSignal;
}

/** How many settings to try, or about how long to search, cross-validation included. */
export type Budget = { readonly trials: number } | { readonly seconds: number };

export interface TuneProgress {
  readonly trials: readonly Trial[];
  /** The trial that is being worked on, counted from 0. */
  readonly trial: number;
  readonly setting: Setting;
  /** Where the trial is being cross-validated. */
  readonly folds?: Pick<FoldProgress, 'fold' | 'folds'>;
}

/** A setting that was trained as `train` would, on all folds in turn. */
export interface Finalist extends CrossValidatedTrial {
  /** How much smaller its log-loss is than that of the given setting, fold by fold; null: it is that. */
  readonly gain: Spread | null;
}

export interface Tuned {
  /** `network` of the configuration, with the setting that won. */
  readonly network: Config['network'];
  /** The setting that won, counted from 0; 0: the one that was given. */
  readonly trial: number;
  /** By log-loss, the smallest first; the given setting is one of them. */
  readonly finalists: readonly Finalist[];
  readonly trials: readonly Trial[];
}

const FOLDS = 5;
/** Besides the given setting. The search ranks single networks; only training as a whole tells. */
const FINALISTS = 2;

/**
 * Searches for a better setting of the network: successive halving on hold-outs, then
 * cross-validation of the best beside the setting that was given, which wins unless another has a
 * smaller log-loss. The test part is never looked at.
 *
 * With a budget of trials the outcome depends on nothing but the options; with one in seconds, on
 * the machine, too.
 *
 * @throws TrainerError as `train` does
 * @throws the signal's reason where it is aborted
 */
export async function tune(options: TuneOptions): Promise<Tuned> {
  const { config, budget, signal } = options;
  const start = performance.now();
  const secondsGone = () => (performance.now() - start) / 1000;
  await openBackend(options.backend ?? 'auto');
  const search = openSearch(options);

  const given = await search.crossValidated(0, settingOf(config.network));
  const reserved = FINALISTS * given.seconds;
  const mayGoOn = () => 'trials' in budget || secondsGone() < budget.seconds - reserved;
  const mayStart = () => !('trials' in budget) || search.trials().length < budget.trials;
  for (;;) {
    const losses = search.trials().map(({ logLoss }) => logLoss);
    const trial = mayGoOn() ? nextTrial(losses, mayStart()) : null;
    if (trial === null) break;
    const setting = search.trials()[trial]?.setting ?? chooseSetting(search.trials(), config.seed);
    await search.measure(trial, setting);
    signal?.throwIfAborted();
  }

  const ranked = rankAll(search.trials().map(({ logLoss }) => logLoss));
  const best = ranked.filter((trial) => trial !== 0).slice(0, FINALISTS);
  const others: CrossValidatedTrial[] = [];
  for (const trial of best) {
    others.push(await search.crossValidated(trial, search.trials()[trial].setting));
  }
  const finalists = [
    { ...given, gain: null },
    ...others.map((other) => ({ ...other, gain: gainOver(given, other) })),
  ].sort((a, b) => mean(a.logLoss) - mean(b.logLoss));
  const [{ trial, setting }] = finalists;
  const network = { ...config.network, ...setting };
  return { network, trial, finalists, trials: search.trials() };
}

function gainOver(given: CrossValidatedTrial, other: CrossValidatedTrial): Spread {
  const gains = given.logLoss.map((loss, fold) => loss - other.logLoss[fold]);
  return correctedSpread(gains, 1 / (FOLDS - 1));
}

/**
 * Every second setting is drawn from the whole space, and every other one is a neighbor of the best
 * so far: the setting that was given is good on most tables, so that better ones are often near it.
 */
function chooseSetting(trials: readonly Trial[], seed: number): Setting {
  const random = randomStream((seed + trials.length) % 2 ** 32, 'trials');
  const [best] = rankAll(trials.map(({ logLoss }) => logLoss));
  const draw = () =>
    trials.length % 2 === 0 ? drawSetting(random) : alterSetting(trials[best].setting, random);
  let setting = draw();
  while (trials.some((trial) => areSame(trial.setting, setting))) setting = draw();
  return setting;
}

/** The search as it stands, and the two steps that move it. */
interface Search {
  trials(): Trial[];
  /** Measures a trial on its next hold-out. */
  measure(trial: number, setting: Setting): Promise<void>;
  /** Looks up or measures how a setting does when it is trained as `train` would. */
  crossValidated(trial: number, setting: Setting): Promise<CrossValidatedTrial>;
}

function openSearch(options: TuneOptions): Search {
  const { config, onEntry, onProgress, onWarning, signal } = options;
  const { pool, left, warnings } = poolOf(options);
  for (const warning of warnings) onWarning?.(warning);
  const configOf = (setting: Setting): Config => ({
    ...config,
    leaveOut: [],
    // In the pool, all is past: `train` carves its validation part out of it by chance, too.
    split: { ...config.split, time: undefined, timeFormat: undefined, testFrom: undefined },
    network: { ...config.network, ...setting },
  });
  const entries = [...(options.known ?? [])];
  const trials = () => trialsOf(entries);
  const add = async (entry: SearchEntry) => {
    entries.push(entry);
    await onEntry?.(entry);
  };
  let holdOuts: HoldOuts | undefined;

  return {
    trials,
    async measure(trial, setting) {
      onProgress?.({ trials: trials(), trial, setting });
      const start = performance.now();
      const holdOut = trials()[trial]?.logLoss.length ?? 0;
      holdOuts ??= dealHoldOuts(pool, left, config);
      const figures = await measureHoldOut(holdOuts, configOf(setting), holdOut, signal);
      const seconds = secondsSince(start);
      await add({ what: 'measured', trial, holdOut, ...figures, seconds, setting });
    },
    async crossValidated(trial, setting) {
      const found = trials()[trial]?.crossValidated;
      if (found) return found;
      onProgress?.({ trials: trials(), trial, setting });
      const start = performance.now();
      let last = 0;
      const { figures } = await crossValidate({
        ...{ table: pool, config: configOf(setting), folds: FOLDS },
        ...{ backend: options.backend, signal },
        onProgress({ fold, folds }) {
          if (fold !== last)
            onProgress?.({ trials: trials(), trial, setting, folds: { fold, folds } });
          last = fold;
        },
      });
      const entry: CrossValidatedTrial = {
        what: 'cross-validated',
        trial,
        logLoss: figures.map(({ logLoss }) => logLoss),
        rocAuc: figures.map(({ rocAuc }) => rocAuc),
        seconds: secondsSince(start),
        setting,
      };
      await add(entry);
      return entry;
    },
  };
}

/** Everybody but the test part. */
function poolOf({ table: file, config, split: given }: TuneOptions) {
  const { table, left, split, warnings } = prepare(file, config, given);
  const rows = [...split.train, ...split.validation, ...split.calibration].sort((a, b) => a - b);
  return {
    pool: keepRows(table, Uint32Array.from(rows)),
    left: Uint8Array.from(rows, (row) => left[row]),
    warnings,
  };
}

function secondsSince(start: number): number {
  return Number(((performance.now() - start) / 1000).toFixed(2));
}
