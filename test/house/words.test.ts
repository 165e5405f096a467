import { expect, test } from 'vitest';
import { findForbiddenWords } from './forbidden-words.ts';
import { repositoryFiles } from './repository-files.ts';

test('no file contains a machine path, a registry, a silenced check or a switched-off test', (ctx) => {
  const files = repositoryFiles();
  if (files === null) return ctx.skip('the words of the repository: needs a checkout of git');
  expect(findForbiddenWords(files)).toEqual([]);
});

test.each([
  ['a machine path', 'a.md', `see ${'/wo'}rk/data/a.csv`],
  ['a home folder', 'a.ts', `open('${'/ho'}me/ann/a.csv')`],
  ["a tool's output outside", 'a/package.json', '"customElements": "/tmp/a.json"'],
  ['a registry in a lock file', 'package-lock.json', '"resolved": "https://npm.example/a.tgz"'],
  ['a registry in a setting', '.npmrc', 'registry=https://npm.example'],
  ['a focused test', 'a.test.ts', `test.${'on'}ly('a', () => {})`],
  ['a focused table of tests', 'a.test.ts', `it.concurrent.${'on'}ly('a', () => {})`],
  ['a switched-off suite', 'a.test.ts', `describe.${'sk'}ip('a', () => {})`],
  ['a second try', 'vitest.config.ts', `retr${'y'}: 2`],
  ['a silenced type', 'a.ts', `// @ts-${'ig'}nore`],
  ['a silenced rule', 'a.js', `/* eslint-${'dis'}able */`],
  ['work left for later', 'a.ts', `// TO${'DO'}: the rest`],
])('%s is found', (_name, path, text) => {
  expect(findForbiddenWords([{ path, text }])).toHaveLength(1);
});

test.each([
  ['a path inside a page', 'a.md', 'GET /v1/homework/1'],
  ['a test that cannot run and says so', 'a.test.ts', "ctx.skip('download the data first')"],
  ['a property of that name', 'a.ts', 'options.only = true'],
])('%s is not', (_name, path, text) => {
  expect(findForbiddenWords([{ path, text }])).toEqual([]);
});
