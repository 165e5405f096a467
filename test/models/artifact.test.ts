import { expect, test } from 'vitest';
import {
  ARTIFACT_ERROR_CODES,
  ARTIFACT_FILES,
  loadArtifact,
  score,
  type ModelSpec,
} from '@churn-card/models';
import { seededRandom } from '../../models/src/random.ts';
import {
  inMemory,
  text,
  TINY_NETWORK,
  TINY_SPEC,
  tinyArtifact,
  type ArtifactBytes,
} from '../support/tiny-artifact.ts';
import { forged, good, refusalOf } from './broken-artifact.ts';

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
