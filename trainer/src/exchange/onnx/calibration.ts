import {
  SMALLEST_PROBABILITY,
  type Calibration,
  type IsotonicCalibration,
} from '@churn-card/models';
import type { GraphBuilder, Name } from './graph-builder.ts';

/** Adds the steps of `calibrate` of models. @returns float [customers, 1] */
export function calibrateLogit(graph: GraphBuilder, state: Calibration, logit: Name): Name {
  const probability = graph.add('Sigmoid', [calibratedLogit(graph, state, logit)]);
  const ends = [
    graph.float([SMALLEST_PROBABILITY], []),
    graph.float([1 - SMALLEST_PROBABILITY], []),
  ];
  return graph.add('Clip', [probability, ...ends]);
}

function calibratedLogit(graph: GraphBuilder, state: Calibration, logit: Name): Name {
  if (state.method === 'isotonic') return interpolate(graph, state, logit);
  const divided = graph.add('Div', [logit, graph.float([state.temperature], [])]);
  if (state.method === 'temperature') return divided;
  return graph.add('Add', [divided, graph.float([state.bias], [])]);
}

/** The first point, and the rise of each piece as far as the logit has come in it. */
function interpolate(graph: GraphBuilder, state: IsotonicCalibration, logit: Name): Name {
  const { logits, calibrated } = state;
  const pieces = logits.length - 1;
  const rowOf = (valueAt: (piece: number) => number) =>
    graph.double(
      Array.from({ length: pieces }, (_, piece) => valueAt(piece)),
      [1, pieces],
    );
  const exact = graph.cast(logit, 'double');
  const past = graph.add('Sub', [exact, rowOf((piece) => logits[piece])]);
  const widths = rowOf((piece) => logits[piece + 1] - logits[piece]);
  const shares = graph.clip(graph.add('Div', [past, widths]), 0, 1);
  const rises = rowOf((piece) => calibrated[piece + 1] - calibrated[piece]);
  const risen = graph.add('Mul', [shares, rises]);
  const sum = graph.add('ReduceSum', [risen, graph.int64([1], [1])], { keepdims: { int: 1 } });
  return graph.cast(graph.add('Add', [sum, graph.double([calibrated[0]])]), 'float');
}
