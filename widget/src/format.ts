/** Numbers and dates as a reader of one language writes them. */
export interface Format {
  /** "63%", in German "63 %"; below 1 % and above 99 % with one decimal. */
  percent(probability: number): string;
  /** The same in two pieces, in the order of the language, so that the sign can be smaller. */
  percentParts(probability: number): readonly PercentPart[];
  /** The same without its sign: "63". */
  percentNumber(probability: number): string;
  /** "60%" of a range of scores, whose ends may be 0 and 1. */
  wholePercent(probability: number): string;
  number(value: number): string;
  /** "+18", "−4" with a real minus sign, "0". */
  signed(value: number): string;
  /** "9 min. ago", "in 8 seconds"; null for less than a minute ago. */
  relative(time: number, now: number): string | null;
  /** "May 3", with the year where it is another one. */
  day(time: number, now: number): string;
  dateTime(time: number): string;
  list(items: readonly string[]): string;
}

export interface PercentPart {
  readonly kind: 'number' | 'sign';
  readonly text: string;
}

/** A probability is shown in whole points, near its ends in tenths: "0%" would be a promise. */
export function decimalsFor(probability: number): 0 | 1 {
  return probability < 0.01 || probability > 0.99 ? 1 : 0;
}

/** Making the formatters of Intl is slow, and every card of a page needs the same ones. */
export function formatFor(tag: string): Format {
  const known = formats.get(tag);
  if (known) return known;
  const made = makeFormat(tag);
  formats.set(tag, made);
  return made;
}

const formats = new Map<string, Format>();

/** No customer is certain: what would round to 0 % or 100 % is shown as this bound. */
export function withinShown(probability: number): number {
  return Math.min(Math.max(probability, SMALLEST_SHOWN), 1 - SMALLEST_SHOWN);
}

const SMALLEST_SHOWN = 0.001;
const MINUS = '\u2212';

function makeFormat(tag: string): Format {
  const percents = [0, 1].map(
    (digits) =>
      new Intl.NumberFormat(tag, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(tag, {
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const ago = new Intl.RelativeTimeFormat(tag, { style: 'short' });
  const ahead = new Intl.RelativeTimeFormat(tag);
  const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' });
  const dayAndYear = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const dateTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });

  function percentParts(probability: number): PercentPart[] {
    const shown = withinShown(probability);
    const bound = boundOf(probability);
    const parts: PercentPart[] = [];
    for (const { type, value } of percents[decimalsFor(shown)].formatToParts(shown)) {
      const kind = type === 'percentSign' || type === 'literal' ? 'sign' : 'number';
      const last = parts.at(-1);
      if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + value };
      else parts.push({ kind, text: value });
    }
    return parts.map((part) =>
      part.kind === 'number' ? { ...part, text: bound + part.text } : part,
    );
  }

  return {
    percent: (probability) => joined(percentParts(probability)),
    percentParts,
    percentNumber: (probability) =>
      joined(percentParts(probability).filter(({ kind }) => kind === 'number')),
    wholePercent: (probability) => percents[0].format(probability),
    number: (value) => number.format(value),
    signed: (value) =>
      signed
        .formatToParts(value)
        .map(({ type, value: text }) => (type === 'minusSign' ? MINUS : text))
        .join(''),
    relative(time, now) {
      const seconds = Math.round((time - now) / 1000);
      if (seconds > 0) return ahead.format(seconds, 'second');
      const minutes = Math.floor(-seconds / 60);
      if (minutes < 1) return null;
      if (minutes < 60) return ago.format(-minutes, 'minute');
      if (minutes < 24 * 60) return ago.format(-Math.floor(minutes / 60), 'hour');
      return ago.format(-Math.floor(minutes / (24 * 60)), 'day');
    },
    day(time, now) {
      const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
      return (sameYear ? day : dayAndYear).format(time);
    },
    dateTime: (time) => dateTime.format(time),
    list: (items) => list.format(items),
  };
}

/** 0.07 % rounds to the smallest that is shown, and needs no bound. */
function boundOf(probability: number): string {
  if (probability < SMALLEST_SHOWN / 2) return '<';
  return probability > 1 - SMALLEST_SHOWN / 2 ? '>' : '';
}

function joined(parts: readonly PercentPart[]): string {
  return parts.map(({ text }) => text).join('');
}
