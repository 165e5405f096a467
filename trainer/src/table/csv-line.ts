import type { Delimiter } from './csv-header.ts';

/** A line of CSV (RFC 4180): cells are quoted where they have to be, and never changed. */
export function csvLine(cells: readonly string[], delimiter: Delimiter): string {
  return `${cells.map((cell) => quoteCell(cell, delimiter)).join(delimiter)}\n`;
}

function quoteCell(cell: string, delimiter: Delimiter): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
