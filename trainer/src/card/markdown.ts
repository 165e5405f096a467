/**
 * A Markdown table whose columns line up in the source, too: words to the left, figures to the right.
 *
 * @param rows cells as they are; what Markdown would read is escaped here
 */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = [header, ...rows].map((row) => row.map(escapeMarkdown));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const areFigures = header.map((_, column) => rows.every((row) => FIGURE.test(row[column])));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (areFigures[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    areFigures[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [head, ...body] = cells.map(line);
  return [head, `| ${rule.join(' | ')} |`, ...body].join('\n');
}

/** What stands to the right: numbers, shares, intervals, and cells without any. */
const FIGURE = /^(none|-?[0-9][-0-9. to%]*)?$/;

/** Breaks long lines of paragraphs; headings, lists and tables stay as they are. */
export function wrapParagraphs(text: string): string {
  return text
    .split('\n\n')
    .map((block) => (/^[#|*-]/m.test(block) ? block : wrap(block)))
    .join('\n\n');
}

const MOST_CHARACTERS = 100;

function wrap(block: string): string {
  const lines = [''];
  for (const word of block.trim().split(/\s+/)) {
    const line = lines[lines.length - 1];
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > MOST_CHARACTERS && line !== '') lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join('\n');
}

/** A column name may hold what Markdown takes for the end of a cell, or for HTML. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

export function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}

export function decimal(value: number): string {
  return value.toFixed(4);
}

interface Span {
  readonly low: number;
  readonly high: number;
}

export function percentSpan({ low, high }: Span): string {
  return `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
}

export function decimalSpan({ low, high }: Span): string {
  return `${low.toFixed(4)} to ${high.toFixed(4)}`;
}
