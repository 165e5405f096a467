import { readFileSync, writeFileSync } from 'node:fs';
import * as analyzer from '@custom-elements-manifest/analyzer';

/**
 * What the JSDoc over the element says, for editors and for people: the build writes
 * dist/custom-elements.json, `npm run readme -w widget` the tables of README.md.
 */
const SOURCE = 'src/churn-card.ts';
const README = 'README.md';
const START = '<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->';

export interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

interface Entry {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}

interface Member extends Entry {
  readonly kind: 'field' | 'method';
  readonly privacy?: string;
  readonly static?: boolean;
}

export interface Declaration {
  readonly attributes: readonly Entry[];
  readonly members: readonly Member[];
  readonly events: readonly Entry[];
  readonly slots: readonly Entry[];
  readonly cssParts: readonly Entry[];
  readonly cssProperties: readonly Entry[];
}

/** Its own types know nothing of these two. It brings the TypeScript that it can read. */
interface Analyzer {
  readonly create: (input: { readonly modules: readonly unknown[] }) => Manifest;
  readonly ts: {
    readonly createSourceFile: (
      name: string,
      text: string,
      target: number,
      parents: true,
    ) => unknown;
    readonly ScriptTarget: { readonly ES2022: number };
  };
}

export function makeManifest(): Manifest {
  const { create, ts } = analyzer as unknown as Analyzer;
  const text = readFileSync(new URL(SOURCE, import.meta.url), 'utf8');
  return create({ modules: [ts.createSourceFile(SOURCE, text, ts.ScriptTarget.ES2022, true)] });
}

/** @returns the tables in Markdown */
export function apiTables({ modules }: Manifest): string {
  const element = modules[0].declarations[0];
  const members = element.members.filter(
    (member) => member.privacy === undefined && !member.static && member.description,
  );
  return [
    ...table('Attributes', ['attribute', 'values', 'default', ''], element.attributes, typed),
    ...table(
      'Properties and methods',
      ['property', 'type', ''],
      members,
      ({ name, kind, type, description }) => [
        code(kind === 'method' ? `${name}()` : name),
        type ? code(type.text) : '',
        oneLine(description),
      ],
    ),
    ...table('Events', ['event', ''], element.events, plain),
    ...table('Slots', ['slot', ''], element.slots, ({ name, description }) => [
      name ? code(name) : '(the content)',
      oneLine(description),
    ]),
    ...table('Parts', ['part', ''], element.cssParts, plain),
    ...table('Custom properties', ['property', 'default', ''], element.cssProperties, (entry) => [
      code(entry.name),
      entry.default ? code(entry.default) : '',
      oneLine(entry.description),
    ]),
  ].join('\n');
}

/** @returns the README with these tables between its marks */
export function withTables(readme: string, tables: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`${README} must contain ${START} and ${END}`);
  return `${readme.slice(0, start + START.length)}\n\n${tables}\n${readme.slice(end)}`;
}

function table<Row extends Entry>(
  title: string,
  head: readonly string[],
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): string[] {
  const lines = [head, head.map(() => '---'), ...rows.map(cellsOf)];
  return [`### ${title}`, '', ...lines.map((cells) => `| ${cells.join(' | ')} |`), ''];
}

function typed({ name, type, default: standard, description }: Entry): string[] {
  const values = type ? code(type.text.replaceAll("'", '')) : '';
  return [code(name), values, standard ? code(standard) : '', oneLine(description)];
}

function plain({ name, description }: Entry): string[] {
  return [code(name), oneLine(description)];
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

if (import.meta.main) {
  const manifest = makeManifest();
  if (process.argv.includes('--readme')) {
    const readme = new URL(README, import.meta.url);
    writeFileSync(readme, withTables(readFileSync(readme, 'utf8'), apiTables(manifest)));
  } else {
    const text = JSON.stringify(manifest, null, 2);
    writeFileSync(new URL('dist/custom-elements.json', import.meta.url), text);
  }
}
