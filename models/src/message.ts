/**
 * Fills a template: `{name}` is replaced by its text, and
 * `{name, plural, one {# product} other {# products}}` by the form that the number takes, as in
 * ICU MessageFormat. Names without a value are left as they stand.
 *
 * @param values numbers, or texts: a text is neither one nor two, it takes the form `other`
 */
export function formatMessage(
  template: string,
  values: Readonly<Record<string, string | number | undefined>>,
  locale: string,
): string {
  const plain = template.replace(PLURAL, (whole: string, name: string, forms: string) => {
    const count = values[name];
    if (count === undefined) return whole;
    const isNumber = typeof count === 'number';
    const form = pluralForm(forms, isNumber ? new Intl.PluralRules(locale).select(count) : 'other');
    return form.replaceAll('#', () => (isNumber ? formatNumber(count, locale) : count));
  });
  return plain.replace(NAME, (whole: string, name: string) => {
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? whole;
    return typeof value === 'number' ? formatNumber(value, locale) : value;
  });
}

/** At most two decimals, and none from 1,000 on: nobody decides by cents. */
export function formatNumber(value: number, locale: string): string {
  const maximumFractionDigits = Math.abs(value) >= 1000 ? 0 : 2;
  return new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
}

/** A rate as a percentage, with a decimal only where the rate is below 1 %. */
export function formatPercent(rate: number, locale: string): string {
  const maximumFractionDigits = rate > 0 && rate < 0.01 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits }).format(rate);
}

/** A distance between probabilities as percentage points with their sign, such as `+12.3`. */
export function formatPoints(points: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(100 * points);
}

/** @param day such as `2027-05-31` */
export function formatDay(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(day));
}

const PLURAL = /\{(\w+), plural, ((?:\w+ \{[^{}]*\} ?)+)\}/g;
const NAME = /\{(\w+)\}/g;

function pluralForm(forms: string, category: string): string {
  let other = '';
  for (const [, name, form] of forms.matchAll(/(\w+) \{([^{}]*)\}/g)) {
    if (name === category) return form;
    if (name === 'other') other = form;
  }
  return other;
}
