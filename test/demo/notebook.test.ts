import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { bars, lines, table, type Shown } from '../../demo/notebooks/show.ts';
import { codeCells, NOTEBOOK } from './notebook.ts';

const cells = codeCells(NOTEBOOK);

/** What the compiler says about all cells, one after the other, as one module. */
function complaints(source: string): string[] {
  const file = join(dirname(NOTEBOOK), 'cells.ts');
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
    strict: true,
    noUnusedLocals: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.getSourceFile = (name, version, ...others) =>
    name === file
      ? ts.createSourceFile(name, source, version)
      : getSourceFile.call(host, name, version, ...others);
  const program = ts.createProgram([file], options, host);
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the notebook', () => {
  const source = cells.map((cell) => cell.source.join('')).join('\n');

  test('speaks to the library as it is: all cells together pass the compiler', () => {
    expect(complaints(source)).toEqual([]);
    // The same with a mistake in it: the compiler does look.
    expect(complaints(source.replace('readConfig(', 'readConfiguration('))).not.toEqual([]);
  }, 60_000);

  test('was run from top to bottom, and every cell shows something that is no error', () => {
    expect(cells.map(({ execution_count: count }) => count)).toEqual(cells.map((_, at) => at + 1));
    for (const { outputs = [], source: text } of cells) {
      const types = outputs.map(({ output_type: type }) => type);
      expect([text[0], types]).toEqual([text[0], ['display_data']]);
    }
  });

  test('names no folder of the machine that it was run on', () => {
    expect(readFileSync(NOTEBOOK, 'utf8')).not.toMatch(/\/(home|Users|root|work|tmp)\//);
  });
});

describe('what a cell shows', () => {
  const media = (shown: Shown) => shown[Symbol.for('Jupyter.display')]();

  test('a table is aligned as text, numbers to the right, and escaped as HTML', () => {
    const shown = media(
      table(
        ['who', 'n'],
        [
          ['<b>', 5],
          ['all', 1234],
        ],
      ),
    );
    expect(shown['text/plain']).toBe('who     n\n<b>     5\nall  1234');
    expect(shown['text/html']).toContain('&#60;b&#62;');
    expect(shown['text/html']).not.toContain('<b>');
  });

  test('the longest bar is as long as the largest share, with its interval in the picture', () => {
    const { 'text/html': html, 'text/plain': plain } = media(
      bars('rates', [
        { label: 'a', value: 0.2 },
        { label: 'b', value: 0.4, low: 0.3, high: 0.5, note: 'of 9' },
      ]),
    );
    const widths = [...html.matchAll(/width="([\d.]+)" height="18"/g)].map(([, width]) => +width);
    expect(widths[1] / widths[0]).toBeCloseTo(2, 2);
    expect(plain).toBe('rates\na: 20.0 % \nb: 40.0 % of 9');
  });

  test('a line goes from corner to corner of its chart where it is the only one', () => {
    const { 'text/html': html } = media(
      lines('t', { x: 'x', y: 'y' }, [
        {
          name: 'one',
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ]),
    );
    expect(html).toMatch(/d="M72 288L336 12"/);
  });
});
