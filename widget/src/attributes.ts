/** The attributes are the state of the element; what they cannot mean falls back. */
export const ATTRIBUTES = [
  'customer-id',
  'server',
  'token-url',
  'locale',
  'theme',
  'reasons',
  'refresh-seconds',
] as const;

/** The page's own language tag for this element, most specific first, or `en`. */
export function localeOf(element: Element): string {
  const wanted = [
    element.getAttribute('locale'),
    nearestLang(element),
    element.ownerDocument.documentElement.lang,
    ...navigator.languages,
  ];
  for (const tag of wanted) {
    const canonical = tag && canonicalTag(tag);
    if (canonical) return canonical;
  }
  return 'en';
}

/** @returns the whole http(s) address, or null */
export function addressOf(value: string | null, baseUrl: string): string | null {
  if (!value?.trim()) return null;
  try {
    const { protocol, href } = new URL(value, baseUrl);
    return /^https?:$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** @returns the whole number in the attribute, within its bounds, or the fallback */
export function wholeNumberOf(
  value: string | null,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  if (value === null || !/^\s*\d{1,9}\s*$/.test(value)) return fallback;
  return Math.min(Math.max(Number(value), min), max);
}

/** Looks through shadow roots: a card in a component speaks that component's language. */
function nearestLang(element: Element): string | null {
  for (let node: Element | null = element; node;) {
    const found: Element | null = node.closest('[lang]');
    if (found) return found.getAttribute('lang');
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}
