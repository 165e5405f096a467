import type { Calibration } from '@churn-card/models';
import type { CalibrationChoice } from '../fit/choose-calibration.ts';

const NAMES: Readonly<Record<Calibration['method'], string>> = {
  temperature: 'temperature scaling',
  platt: 'Platt scaling',
  isotonic: 'isotonic regression',
};

/** What turns logits into probabilities, such as "Platt scaling: temperature 0.95, bias 0.02". */
export function describeCalibration(calibration: Calibration): string {
  const name = NAMES[calibration.method];
  switch (calibration.method) {
    case 'temperature':
      return `${name}: temperature ${decimal(calibration.temperature)}`;
    case 'platt':
      return `${name}: temperature ${decimal(calibration.temperature)}, bias ${decimal(calibration.bias)}`;
    case 'isotonic':
      return `${name}: a rising line through ${calibration.logits.length} points`;
  }
}

/** What it was fitted to and why that method, in sentences. */
export function describeCalibrationChoice({ candidates, customers, method }: CalibrationChoice) {
  const base = `It is fitted to ${customers} customers, each judged by networks that had not learned from them`;
  if (candidates.length === 0) return `${base}, with the method that the configuration names.`;
  const figures = candidates
    .map(({ method: name, logLoss }) => `${NAMES[name]} ${decimal(logLoss)}`)
    .join(', ');
  const chosen = candidates.find((candidate) => candidate.method === method);
  const why =
    chosen?.worse === 0
      ? 'has the smallest log-loss'
      : 'is the simplest within one standard error of the smallest log-loss';
  return `${base}. Of the methods that were tried it ${why} in cross-validation (${figures}).`;
}

function decimal(value: number): string {
  return value.toFixed(4);
}
