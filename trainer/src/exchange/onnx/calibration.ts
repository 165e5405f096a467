import { SMALLEST_PROBABILITY, type Calibration } from '@churn-card/models';
import type { GraphBuilder, Name } from './graph-builder.ts';

/** Adds the steps of `calibrate` of models. @returns float [customers, 1] */
export function calibrateLogit(graph: GraphBuilder, state: Calibration, logit: Name): Name {
  const scalar = (value: number) => graph.float([value], []);
  const divided = graph.add('Div', [logit, scalar(state.temperature)]);
  const moved = graph.add('Add', [divided, scalar(state.bias)]);
  const probability = graph.add('Sigmoid', [moved]);
  const ends = [scalar(SMALLEST_PROBABILITY), scalar(1 - SMALLEST_PROBABILITY)];
  return graph.add('Clip', [probability, ...ends]);
}
