import {
  calibrate,
  preprocess,
  type Feature,
  type GoldenRow,
  type ModelSpec,
  type Network,
  type Row,
  type Value,
} from '@churn-card/models';
import { runInTensorFlow } from '../backend/backend.ts';
import { layersModelJson, weightBytes } from '../artifact/network-files.ts';
import { randomStream } from '../random.ts';

const GOLDEN_ROWS = 64;

/**
 * Draws inputs from the schema and writes down what TensorFlow.js makes of them, from the very
 * files that are shipped: every other runtime has to agree.
 *
 * No customer is among them. Each feature is drawn by itself: mostly from its range or levels, and
 * now and then missing, beyond the range, or a word that nobody has seen.
 */
export async function fitGolden(
  spec: Pick<ModelSpec, 'schema' | 'preprocess' | 'calibration'>,
  network: Network,
  seed: number,
): Promise<GoldenRow[]> {
  const random = randomStream(seed, 'golden');
  const rows = Array.from({ length: GOLDEN_ROWS }, () => drawRow(spec.schema.features, random));
  const inputs = rows.map((row) => preprocess(spec.preprocess, row));
  const files = { model: layersModelJson(network), weights: weightBytes(network) };
  const outputs = await runInTensorFlow(files, inputs);
  return rows.map((row, index) => ({
    row,
    score: outputs.scores[index],
    probability: calibrate(spec.calibration, outputs.logits[index]),
  }));
}

function drawRow(features: readonly Feature[], random: () => number): Row {
  return Object.fromEntries(features.map((feature) => [feature.name, draw(feature, random)]));
}

function draw(feature: Feature, random: () => number): Value {
  const kind = random();
  const position = random();
  if (kind < UNUSUAL) return null;
  const isBeyond = kind < 2 * UNUSUAL;
  switch (feature.type) {
    case 'boolean':
      return position < 0.5;
    case 'categorical':
      if (isBeyond) return 'never seen in training';
      return feature.values[Math.floor(position * feature.values.length)].value;
    case 'numeric': {
      const { min, max, integer, limits } = feature;
      // From a range's length below to one above, without the range itself.
      const shift = isBeyond ? Math.sign(position - 0.5) : 0;
      const value = min + (position + shift) * (max - min);
      const rounded = integer ? Math.round(value) : Number(value.toPrecision(6));
      return Math.min(Math.max(rounded, limits?.min ?? -Infinity), limits?.max ?? Infinity);
    }
  }
}

/** Share of values that are missing, and of those that training has not seen. */
const UNUSUAL = 0.08;
