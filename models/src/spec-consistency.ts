import { ArtifactError } from './artifact-error.ts';
import { BAND_NAMES, type ModelSpec } from './model.ts';
import { featureInputs, type Encoder } from './preprocess.ts';
import type { Feature } from './schema.ts';

const ENCODERS_OF: Readonly<Record<Feature['type'], readonly Encoder['type'][]>> = {
  numeric: ['standardize', 'piecewise'],
  categorical: ['one-hot'],
  boolean: ['binary'],
};

/**
 * What a closed schema cannot say: whether the parts of churn.json agree with each other.
 *
 * @returns the width of the network's first layer
 */
export function checkConsistency(spec: ModelSpec): number {
  const { features } = spec.schema;
  unique(
    'schema',
    [...features, ...spec.schema.ignored].map(({ name }) => name),
  );
  require(spec.schema.minimumKnown <=
    features.length, 'schema.minimumKnown', `at most ${features.length}`, spec.schema.minimumKnown);
  features.forEach((feature, index) => checkFeature(feature, `schema.features[${index}]`));
  checkLinked(spec);
  const { encoders } = spec.preprocess;
  require(encoders.length ===
    features.length, 'preprocess.encoders', features.length, encoders.length);
  features.forEach((feature, index) => {
    checkEncoder(feature, encoders[index], `preprocess.encoders[${index}]`);
  });
  const inputs = featureInputs(spec.preprocess).reduce((sum, { width }) => sum + width, 0);
  checkCalibration(spec);
  checkBackground(spec, inputs);
  checkTypicality(spec, inputs);
  checkBands(spec);
  checkTrackRecord(spec);
  checkEvidence(spec);
  return inputs;
}

function checkFeature(feature: Feature, field: string): void {
  checkChange(feature, field);
  if (feature.type === 'numeric') {
    require(feature.min <= feature.max, `${field}.max`, `at least ${feature.min}`, feature.max);
  } else {
    unique(
      `${field}.values`,
      feature.values.map(({ value }) => value),
    );
  }
}

/** What may be changed, and how: nothing that is locked has a rule, and nothing becomes a word that is not there. */
function checkChange(feature: Feature, field: string): void {
  if (!feature.change) return;
  require(feature.changeable, `${field}.change`, 'absent where changeable is false', 'present');
  if (feature.type === 'numeric') {
    const { min = -Infinity, max = Infinity } = feature.change;
    require(min <= max, `${field}.change.max`, `at least ${min}`, max);
    return;
  }
  const words = feature.values.map(({ value }) => value);
  feature.change.to.forEach((word, index) => {
    require(words.includes(word), `${field}.change.to[${index}]`, 'one of the values', word);
  });
}

function checkLinked({ schema }: ModelSpec): void {
  schema.linked.forEach((group, index) => {
    group.forEach((member, place) => {
      const known = schema.features.some(({ name }) => name === member);
      require(known, `schema.linked[${index}][${place}]`, 'a feature of the schema', member);
    });
  });
  unique('schema.linked', schema.linked.flat());
}

function checkTypicality({ typicality }: ModelSpec, inputs: number): void {
  if (!typicality) return;
  const { mean, whitening, distances } = typicality;
  require(mean.length === inputs, 'typicality.mean', `${inputs} inputs`, mean.length);
  const triangle = (inputs * (inputs + 1)) / 2;
  require(whitening.length ===
    triangle, 'typicality.whitening', `${triangle} numbers`, whitening.length);
  distances.slice(1).forEach((distance, index) => {
    const before = distances[index];
    const field = `typicality.distances[${index + 1}]`;
    require(distance > before, field, `above ${before}`, distance);
  });
}

function checkEncoder(feature: Feature, encoder: Encoder, field: string): void {
  require(encoder.feature === feature.name, `${field}.feature`, feature.name, encoder.feature);
  const fitting = ENCODERS_OF[feature.type];
  require(fitting.includes(encoder.type), `${field}.type`, fitting.join(' or '), encoder.type);
  if (encoder.type === 'standardize') {
    require(encoder.min <= encoder.max, `${field}.max`, `at least ${encoder.min}`, encoder.max);
  }
  if (encoder.type === 'piecewise') {
    encoder.knots.slice(1).forEach((knot, index) => {
      const before = encoder.knots[index];
      require(knot > before, `${field}.knots[${index + 1}]`, `above ${before}`, knot);
    });
  }
  if (encoder.type === 'one-hot') {
    unique(`${field}.levels`, encoder.levels);
    const known = encoder.levels.includes(encoder.fallback);
    require(known, `${field}.fallback`, 'one of the levels', encoder.fallback);
  }
}

function checkCalibration({ calibration }: ModelSpec): void {
  if (calibration.method !== 'isotonic') return;
  const { logits, calibrated } = calibration;
  const count = calibrated.length;
  require(count === logits.length, 'calibration.calibrated', `${logits.length} points`, count);
  for (let point = 1; point < logits.length; point++) {
    const before = { logit: logits[point - 1], calibrated: calibrated[point - 1] };
    const rises = logits[point] > before.logit;
    require(rises, `calibration.logits[${point}]`, `above ${before.logit}`, logits[point]);
    const holds = calibrated[point] >= before.calibrated;
    const field = `calibration.calibrated[${point}]`;
    require(holds, field, `at least ${before.calibrated}`, calibrated[point]);
  }
}

function checkBackground({ background }: ModelSpec, inputs: number): void {
  const { rows, weights } = background;
  require(weights.length ===
    rows.length, 'background.weights', `${rows.length} weights`, weights.length);
  rows.forEach((row, index) => {
    require(row.length === inputs, `background.rows[${index}]`, `${inputs} inputs`, row.length);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  require(Math.abs(sum - 1) <= 1e-9, 'background.weights', 'weights that sum to 1', sum);
}

function checkBands({ bands }: ModelSpec): void {
  require(bands[0].from === 0, 'bands[0].from', 0, bands[0].from);
  bands.slice(1).forEach((band, index) => {
    const before = bands[index];
    require(band.from > before.from, `bands[${index + 1}].from`, `above ${before.from}`, band.from);
    const rises = BAND_NAMES.indexOf(band.name) > BAND_NAMES.indexOf(before.name);
    require(rises, `bands[${index + 1}].name`, `higher than ${before.name}`, band.name);
  });
}

function checkTrackRecord({ trackRecord }: ModelSpec): void {
  let end = 0;
  trackRecord.forEach((bin, index) => {
    const field = `trackRecord[${index}]`;
    require(bin.from === end, `${field}.from`, end, bin.from);
    require(bin.to > bin.from, `${field}.to`, `above ${bin.from}`, bin.to);
    require(bin.left <= bin.customers, `${field}.left`, `at most ${bin.customers}`, bin.left);
    end = bin.to;
  });
  require(end === 1, `trackRecord[${trackRecord.length - 1}].to`, 1, end);
}

function checkEvidence(spec: ModelSpec): void {
  unique(
    'evidence',
    spec.evidence.map(({ feature }) => feature),
  );
  spec.evidence.forEach(({ feature, groups, averages }, index) => {
    unique(
      `evidence[${index}].averages`,
      averages.map(({ band }) => band),
    );
    const known = spec.schema.features.some(({ name }) => name === feature);
    require(known, `evidence[${index}].feature`, 'a feature of the schema', feature);
    groups.forEach((group, position) => {
      const field = `evidence[${index}].groups[${position}]`;
      require(group.left <=
        group.customers, `${field}.left`, `at most ${group.customers}`, group.left);
      const ranged = group.from !== undefined && group.to !== undefined && group.from <= group.to;
      require((group.value !== undefined) !==
        ranged, field, 'either a value or a range', JSON.stringify(group));
    });
  });
}

function unique(field: string, words: readonly string[]): void {
  const twice = words.find((word, index) => words.indexOf(word) !== index);
  require(twice === undefined, field, 'without repetition', `${twice} twice`);
}

function require(
  holds: boolean,
  field: string,
  expected: string | number,
  found: string | number,
): void {
  if (holds) return;
  throw new ArtifactError(
    'inconsistent',
    { file: 'churn.json', field },
    String(expected),
    String(found),
  );
}
