import {
  labelOfName,
  namesAnAftermath,
  namesAnId,
  namesASensitiveTrait,
  personalReason,
} from './column-name.ts';
import type { ConfigInput } from './config-schema.ts';

type ColumnInput = ConfigInput['features'][string];

/** More words than this are names or free text rather than kinds of customers. */
const MOST_LEVELS = 50;
/** So many cells, all different, are no accident. */
const FEWEST_UNIQUE = 20;

/**
 * Tells what a column is by its name and its cells, and why it is left out where it is.
 *
 * @param cells trimmed; missing ones are left out
 */
export function inferColumn(name: string, cells: readonly string[]): ColumnInput {
  const levels = new Set(cells);
  const reason = reasonToDrop(name, cells, levels);
  if (reason) return { policy: 'drop', reason };
  const kind = { ...typeOf(levels), label: labelOfName(name) };
  if (namesAnAftermath(name)) return { ...kind, policy: 'use', knownAfterwards: true };
  if (!namesASensitiveTrait(name)) return { ...kind, policy: 'use' };
  return { ...kind, policy: 'audit-only', reason: SENSITIVE_REASON };
}

const SENSITIVE_REASON =
  'sensitive: kept out of the network; set policy to use to change that, or to use-but-never-a-reason';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const DECIMAL_COMMA = /^[+-]?\d{1,3}(?:\.?\d{3})*,\d+$/;
const DATE = /^(?:\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?: .*)?)$/;

/** Word pairs that mean no and yes, in that order. */
const BOOLEAN_PAIRS = ['0 1', 'no yes', 'n y', 'false true', 'f t', 'nein ja'];

function typeOf(levels: ReadonlySet<string>): Pick<ColumnInput, 'type' | 'values'> {
  const pair = [...levels].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'en'));
  const key = pair.join(' ').toLowerCase();
  if (BOOLEAN_PAIRS.includes(key)) {
    return { type: 'boolean', values: pair.map((value) => ({ value })) };
  }
  // Sorted, the German pair comes the other way round.
  if (key === 'ja nein') {
    return { type: 'boolean', values: pair.reverse().map((value) => ({ value })) };
  }
  return { type: [...levels].every((cell) => NUMBER.test(cell)) ? 'numeric' : 'categorical' };
}

function reasonToDrop(
  name: string,
  cells: readonly string[],
  levels: ReadonlySet<string>,
): string | null {
  if (levels.size === 0) return 'every cell is empty';
  if (levels.size === 1) return `every customer has the same value, ${quote(cells[0])}`;
  if (namesAnId(name)) return 'is an id';
  const personal = personalReason(name);
  if (personal) return personal;
  const allDiffer = levels.size === cells.length && cells.length >= FEWEST_UNIQUE;
  const numbers = cells.filter((cell) => NUMBER.test(cell));
  if (numbers.length === cells.length) return allDiffer ? reasonOfUniqueNumbers(cells) : null;
  return reasonToDropText(cells, levels, numbers.length);
}

function reasonOfUniqueNumbers(cells: readonly string[]): string | null {
  if (!cells.every((cell) => /^\d+$/.test(cell))) return null;
  const numbers = cells.map(Number);
  if (Math.max(...numbers) - Math.min(...numbers) === cells.length - 1) return 'counts the rows';
  const sameLength = cells.every((cell) => cell.length === cells[0].length);
  return sameLength && cells[0].length >= 5 ? 'is an id: no two customers share a value' : null;
}

function reasonToDropText(
  cells: readonly string[],
  levels: ReadonlySet<string>,
  numbers: number,
): string | null {
  const mostly = (pattern: RegExp) =>
    cells.filter((cell) => pattern.test(cell)).length > 0.9 * cells.length;
  if (mostly(DATE)) return 'holds dates, which are not read yet';
  if (mostly(DECIMAL_COMMA)) {
    return 'holds numbers with a decimal comma: write them with a decimal point to use them';
  }
  if (numbers > 0.9 * cells.length) {
    const word = cells.find((cell) => !NUMBER.test(cell)) ?? '';
    return `holds numbers, and words such as ${quote(word)}: list those under missing to use it`;
  }
  if (levels.size > 0.95 * cells.length && cells.length >= FEWEST_UNIQUE) {
    return 'is an id or free text: hardly two customers share a value';
  }
  return levels.size > MOST_LEVELS
    ? `has ${levels.size} different words, more than ${MOST_LEVELS}`
    : null;
}

function quote(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 37)}...` : cell);
}
