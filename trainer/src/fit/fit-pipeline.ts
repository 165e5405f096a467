import {
  calibrate,
  logit,
  type Calibration,
  type Network,
  type Preprocess,
  type Schema,
} from '@churn-card/models';
import type { Config } from '../config/config-schema.ts';
import { chooseCalibration, type CalibrationChoice } from './choose-calibration.ts';
import { fitThreshold } from './decision.ts';
import type { MemberEpoch } from './distillation.ts';
import { encodeRows, type Inputs } from './inputs.ts';
import type { Watch } from './network.ts';
import { USUAL_SPREAD } from './platt-scaling.ts';
import { fitPreprocess } from './preprocess.ts';
import { evenlySpaced, pick, pickRows, type Rows } from './rows.ts';
import { fitModel, type FittedModel } from './fit-model.ts';
import type { Split } from '../data/split.ts';

/** A table that was read with a schema, and what is known about its customers. */
export interface ReadTable {
  readonly schema: Schema;
  readonly rows: Rows;
  /** [rows] 1 for those who left */
  readonly left: ArrayLike<number>;
  /** [rows] who each row is about; undefined: each row is about somebody else */
  readonly groups?: readonly string[];
}

/** What turns a row into a probability, and what was learned on the way. */
export interface Pipeline extends FittedModel {
  readonly preprocessing: Preprocess;
  readonly inputs: Inputs;
  readonly calibration: Calibration;
  readonly calibrationChoice: CalibrationChoice;
  /** From here one acts. */
  readonly threshold: number;
  /** What `models` says about a row of the table. */
  readonly probabilityOf: (row: number) => number;
}

/** More customers move no knot that anybody could see. */
const MOST_ENCODED_ROWS = 500_000;

/** Fits every stage to everything but the test part: preprocessing, network, calibration, threshold. */
export async function fitPipeline(
  { schema, rows, left, groups }: ReadTable,
  split: Split,
  config: Config,
  watch: Watch<MemberEpoch>,
): Promise<Pipeline> {
  const encoded = evenlySpaced(split.train, MOST_ENCODED_ROWS);
  const preprocessing = fitPreprocess(
    schema,
    pickRows(rows, encoded),
    pick(left, encoded),
    config.network.encoding,
  );
  const inputs = encodeRows(preprocessing, rows);
  const fitted = await fitModel({ inputs, left, groups }, preprocessing, split, config, watch);
  const spread = config.network.imbalance === 'none' ? USUAL_SPREAD : Infinity;
  return finishPipeline({ ...fitted, preprocessing, inputs }, left, config, spread);
}

/** A network that was trained elsewhere, with the preprocessing that it needs. */
export interface ReadyNetwork {
  readonly network: Network;
  readonly preprocess: Preprocess;
  /** Of what trained it, such as `{ keras: '3.0.0' }`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Fits what follows a network that is ready: calibration and threshold. */
export function readyPipeline(
  { network, preprocess }: ReadyNetwork,
  { rows, left }: ReadTable,
  split: Split,
  config: Config,
): Pipeline {
  const inputs = encodeRows(preprocess, rows);
  const heldRows = [...split.validation, ...split.calibration];
  const logits = heldRows.map((row) => logit(network, inputs.at(row)));
  const held = { rows: heldRows, logits };
  // Nobody knows how it was trained, so nothing is usual about its logits.
  const ready = { network, histories: [], held, preprocessing: preprocess, inputs };
  return finishPipeline(ready, left, config, Infinity);
}

function finishPipeline(
  fitted: FittedModel & Pick<Pipeline, 'preprocessing' | 'inputs'>,
  left: ArrayLike<number>,
  config: Config,
  spread: number,
): Pipeline {
  const { network, held, inputs } = fitted;
  const heldLeft = pick(left, held.rows);
  const { calibration, choice: calibrationChoice } = chooseCalibration(
    held.logits,
    heldLeft,
    spread,
    config.calibration,
    config.seed,
  );
  const heldProbabilities = held.logits.map((value) => calibrate(calibration, value));
  const threshold =
    typeof config.threshold === 'number'
      ? config.threshold
      : fitThreshold(heldProbabilities, heldLeft, config.threshold);
  const probabilityOf = (row: number) => calibrate(calibration, logit(network, inputs.at(row)));
  return { ...fitted, calibration, calibrationChoice, threshold, probabilityOf };
}
