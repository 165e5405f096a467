import type { Encoder, Feature, Model, Row, Value } from '@churn-card/models';
import { seededRandom } from '../../models/src/random.ts';
import { randomNetwork, TINY_SPEC } from '../support/tiny-artifact.ts';

export interface RandomModelOptions {
  readonly features?: number;
  readonly hidden?: readonly number[];
  /** Of values that a number may take; small ones can be enumerated. */
  readonly range?: number;
  readonly hash?: string;
}

/** A model with features of all kinds and rules of all kinds, drawn from a seed. */
export function randomModel(seed: number, options: RandomModelOptions = {}): Model {
  const { features: count = 6, hidden = [8], range = 12, hash = '' } = options;
  const random = seededRandom(seed);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)];
  const features = Array.from({ length: count }, (_, index) => {
    const base = {
      name: `f${index}`,
      label: { en: `Feature ${index}` },
      policy: random() < 0.85 ? ('use' as const) : ('use-but-never-a-reason' as const),
      changeable: random() < 0.6,
    };
    return featureOf(base, pick('numeric', 'categorical', 'boolean'), pick, range);
  });
  const names = features.map(({ name }) => name);
  const encoders = features.map(encoderOf);
  const widths = encoders.map((encoder) => (encoder.type === 'one-hot' ? 3 : 1));
  const inputs = widths.reduce((sum, width) => sum + width, 0);
  const background = Array.from({ length: 4 }, () => Array.from({ length: inputs }, random));
  return {
    hash,
    network: randomNetwork([inputs, ...hidden, 1], seed),
    spec: {
      ...TINY_SPEC,
      threshold: 0.3 + 0.3 * random(),
      schema: {
        features,
        linked: random() < 0.4 ? [names.slice(0, 2)] : [],
        ignored: [],
        missingWords: [],
        minimumKnown: 1,
      },
      preprocess: { encoders },
      calibration: { method: 'platt', temperature: 0.6, bias: 0 },
      background: { ...TINY_SPEC.background, rows: background, weights: [0.4, 0.3, 0.2, 0.1] },
      evidence: [],
    },
  };
}

type Pick = <T>(...choices: readonly T[]) => T;
type Base = Pick2<Feature, 'name' | 'label' | 'policy' | 'changeable'>;
type Pick2<T, K extends keyof T> = { readonly [P in K]: T[P] };

function featureOf(base: Base, type: Feature['type'], pick: Pick, range: number): Feature {
  switch (type) {
    case 'numeric': {
      const change = {
        ...pick({}, { step: 1 }, { step: 2 }, { step: 3 }),
        ...pick({}, { direction: 'up' as const }, { direction: 'down' as const }),
        ...pick({}, { min: 2 }, { max: range - 3 }),
      };
      const rules = base.changeable ? { change } : {};
      const limits = { min: 0, max: range };
      return { ...base, type, integer: true, min: 0, max: range, limits, ...rules };
    }
    case 'categorical': {
      const values = [{ value: 'a' }, { value: 'b' }, { value: 'c' }];
      const rules = base.changeable ? pick({}, { change: { to: ['a', 'b'] } }) : {};
      return { ...base, type, values, ...rules };
    }
    case 'boolean': {
      const rules = base.changeable ? pick({}, { change: { to: ['yes'] } }) : {};
      return { ...base, type, values: [{ value: 'no' }, { value: 'yes' }], ...rules };
    }
  }
}

function encoderOf(feature: Feature): Encoder {
  const { name } = feature;
  switch (feature.type) {
    case 'numeric':
      return {
        ...{ type: 'standardize', feature: name, median: 3, mean: feature.max / 2 },
        ...{ scale: feature.max / 4, min: 0, max: feature.max, missingIndicator: false },
      };
    case 'categorical':
      return {
        ...{ type: 'one-hot', feature: name, levels: ['a', 'b', 'c'], fallback: 'a' },
        ...{ other: false, missing: false },
      };
    case 'boolean':
      return { type: 'binary', feature: name, fallback: false, missingIndicator: false };
  }
}

/** A customer of such a model; now and then something is missing. */
export function randomRow(model: Model, random: () => number, missing = 0.05): Row {
  return Object.fromEntries(
    model.spec.schema.features.map((feature) => [
      feature.name,
      random() < missing ? null : randomValue(feature, random),
    ]),
  );
}

export function randomValue(feature: Feature, random: () => number): Value {
  switch (feature.type) {
    case 'numeric':
      return Math.floor(random() * (feature.max + 1));
    case 'categorical':
      return feature.values[Math.floor(random() * feature.values.length)].value;
    case 'boolean':
      return random() < 0.5;
  }
}
