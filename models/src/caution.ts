import type { Locale } from './localized.ts';
import { PHRASES } from './phrases.ts';

/**
 * Goes with every answer to "what if": the model has seen who leaves, not what happens to somebody who
 * is changed.
 */
export interface Caution {
  readonly code: 'not-causal';
  readonly sentence: string;
}

export function cautionIn(locale: Locale): Caution {
  return { code: 'not-causal', sentence: PHRASES[locale].notCausal };
}
