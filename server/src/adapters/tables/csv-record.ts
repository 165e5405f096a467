/** In characters. A longer record is no customer, but a quote that was never closed. */
export const LONGEST_RECORD = 65_536;

/** What the start of a text is: a record, no record, or not whole yet. */
export type CsvRecord =
  | { readonly fields: readonly string[]; readonly length: number }
  | { readonly problem: string; readonly length: number };

/**
 * Reads the first record of a text (RFC 4180). A record that is none ends with its first line, so
 * that a stray quote costs one row and not the rest of the file.
 *
 * @param isLast whether nothing follows the text
 * @returns null where more text is needed to tell
 */
export function readCsvRecord(text: string, delimiter: string, isLast: boolean): CsvRecord | null {
  const newline = text.indexOf('\n');
  if (newline < 0 && !isLast) return text.length > LONGEST_RECORD ? tooLong(text.length) : null;
  const length = newline < 0 ? text.length : newline + 1;
  if (length > LONGEST_RECORD) return tooLong(length);
  const line = text.slice(0, length).replace(/\r?\n$/, '');
  if (!line.includes('"')) return { fields: line.split(delimiter), length };
  const quoted = readQuoted(text, delimiter, isLast);
  if (quoted !== null && typeof quoted !== 'string') return quoted;
  const isOpen = quoted === null || quoted === UNCLOSED;
  if (isOpen && !isLast && text.length <= LONGEST_RECORD) return null;
  return { problem: quoted ?? UNCLOSED, length };
}

const UNCLOSED = 'has a quote that is never closed';
const TEXT_AFTER_QUOTE = 'has text after a closing quote';

function tooLong(length: number): CsvRecord {
  return { problem: 'is too long', length };
}

/** @returns the record, or why it is none, or null where the text ends at a place that leaves it open */
function readQuoted(text: string, delimiter: string, isLast: boolean): CsvRecord | string | null {
  const fields: string[] = [];
  for (let at = 0; ;) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at, delimiter);
    if (field === null) return UNCLOSED;
    fields.push(field.value);
    const rest = text.slice(field.end, field.end + 2);
    if (rest.startsWith(delimiter)) at = field.end + delimiter.length;
    else if (rest.startsWith('\n')) return { fields, length: field.end + 1 };
    else if (rest === '\r\n') return { fields, length: field.end + 2 };
    else if (rest !== '' && rest !== '\r') return TEXT_AFTER_QUOTE;
    else return isLast ? { fields, length: text.length } : null;
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quotedField(text: string, start: number): Field | null {
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    if (text[quote + 1] !== '"') {
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    }
    from = quote + 2;
  }
}

function plainField(text: string, start: number, delimiter: string): Field {
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline - Number(text[newline - 1] === '\r');
  const next = text.indexOf(delimiter, start);
  const end = next < 0 ? lineEnd : Math.min(next, lineEnd);
  return { value: text.slice(start, end), end };
}
