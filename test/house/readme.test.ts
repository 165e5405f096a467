import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryFiles } from './repository-files.ts';

const readme = readFileSync('README.md', 'utf8');

test('every file of the reading order exists', () => {
  const paths = readingOrder(readme);
  expect(paths.length).toBeGreaterThanOrEqual(11);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('every npm command of the README is one of package.json', () => {
  const commands = npmScripts(readme);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(commands).toEqual(expect.arrayContaining(['start', 'test']));
  expect(commands.filter((command) => !(command in scripts))).toEqual([]);
});

test('every link from one document to another leads somewhere', (ctx) => {
  const files = repositoryFiles();
  if (files === null) return ctx.skip('the links of the documents: needs a checkout of git');
  const documents = files.filter(({ path }) => path.endsWith('.md'));
  const broken = documents.flatMap(({ path, text }) =>
    localLinks(text)
      .filter((link) => !existsSync(join(dirname(path), link)))
      .map((link) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('a command, a path and a link are read out of a text', () => {
  expect(npmScripts('`npm ci && npm start`, `npm run -s trainer -- train`, npm install x')).toEqual(
    ['start', 'trainer'],
  );
  expect(readingOrder('| 1 | `Row` | `a/b.ts` | – |\nnot `c/d.ts`')).toEqual(['a/b.ts']);
  expect(localLinks('[a](b.md#c) ![d](e.png) [f](https://g.example) [h](#i)')).toEqual([
    'b.md',
    'e.png',
  ]);
});

/** @returns the paths in the cells of the table whose rows start with a number */
function readingOrder(markdown: string): string[] {
  return markdown
    .split('\n')
    .filter((line) => /^\|\s*\d+\s*\|/.test(line))
    .flatMap((line) => [...line.matchAll(/`([\w.*-]+(?:\/[\w.*-]*)+)`/g)].map(([, path]) => path));
}

/** @returns the scripts that the text tells one to run; npm's own commands are not among them */
function npmScripts(markdown: string): string[] {
  const runs = markdown.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(start|test)\b)/g);
  return [...new Set([...runs].map(([, script, command]) => script ?? command))];
}

function localLinks(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}
