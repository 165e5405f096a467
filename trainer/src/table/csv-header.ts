import { TrainerError } from '../trainer-error.ts';

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Tells the delimiter by the first line that is not empty: the one that stands there most. */
export function detectDelimiter(text: string): Delimiter {
  const header = (/[^\r\n]+/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/**
 * @param at where the header stands, such as `bank.csv:1`
 * @returns the names, trimmed
 * @throws TrainerError naming the column whose name cannot be one
 */
export function readNames(cells: readonly string[], at: string): string[] {
  const columns = cells.map((cell) => cell.trim());
  const places = new Map<string, number>();
  columns.forEach((column, index) => {
    const place = `${at} column number ${index + 1}`;
    if (column === '') throw new TrainerError(`${place} has no name`);
    if (/\p{Cc}/u.test(column) || column === '__proto__' || column.length > 200) {
      throw new TrainerError(`${place} has a name that cannot be used: ${JSON.stringify(column)}`);
    }
    const first = places.get(column);
    if (first !== undefined) {
      throw new TrainerError(`${place} is named ${column}, and so is column number ${first}`);
    }
    places.set(column, index + 1);
  });
  return columns;
}
