/** A piece of HTML that is safe to put into a page. */
export interface Html {
  readonly html: string;
}

/** The indentation of the source would make up a third of a page. */
const INDENT = /\n\s+/g;

type Part = Html | string | number | null | undefined | readonly Part[];

/** Builds HTML; texts that are put in are escaped, pieces of HTML and lists of them are not. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    html: texts.reduce(
      (page, text, index) => page + textOf(parts[index - 1]) + text.replaceAll(INDENT, '\n'),
    ),
  };
}

function textOf(part: Part): string {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(textOf).join('');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => ESCAPES[char]);
}
