import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseTable } from '../../../trainer/src/table/table.ts';
import { recordAt } from '../../../trainer/src/table/table-record.ts';
import { recordsOf } from '../records.ts';

const read = (text: string | Uint8Array) =>
  parseTable(typeof text === 'string' ? Buffer.from(text) : text, 'bank.csv');

const cells = (text: string | Uint8Array) => {
  const table = read(text);
  return recordsOf(table).map((record) => table.columns.map((column) => record[column]));
};

describe('what is read', () => {
  test.each([
    ['commas', 'a,b\n1,2\n', [['1', '2']]],
    ['semicolons', 'a;b\n1,5;2\n', [['1,5', '2']]],
    ['tabs', 'a\tb\n1\t2,3\n', [['1', '2,3']]],
    ['a delimiter inside a quoted name does not decide', '"a;b;c",d\n1,2\n', [['1', '2']]],
    ['a byte order mark', '\ufeffa,b\n1,2\n', [['1', '2']]],
    [
      'CRLF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2\r3,4\r',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['no line feed at the end', 'a,b\n1,2', [['1', '2']]],
    [
      'quoted cells with delimiter, quote and line feed',
      'a,b\n"x, ""y""","l1\nl2"\n',
      [['x, "y"', 'l1\nl2']],
    ],
    ['a quoted empty cell', 'a,b\n"",2\n', [['', '2']]],
    [
      'empty lines are passed over',
      '\na,b\n\n1,2\n\n\n3,4\n\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['a single column', 'a\n1\n2\n', [['1'], ['2']]],
    ['umlauts', 'Straße\nKöln\n', [['Köln']]],
    ['gzip', gzipSync('a,b\n1,2\n'), [['1', '2']]],
    ['a space is a value until somebody says it is missing', 'a,b\n ,2\n', [[' ', '2']]],
  ])('%s', (_name, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  test('names are trimmed, cells are not', () => {
    const table = read(' a , b\n 1 ,2\n');
    expect(table.columns).toEqual(['a', 'b']);
    expect(recordAt(table, 0)).toMatchObject({ a: ' 1 ', b: '2' });
  });

  test('every row knows the line on which it starts', () => {
    const text = 'a,b\r\n"1\r\n2",3\r\n\r\n4,5\n"6\n\n",7\n\n8,9';
    const table = read(text);
    expect([0, 1, 2, 3].map((row) => table.line(row))).toEqual([2, 5, 6, 10]);
  });

  test('a column cannot pretend to be something every object has', () => {
    const table = read('a,toString\n1,2\n');
    expect(table.cell(0, 'toString')).toBe('2');
    expect(recordAt(table, 0).toString).toBe('2');
    expect(recordAt(table, 0).constructor).toBeUndefined();
    expect(() => table.cell(0, 'constructor')).toThrow('no column constructor');
  });
});

describe('what is refused, with the place', () => {
  test.each([
    ['nothing at all', '', 'bank.csv is empty'],
    ['only empty lines', '\n\n', 'bank.csv is empty'],
    ['a header without rows', 'a,b\n', 'bank.csv has a header and no rows'],
    [
      'a name twice',
      'a,b,a\n1,2,3\n',
      'bank.csv:1 column number 3 is named a, and so is column number 1',
    ],
    ['names that differ only in spaces', 'a,b, a\n1,2,3\n', 'column number 3 is named a'],
    ['a column without a name', 'a,,c\n1,2,3\n', 'bank.csv:1 column number 2 has no name'],
    ['a name that could reach into every object', '__proto__\n1\n', 'a name that cannot be used'],
    [
      'a line that is too short',
      'a,b,c\n1,2,3\n\n4,5\n',
      'bank.csv:4 has 2 cells, the header has 3: column c and what follows are missing',
    ],
    [
      'a line that is too long',
      'a,b\n1,2\n3,4,5\n',
      'bank.csv:3 has 3 cells, the header has 2: there is no name for column number 3',
    ],
    [
      'a quotation mark that never closes',
      'a,b\n1,2\n3,"4\n5,6\n',
      'bank.csv:3 column b: a quotation mark opens here and never closes',
    ],
    [
      'a quotation mark inside a plain cell',
      'a,b\n1,2\n3,4"\n',
      'bank.csv:3 column b: a quotation mark stands inside a cell',
    ],
    [
      'text after a closing quotation mark',
      'a,b\n"1"x,2\n',
      'bank.csv:2 column a: text follows a closing quotation mark',
    ],
    ['Latin-1', Buffer.from('a,b\n1,2\nKöln,3\n', 'latin1'), 'bank.csv:3 is not UTF-8'],
    ['UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 'bank.csv:1 is not UTF-8'],
    ['a NUL character', 'a,b\n1,2\n3,\0\n', 'bank.csv:3 holds a NUL character'],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'save the table as CSV'],
    [
      'a gzip file that was cut off',
      gzipSync('a,b\n1,2\n').subarray(0, 15),
      'bank.csv cannot be unpacked',
    ],
  ])('%s', (_name, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
