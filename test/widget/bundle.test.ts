import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('../../widget', import.meta.url));

/** Builds without writing. @returns the script */
async function bundle(mode: string): Promise<string> {
  const result = await build({
    root,
    mode,
    configFile: `${root}/vite.config.ts`,
    logLevel: 'error',
    build: { write: false },
  });
  const outputs = [result].flat() as Rolldown.RolldownOutput[];
  const chunks = outputs.flatMap(({ output }) => output);
  if (chunks.length !== 1 || chunks[0].type !== 'chunk') throw new Error('one file is expected');
  return chunks[0].code;
}

describe.each([
  ['the module', 'production'],
  ['the classic script', 'classic'],
])('%s', (_name, mode) => {
  let script: string;
  beforeAll(async () => {
    script = await bundle(mode);
  }, 60_000);

  test('is at most 20 kB gzip, with Lit in it', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(20_000);
    expect(script).toContain('$lit$');
  });

  test('is made of the same bytes each time', async () => {
    expect(await bundle(mode)).toBe(script);
  }, 60_000);

  test.each([
    ['evaluates no text', /\beval\(|new Function|Function\(/],
    ['has no style attribute in a template', /[^.]style=/],
    ['writes nothing to the console', /console\./],
    ['keeps nothing in storage', /localStorage|sessionStorage|indexedDB|document\.cookie/],
    ['loads nothing more', /\bimport\(|\bimport ?["{]|\brequire\(/],
    ['leaves no globals of Lit', /litHtmlVersions|reactiveElementVersions|litElementVersions/],
    ['has a Trusted Types policy under its own name only', /createPolicy\(.lit-html/],
    ['contains nothing of the scoring runtime', /shapley|calibrat|preprocess|golden/i],
    ['contains no comments of ours', /\/\*[^*]*\*\//],
  ])('%s', (_rule, pattern) => {
    expect(pattern.exec(script.replaceAll('/* @__PURE__ */', ''))?.[0]).toBeUndefined();
  });
});

test('the classic script adds no name to the page', async () => {
  expect(await bundle('classic')).toMatch(/^\(?function\(\)\{.*\}\)?\(\)\)?;?\n?$/s);
}, 60_000);
