import type { Language, Texts, Theme } from './texts.ts';

/** What every page needs to know about the one who asked for it. */
export interface View {
  readonly language: Language;
  readonly texts: Texts;
  readonly theme: Theme;
  /** Start of the day, UTC. */
  readonly today: Date;
  /** Where the card's script comes from, such as `http://localhost:8787`. */
  readonly cardServer: string;
}

/** Euros without cents, as a list shows them. */
export function euros(view: View, amount: number | null): string {
  return money(view, amount, 0);
}

/** Euros and cents, as an account shows them. */
export function eurosAndCents(view: View, amount: number | null): string {
  return money(view, amount, 2);
}

/** In whole points, near the ends in tenths, as the card has it: nobody is certain to stay. */
export function percent(view: View, share: number): string {
  const digits = share < 0.01 || share > 0.99 ? 1 : 0;
  const shown = Math.min(Math.max(share, 0.001), 0.999);
  return new Intl.NumberFormat(view.language, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(shown);
}

export function number(view: View, value: number | null): string {
  return value === null ? view.texts.unknown : new Intl.NumberFormat(view.language).format(value);
}

export function date(view: View, when: Date): string {
  const form = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(view.language === 'en' ? 'en-GB' : view.language, form).format(
    when,
  );
}

/** "yesterday", "12 days ago", "4 months ago". */
export function ago(view: View, when: Date): string {
  const days = Math.max(0, Math.ceil((view.today.getTime() - when.getTime()) / 86_400_000));
  const words = new Intl.RelativeTimeFormat(view.language, { numeric: 'auto' });
  return days < 60 ? words.format(-days, 'day') : words.format(-Math.round(days / 30), 'month');
}

function money(view: View, amount: number | null, digits: number): string {
  if (amount === null) return view.texts.unknown;
  return new Intl.NumberFormat(view.language === 'en' ? 'en-IE' : view.language, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}
