import type { DataReport } from './data-report.ts';
import { describeDrift, type Drift } from './drift.ts';
import { warnOfLeaks } from './leakage.ts';

/** What the data make doubtful about a model, a sentence each: allowed leaks first. */
export function dataDoubts(data: DataReport, drift: Drift | null): string[] {
  const { leaks, leftOut, duplicates, nearCopies, columns, proxies } = data;
  return [
    ...warnOfLeaks(leaks),
    ...(drift ? [describeDrift(drift)] : []),
    ...(leftOut.rows > 0
      ? [
          `${rowsOf(leftOut.rows)} of ${leftOut.words.join(', ')} were left out: the model knows no such customers.`,
        ]
      : []),
    ...(duplicates.rows > 0
      ? [
          `${rowsOf(duplicates.rows)} repeat another in every column, such as lines ${linesOf(duplicates)}.`,
        ]
      : []),
    ...(nearCopies.rows > duplicates.rows
      ? [
          `${rowsOf(nearCopies.rows)} repeat another in everything but ${nearCopies.apartFrom.join(', ')}, such as lines ${linesOf(nearCopies)}; ${nearCopies.acrossSplit} of them are in the test part and were learned from, too.`,
        ]
      : []),
    ...columns.flatMap(({ column, impossible }) =>
      impossible
        ? [
            `${column} ${impossible.why}: ${impossible.cells} cells, the first on line ${impossible.firstLine}.`,
          ]
        : [],
    ),
    ...proxies.map(
      ({ columns: [used, sensitive], strength }) =>
        `${used} tells much about ${sensitive} (association ${strength.toFixed(2)}), so that leaving out one does not hide it.`,
    ),
  ];
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

function linesOf({ lines }: { readonly lines: readonly (readonly number[])[] }): string {
  return lines[0].join(' and ');
}
