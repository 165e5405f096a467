import type { ModelSpec } from '@churn-card/models';
import type { Decision } from '../evaluation/decision.ts';
import type { DataReport } from '../data/data-report.ts';
import type { Drift } from '../data/drift.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { ImbalanceComparison } from '../evaluation/compare-imbalance.ts';
import type { Judgement } from '../evaluation/judge.ts';
import type { CalibrationChoice } from '../fit/choose-calibration.ts';
import type { Epoch } from '../fit/network.ts';
import type { Importance } from '../evaluation/importance.ts';
import type { PartialDependence } from '../evaluation/partial-dependence.ts';
import { CALIBRATION_BINS } from '../metrics/calibration.ts';

/** `report.json`: how the model did on the test part, and what it was made from. */
export interface Report extends Evaluation, Judgement {
  readonly formatVersion: 1;
  readonly model: { readonly id: string; readonly version: string };
  readonly notes: readonly string[];
  readonly split: ModelSpec['provenance']['rows'];
  readonly decision: Decision;
  readonly calibrationChoice: CalibrationChoice;
  readonly data: DataReport;
  /** Null where nobody asked for it. */
  readonly imbalance: ImbalanceComparison | null;
  /** Null where the configuration names no time. */
  readonly drift: Drift | null;
  readonly importance: readonly Importance[];
  readonly dependence: readonly PartialDependence[];
  /** Every epoch of each network; the last one is the network that is shipped. */
  readonly training: readonly (readonly Epoch[])[];
}

export function createReport(
  spec: ModelSpec,
  evaluation: Evaluation,
  findings: Pick<
    Report,
    'decision' | 'calibrationChoice' | 'imbalance' | 'data' | 'drift' | keyof Judgement
  >,
  importance: readonly Importance[],
  dependence: readonly PartialDependence[],
  training: Report['training'],
): Report {
  return {
    formatVersion: 1,
    model: { id: spec.id, version: spec.version },
    notes: [
      'Every figure is measured on the test part, through the same code that serves the model.',
      `ece: ${CALIBRATION_BINS} bins of equal width, weighted by customers.`,
      'prAuc: average precision; without any knowledge it is the base rate.',
      'precision, recall, f1 and accuracy are those at the threshold, which is chosen on customers outside the test part: see decision.',
      'bands: medium starts at the base rate and high at the threshold, unless the configuration sets them.',
      'intervals: 95 of 100, by drawing the customers of the test part again and again (bootstrap).',
      'baselines: differences are those of the network minus those of the other model, on the same customers.',
      'importance: what shuffling a column costs, and the mean size of its reasons.',
    ],
    ...evaluation,
    split: spec.provenance.rows,
    ...findings,
    importance,
    dependence,
    training,
  };
}
