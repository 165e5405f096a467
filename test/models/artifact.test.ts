import { expect, test } from 'vitest';
import {
  ARTIFACT_ERROR_CODES,
  ARTIFACT_FILES,
  ArtifactError,
  loadArtifact,
  score,
  type ArtifactErrorCode,
  type ArtifactFile,
  type ModelSpec,
} from '@churn-card/models';
import { seededRandom } from '../../models/src/random.ts';
import {
  inMemory,
  json,
  sealed,
  text,
  TINY_NETWORK,
  TINY_SPEC,
  tinyArtifact,
  type ArtifactBytes,
} from '../support/tiny-artifact.ts';

const good = tinyArtifact();

async function refusalOf(bytes: Readonly<Record<string, Uint8Array>>): Promise<ArtifactError> {
  const refused = await loadArtifact(inMemory(bytes)).then(
    () => new Error('the folder was accepted'),
    (error: unknown) => error,
  );
  if (refused instanceof ArtifactError) return refused;
  throw refused;
}

/** The folder with one file changed and hashes that fit again, as a careful forger would do it. */
function forged(file: ArtifactFile, bytes: Uint8Array): ArtifactBytes {
  return sealed({ ...good, [file]: bytes });
}

/** The folder with one value of a JSON file changed. */
function edited(file: ArtifactFile, path: readonly (string | number)[], value: unknown) {
  const content = JSON.parse(new TextDecoder().decode(good[file]));
  const parent = path.slice(0, -1).reduce((node, key) => node[key], content);
  const key = path[path.length - 1];
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return forged(file, json(content));
}

test('a good folder loads and scores', async () => {
  const model = await loadArtifact(inMemory(good));
  expect(model.spec).toEqual(TINY_SPEC);
  expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
  const row = { Age: 58, Country: 'Germany', Active: false, Woman: true };
  expect(score(model, row)).toBe(score({ spec: TINY_SPEC, network: TINY_NETWORK, hash: '' }, row));
});

test('none of 200 random changes of a byte loads, and each refusal says why', async () => {
  const seed = Number(process.env.SEED ?? 20261123);
  const random = seededRandom(seed);
  const files = Object.keys(good) as (keyof ArtifactBytes)[];
  for (let mutant = 0; mutant < 200; mutant++) {
    const file = files[Math.floor(random() * files.length)];
    const bytes = good[file].slice();
    const at = Math.floor(random() * bytes.length);
    const kind = Math.floor(random() * 4);
    const broken =
      kind === 0
        ? bytes.map((byte, index) => (index === at ? byte ^ (1 << Math.floor(random() * 8)) : byte))
        : kind === 1
          ? bytes.subarray(0, at)
          : kind === 2
            ? Uint8Array.of(...bytes, 32)
            : Uint8Array.of(...bytes.subarray(0, at), 48, ...bytes.subarray(at));
    const error = await refusalOf({ ...good, [file]: broken });
    expect(ARTIFACT_ERROR_CODES, `seed ${seed}, mutant ${mutant}`).toContain(error.code);
    expect(error.message).toContain(error.file);
    expect(error.expected).not.toBe('');
    expect(error.found).not.toBe('');
  }
});

test.each(['manifest.json', ...ARTIFACT_FILES] as const)(
  'a folder without %s is refused',
  async (file) => {
    const { [file]: _left, ...rest } = good;
    expect(await refusalOf(rest)).toMatchObject({ code: 'file-missing', file });
  },
);

test('a file that the manifest does not know is refused', async () => {
  const error = await refusalOf({ ...good, 'code.js': text('alert(1)') });
  expect(error).toMatchObject({ code: 'file-unexpected', file: 'code.js' });
});

test('a file that is too large is refused before it is read', async () => {
  const files = inMemory(good);
  const refused = loadArtifact({
    ...files,
    size: async (file) => (file === 'weights.bin' ? 2 ** 40 : files.size(file)),
    read: async (file) => {
      if (file === 'weights.bin') throw new Error('it was read');
      return files.read(file);
    },
  });
  await expect(refused).rejects.toMatchObject({ code: 'file-too-large', file: 'weights.bin' });
});

test('weights that do not fit the layers are refused by their size', async () => {
  const error = await refusalOf(forged('weights.bin', good['weights.bin'].subarray(4)));
  expect(error).toMatchObject({ code: 'weights-size', expected: '124 bytes', found: '120' });
});

test.each([
  ['not a number', NaN],
  ['infinite', Infinity],
  ['beyond anything that was trained', 1e38],
])('a weight that is %s is refused, naming its place', async (_name, weight) => {
  const bytes = good['weights.bin'].slice();
  new DataView(bytes.buffer).setFloat32(12, weight, true);
  const error = await refusalOf(forged('weights.bin', bytes));
  expect(error).toMatchObject({ code: 'weights-not-finite', field: '[3]' });
});

test('a weight that was changed with care fails the golden rows', async () => {
  const bytes = good['weights.bin'].slice();
  const view = new DataView(bytes.buffer);
  view.setFloat32(12, view.getFloat32(12, true) + 0.01, true);
  const error = await refusalOf(forged('weights.bin', bytes));
  expect(error).toMatchObject({ code: 'golden-mismatch', file: 'golden.jsonl' });
});

const layers = ['modelTopology', 'config', 'layers'];
const features = ['schema', 'features'];

test.each<[string, ArtifactFile, (string | number)[], unknown, ArtifactErrorCode, string]>([
  ['an unknown key', 'churn.json', ['script'], 'x', 'field-unknown', 'script'],
  ['a missing key', 'churn.json', ['threshold'], undefined, 'field-missing', 'threshold'],
  ['another format version', 'churn.json', ['formatVersion'], 2, 'field-value', 'formatVersion'],
  ['an id that is a path', 'churn.json', ['id'], '../bank', 'field-value', 'id'],
  ['a text for a number', 'churn.json', ['baseRate'], '0.2', 'field-type', 'baseRate'],
  ['a probability above 1', 'churn.json', ['threshold'], 1.5, 'field-value', 'threshold'],
  ['no English title', 'churn.json', ['title', 'en'], undefined, 'field-missing', 'title.en'],
  [
    'an unknown policy',
    'churn.json',
    [...features, 0, 'policy'],
    'drop',
    'field-value',
    'schema.features[0].policy',
  ],
  [
    'an unknown type',
    'churn.json',
    [...features, 0, 'type'],
    'image',
    'field-value',
    'schema.features[0].type',
  ],
  ['a repeated feature', 'churn.json', [...features, 1, 'name'], 'Age', 'inconsistent', 'schema'],
  [
    'an encoder of another feature',
    'churn.json',
    ['preprocess', 'encoders', 0, 'feature'],
    'Agee',
    'inconsistent',
    'preprocess.encoders[0].feature',
  ],
  [
    'a scale of zero',
    'churn.json',
    ['preprocess', 'encoders', 0, 'scale'],
    0,
    'field-value',
    'preprocess.encoders[0].scale',
  ],
  [
    'a fallback that is no level',
    'churn.json',
    ['preprocess', 'encoders', 1, 'fallback'],
    'Italy',
    'inconsistent',
    'preprocess.encoders[1].fallback',
  ],
  ['bands that fall', 'churn.json', ['bands', 2, 'from'], 0.1, 'inconsistent', 'bands[2].from'],
  [
    'a first band above 0',
    'churn.json',
    ['bands', 0, 'from'],
    0.1,
    'inconsistent',
    'bands[0].from',
  ],
  [
    'background rows of single customers',
    'churn.json',
    ['background', 'minimumGroupSize'],
    1,
    'field-value',
    'background.minimumGroupSize',
  ],
  [
    'background weights that do not sum to 1',
    'churn.json',
    ['background', 'weights', 0],
    0.6,
    'inconsistent',
    'background.weights',
  ],
  [
    'a background row of another width',
    'churn.json',
    ['background', 'rows', 1],
    [0],
    'inconsistent',
    'background.rows[1]',
  ],
  [
    'a gap in the track record',
    'churn.json',
    ['trackRecord', 1, 'from'],
    0.3,
    'inconsistent',
    'trackRecord[1].from',
  ],
  [
    'more who left than there were',
    'churn.json',
    ['trackRecord', 2, 'left'],
    101,
    'inconsistent',
    'trackRecord[2].left',
  ],
  [
    'evidence about few customers',
    'churn.json',
    ['evidence', 0, 'groups', 0, 'customers'],
    19,
    'field-value',
    'evidence[0].groups[0].customers',
  ],
  [
    'evidence about an unknown feature',
    'churn.json',
    ['evidence', 0, 'feature'],
    'Surname',
    'inconsistent',
    'evidence[0].feature',
  ],
  [
    '2^60 subsets',
    'churn.json',
    ['explanation', 'exactUpTo'],
    60,
    'field-value',
    'explanation.exactUpTo',
  ],
  [
    'a layer that runs code',
    'model.json',
    [...layers, 0, 'class_name'],
    'Lambda',
    'field-value',
    'modelTopology.config.layers[0].class_name',
  ],
  [
    'an activation that we do not run',
    'model.json',
    [...layers, 0, 'config', 'activation'],
    'tanh',
    'field-value',
    'modelTopology.config.layers[0].config.activation',
  ],
  [
    'a sigmoid in the middle',
    'model.json',
    [...layers, 0, 'config', 'activation'],
    'sigmoid',
    'layer-unsupported',
    'modelTopology.config.layers[0].config.activation',
  ],
  [
    'a layer without a bias',
    'model.json',
    [...layers, 1, 'config', 'use_bias'],
    false,
    'layer-unsupported',
    'modelTopology.config.layers[1].config.use_bias',
  ],
  [
    'two outputs',
    'model.json',
    [...layers, 1, 'config', 'units'],
    2,
    'layer-unsupported',
    'modelTopology.config.layers[1].config.units',
  ],
  [
    'a layer as large as memory',
    'model.json',
    [...layers, 0, 'config', 'units'],
    1e9,
    'field-value',
    'modelTopology.config.layers[0].config.units',
  ],
  [
    'inputs other than the preprocessing gives',
    'model.json',
    [...layers, 0, 'config', 'batch_input_shape'],
    [null, 9],
    'inconsistent',
    'modelTopology.config.layers[0].config.batch_input_shape',
  ],
  [
    'weights from another address',
    'model.json',
    ['weightsManifest', 0, 'paths', 0],
    'https://evil.example/w.bin',
    'field-value',
    'weightsManifest[0].paths[0]',
  ],
  [
    'a weight of another shape',
    'model.json',
    ['weightsManifest', 0, 'weights', 0, 'shape'],
    [3, 8],
    'inconsistent',
    'weightsManifest[0].weights[0].shape',
  ],
])(
  '%s in a folder with fitting hashes is refused',
  async (_name, file, path, value, code, field) => {
    expect(await refusalOf(edited(file, path, value))).toMatchObject({ code, file, field });
  },
);

test.each([
  ['too few golden rows', '{}\n'.repeat(3), 'field-value'],
  ['a golden row that is no JSON', 'x\n'.repeat(9), 'not-json'],
  [
    'a golden row of another schema',
    '{"row":{"X":1},"score":0.5,"probability":0.5}\n'.repeat(9),
    'field-value',
  ],
  ['a golden row without a score', '{"row":{},"probability":0.5}\n'.repeat(9), 'field-missing'],
])('%s is refused', async (_name, lines, code) => {
  expect(await refusalOf(forged('golden.jsonl', text(lines)))).toMatchObject({ code });
});

test('a manifest written in another way is refused, even where it says the same', async () => {
  const manifest = JSON.stringify(JSON.parse(new TextDecoder().decode(good['manifest.json'])));
  const error = await refusalOf({ ...good, 'manifest.json': text(manifest) });
  expect(error).toMatchObject({ code: 'manifest-form', file: 'manifest.json' });
});

test('two folders with one hash are one model', async () => {
  const renamed: ModelSpec = { ...TINY_SPEC, version: '2' };
  const [once, twice, other] = await Promise.all(
    [good, tinyArtifact(), tinyArtifact(renamed)].map((bytes) => loadArtifact(inMemory(bytes))),
  );
  expect(twice.hash).toBe(once.hash);
  expect(other.hash).not.toBe(once.hash);
});
