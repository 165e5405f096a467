import { chanceOf, type Chance } from './seeded.ts';
import type { Table } from './table.ts';

/** How long ago the earlier snapshot was taken. */
export const EARLIER_DAYS = 42;

/**
 * The same customers some weeks ago, so that cards have something to compare with: some were still
 * active, held another number of products, or kept more money here. Invented by a seeded rule, as
 * the customers themselves are.
 */
export function earlierSnapshot({ columns, rows }: Table): Table {
  const id = columns.indexOf('CustomerId');
  return {
    columns,
    rows: rows.map((cells) => {
      const chance = chanceOf(cells[id], 'earlier');
      return cells.map((cell, index) => RULES[columns[index]]?.(cell, chance) ?? cell);
    }),
  };
}

type Rule = (now: string, chance: Chance) => string;

const RULES: Readonly<Record<string, Rule | undefined>> = {
  IsActiveMember: (now, chance) => {
    const hasChanged = chance.next() < (now === '0' ? 0.35 : 0.08);
    return hasChanged ? String(1 - Number(now)) : now;
  },
  NumOfProducts: (now, chance) => {
    const products = Number(now);
    const hasChanged = chance.next() < (products === 2 ? 0.08 : 0.3);
    // Who holds one product had two; whoever holds more had one less.
    const before = products === 1 ? 2 : products - 1;
    return hasChanged ? String(before) : now;
  },
  Balance: (now, chance) => {
    const hasChanged = chance.next() < 0.3;
    const before = Number(now) * (1.05 + chance.next() * 0.5);
    return hasChanged ? before.toFixed(2) : now;
  },
};
