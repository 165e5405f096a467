/**
 * A model folder made by hand: four features, three hidden units, weights from a seed. It is in
 * memory, so that a test can break any byte of it.
 */
import { createHash } from 'node:crypto';
import {
  ARTIFACT_FILES,
  calibrate,
  formatManifest,
  logit,
  preprocess,
  sigmoid,
  type ArtifactFile,
  type ArtifactFiles,
  type GoldenRow,
  type ModelSpec,
  type Network,
  type Row,
} from '@churn-card/models';
import { seededRandom } from '../../models/src/random.ts';

export type ArtifactBytes = Record<ArtifactFile | 'manifest.json', Uint8Array>;

export const TINY_SPEC: ModelSpec = {
  formatVersion: 1,
  id: 'tiny',
  version: '1',
  title: { en: 'Tiny model', de: 'Kleines Modell' },
  label: { target: 'Left', positive: '1', horizon: null },
  validUntil: null,
  schema: {
    features: [
      {
        type: 'numeric',
        name: 'Age',
        label: { en: 'Age', de: 'Alter' },
        policy: 'use',
        changeable: false,
        sentence: { en: 'Age {value}', de: 'Alter {value}' },
        group: { en: 'customers aged {range}', de: 'Kunden im Alter von {range}' },
        integer: true,
        min: 18,
        max: 92,
        limits: { min: 0, max: 130 },
      },
      {
        type: 'categorical',
        name: 'Country',
        label: { en: 'Country', de: 'Land' },
        policy: 'use',
        changeable: false,
        values: [{ value: 'France' }, { value: 'Germany' }, { value: 'Spain' }],
      },
      {
        type: 'boolean',
        name: 'Active',
        label: { en: 'Activity', de: 'Aktivität' },
        policy: 'use',
        changeable: true,
        values: [
          {
            value: 'No',
            sentence: { en: 'No activity in the last period', de: 'Keine Aktivität zuletzt' },
            group: { en: 'inactive customers', de: 'inaktive Kunden' },
          },
          { value: 'Yes', group: { en: 'active customers', de: 'aktive Kunden' } },
        ],
      },
      {
        type: 'boolean',
        name: 'Woman',
        label: { en: 'Gender', de: 'Geschlecht' },
        policy: 'use-but-never-a-reason',
        changeable: false,
        values: [{ value: 'Male' }, { value: 'Female' }],
      },
    ],
    linked: [],
    ignored: [
      { name: 'Surname', policy: 'drop', reason: 'names a person' },
      { name: 'Left', policy: 'target', reason: 'the target' },
    ],
    missingWords: ['NA'],
    minimumKnown: 3,
  },
  preprocess: {
    encoders: [
      {
        type: 'standardize',
        feature: 'Age',
        median: 37,
        mean: 39,
        scale: 10,
        min: 18,
        max: 92,
        missingIndicator: true,
      },
      {
        type: 'one-hot',
        feature: 'Country',
        levels: ['France', 'Germany', 'Spain'],
        other: true,
        missing: false,
        fallback: 'France',
      },
      { type: 'binary', feature: 'Active', fallback: true, missingIndicator: false },
      { type: 'binary', feature: 'Woman', fallback: false, missingIndicator: false },
    ],
  },
  calibration: { method: 'platt', temperature: 1.2, bias: -0.3 },
  baseRate: 0.2,
  threshold: 0.45,
  bands: [
    { name: 'low', from: 0 },
    { name: 'medium', from: 0.2 },
    { name: 'high', from: 0.45 },
  ],
  background: {
    rows: [
      [-0.8, 0.02, 0.6, 0.2, 0.2, 0, 0.7, 0.5],
      [0.4, 0, 0.5, 0.3, 0.2, 0, 0.5, 0.4],
      [1.9, 0.01, 0.4, 0.35, 0.25, 0, 0.3, 0.5],
    ],
    weights: [0.5, 0.3, 0.2],
    minimumGroupSize: 20,
    error: { base: 0, points: 0, customers: 10, rows: 500 },
  },
  typicality: null,
  explanation: { exactUpTo: 12, coalitionPairs: 100, standardError: 0.002, seed: 1 },
  evidence: [
    {
      feature: 'Active',
      groups: [
        { value: false, customers: 500, left: 135 },
        { value: true, customers: 500, left: 70 },
      ],
      averages: [
        { band: 'low', customers: 600, average: 0.62 },
        { band: 'high', customers: 100, average: 0.3 },
      ],
    },
    {
      feature: 'Age',
      groups: [
        { from: 18, to: 40, customers: 600, left: 60 },
        { from: 40, to: 60, customers: 300, left: 120 },
        { from: 60, to: 92, customers: 100, left: 25 },
      ],
      averages: [
        { band: 'low', customers: 600, average: 35.8 },
        { band: 'medium', customers: 300, average: 44.25 },
        { band: 'high', customers: 100, average: 52 },
      ],
    },
  ],
  trackRecord: [
    { from: 0, to: 0.2, customers: 600, left: 60 },
    { from: 0.2, to: 0.6, customers: 300, left: 120 },
    { from: 0.6, to: 1, customers: 100, left: 70 },
  ],
  provenance: {
    data: 'made by hand for tests',
    dataSha256: '0'.repeat(64),
    rows: { train: 1000, validation: 0, calibration: 0, test: 1000 },
    seed: 1,
    backend: 'none',
    versions: {},
    network: { hidden: [3], dropout: 0, weightDecay: 0, epochs: 0 },
  },
};

export const TINY_NETWORK: Network = randomNetwork([8, 3, 1], 7);

/** A network of the given widths with weights in [-1, 1). */
export function randomNetwork(widths: readonly number[], seed: number): Network {
  const random = seededRandom(seed);
  const weights = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);
  const layers = widths.slice(1).map((units, index) => ({
    inputs: widths[index],
    units,
    activation: index === widths.length - 2 ? ('sigmoid' as const) : ('relu' as const),
    kernel: weights(widths[index] * units),
    bias: weights(units),
  }));
  return { inputs: widths[0], layers };
}

/** The bytes of a whole model folder, with hashes that fit. */
export function tinyArtifact(spec: ModelSpec = TINY_SPEC, network = TINY_NETWORK): ArtifactBytes {
  return sealed({
    'churn.json': json(spec),
    'model.json': json(networkFormat(network)),
    'weights.bin': weightBytes(network),
    'golden.jsonl': goldenLines(spec, network),
    'report.json': json({}),
    'report.html': text('<!doctype html><title>Tiny model</title>\n'),
    'CARD.md': text('# Tiny model\n'),
  });
}

/** Adds the manifest that fits the files. */
export function sealed(files: Record<ArtifactFile, Uint8Array>): ArtifactBytes {
  const entries = ARTIFACT_FILES.map((file) => ({
    file,
    size: files[file].length,
    sha256: sha256(files[file]),
  }));
  return { ...files, 'manifest.json': text(formatManifest({ formatVersion: 1, files: entries })) };
}

export function inMemory(bytes: Readonly<Record<string, Uint8Array>>): ArtifactFiles {
  const find = (file: string): Uint8Array => {
    if (!Object.hasOwn(bytes, file)) throw new Error(`no file ${file}`);
    return bytes[file];
  };
  return {
    list: async () => Object.keys(bytes),
    size: async (file) => find(file).length,
    read: async (file) => find(file),
    sha256: async (content) => sha256(content),
  };
}

export function json(value: unknown): Uint8Array {
  return text(`${JSON.stringify(value, null, 2)}\n`);
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function networkFormat(network: Network): unknown {
  const names = network.layers.map((_layer, index) => `dense_${index + 1}`);
  return {
    format: 'layers-model',
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'churn',
        layers: network.layers.map(({ inputs, units, activation }, index) => ({
          class_name: 'Dense',
          config: {
            name: names[index],
            ...(index === 0 && { batch_input_shape: [null, inputs] }),
            units,
            activation,
            use_bias: true,
          },
        })),
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: network.layers.flatMap(({ inputs, units }, index) => [
          { name: `${names[index]}/kernel`, shape: [inputs, units], dtype: 'float32' },
          { name: `${names[index]}/bias`, shape: [units], dtype: 'float32' },
        ]),
      },
    ],
  };
}

function weightBytes(network: Network): Uint8Array {
  const weights = network.layers.flatMap(({ kernel, bias }) => [...kernel, ...bias]);
  return new Uint8Array(Float32Array.from(weights).buffer);
}

function goldenLines(spec: ModelSpec, network: Network): Uint8Array {
  const ages = [18, 30, 37, 45, 52, 60, 75, 92, null, 104];
  const lines = ages.map((age, index): GoldenRow => {
    const country = ['France', 'Germany', 'Spain', 'Italy'][index % 4];
    const row: Row = { Age: age, Country: country, Active: index % 2 === 0, Woman: index > 5 };
    const raw = logit(network, preprocess(spec.preprocess, row));
    return { row, score: sigmoid(raw), probability: calibrate(spec.calibration, raw) };
  });
  return text(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
