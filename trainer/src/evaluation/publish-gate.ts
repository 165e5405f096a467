import type { Reason } from './reasons/reason.ts';
import type { Verdict } from './verdict.ts';

/** Probabilities that are surely wrong (calibration error), or worse than one number (Brier score). */
const GATE: readonly Reason['code'][] = ['wrong-probabilities', 'worse-than-base-rate'];

/**
 * The reasons for which a model must not even be written where people might find it: a verdict can
 * be overlooked, and its number says nothing.
 */
export function publishGate({ reasons }: Verdict): Reason[] {
  return reasons.filter(({ code }) => GATE.includes(code));
}
