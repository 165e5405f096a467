import { factsOf, type CellFacts } from '../table/cell-facts.ts';
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
/** A number with fewer digits may well be an amount, even if no two are the same. */
const FEWEST_DIGITS = 5;

/**
 * Tells what a column is by its name and its cells, and why it is left out where it is.
 *
 * @param cells trimmed; missing ones are left out
 */
export function inferColumn(name: string, cells: Iterable<string>): ColumnInput {
  const facts = factsOf(cells);
  const reason = reasonToDrop(name, facts);
  if (reason) return { policy: 'drop', reason };
  const kind = { ...typeOf(facts), label: labelOfName(name) };
  if (namesAnAftermath(name)) return { ...kind, policy: 'use', knownAfterwards: true };
  if (!namesASensitiveTrait(name)) return { ...kind, policy: 'use' };
  return { ...kind, policy: 'audit-only', reason: SENSITIVE_REASON };
}

const SENSITIVE_REASON =
  'sensitive: kept out of the network; set policy to use to change that, or to use-but-never-a-reason';

/** Word pairs that mean no and yes, in that order. */
const BOOLEAN_PAIRS = ['0 1', 'no yes', 'n y', 'false true', 'f t', 'nein ja'];

function typeOf({ levels, numbers, count }: CellFacts): Pick<ColumnInput, 'type' | 'values'> {
  const pair = levels.size === 2 ? [...levels].sort(byLetters) : [];
  const key = pair.join(' ').toLowerCase();
  if (BOOLEAN_PAIRS.includes(key)) {
    return { type: 'boolean', values: pair.map((value) => ({ value })) };
  }
  // Sorted, the German pair comes the other way round.
  if (key === 'ja nein') {
    return { type: 'boolean', values: pair.reverse().map((value) => ({ value })) };
  }
  return { type: numbers === count ? 'numeric' : 'categorical' };
}

function byLetters(a: string, b: string): number {
  return a.toLowerCase().localeCompare(b.toLowerCase(), 'en');
}

function reasonToDrop(name: string, facts: CellFacts): string | null {
  const { levels, count, numbers } = facts;
  if (levels.size === 0) return 'every cell is empty';
  if (levels.size === 1) return `has no other value than ${quote([...levels][0])}`;
  if (namesAnId(name)) return 'is an id';
  const personal = personalReason(name);
  if (personal) return personal;
  return numbers === count ? reasonToDropNumbers(facts) : reasonToDropText(facts);
}

function reasonToDropNumbers(facts: CellFacts): string | null {
  const { levelShare, count, isDigits, length, min, max } = facts;
  if (levelShare < 1 || count < FEWEST_UNIQUE || !isDigits) return null;
  if (max - min === count - 1) return 'counts the rows';
  const isId = length !== null && length >= FEWEST_DIGITS;
  return isId ? 'is an id: no two customers share a value' : null;
}

function reasonToDropText(facts: CellFacts): string | null {
  const { count, levels, levelShare, numbers, dates, decimalCommas, word = '' } = facts;
  if (dates > 0.9 * count) return 'holds dates, which are not read yet';
  if (decimalCommas > 0.9 * count) {
    return 'holds numbers with a decimal comma: write them with a decimal point to use them';
  }
  if (numbers > 0.9 * count) {
    return `holds numbers, and words such as ${quote(word)}: list those under missing to use it`;
  }
  if (levelShare > 0.95 && count >= FEWEST_UNIQUE) {
    return 'is an id or free text: hardly two customers share a value';
  }
  return levels.size > MOST_LEVELS
    ? `has ${levels.size}${facts.hasMoreLevels ? ' or more' : ''} different words, more than ${MOST_LEVELS}`
    : null;
}

function quote(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 37)}...` : cell);
}
