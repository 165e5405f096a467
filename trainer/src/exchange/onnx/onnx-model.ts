import { describePurpose, type Model, type Network } from '@churn-card/models';
import { TrainerError } from '../../trainer-error.ts';
import { TRAINER_VERSION } from '../../version.ts';
import { calibrateLogit } from './calibration.ts';
import { encodeColumns, type EncodedColumn } from './encoders.ts';
import { GraphBuilder, STEP, type Name } from './graph-builder.ts';
import { encodeModel, type Column } from './messages.ts';

/**
 * The oldest versions with every operator that is used, so that the most runtimes read the file:
 * ONNX 1.8 of November 2020.
 */
const VERSIONS = { irVersion: 7, opset: 13, mlOpset: 2 } as const;

const OUTPUTS = [
  {
    name: 'churn_probability',
    type: 'float',
    description: 'calibrated probability of leaving; NaN where an input would be refused',
  },
  {
    name: 'churn_enough_known',
    type: 'bool',
    description:
      'false where too many inputs are missing or in doubt: then the probability is not to be shown',
  },
] as const satisfies readonly Column[];

/**
 * The model as one `.onnx` file: a raw customer in, the calibrated probability out.
 *
 * @throws TrainerError where a column has a name that the file needs for itself
 */
export function onnxModel(model: Model): Uint8Array {
  const { spec, network } = model;
  checkNames(spec.schema.features.map(({ name }) => name));
  const graph = new GraphBuilder();
  const columns = encodeColumns(graph, spec.schema, spec.preprocess);
  const inputs = graph.add(
    'Concat',
    columns.map((column) => column.inputs),
    { axis: { int: 1 } },
  );
  const probability = calibrateLogit(graph, spec.calibration, logit(graph, network, inputs));
  graph.output(nanWhereRefused(graph, columns, probability), OUTPUTS[0].name);
  graph.output(enoughKnown(graph, columns, spec.schema.minimumKnown), OUTPUTS[1].name);
  return encodeModel({
    ...VERSIONS,
    producer: ['churn-card', TRAINER_VERSION],
    description: spec.title.en,
    properties: properties(model),
    graph: graph.build(spec.id, OUTPUTS),
  });
}

function checkNames(names: readonly string[]): void {
  const own: readonly string[] = OUTPUTS.map(({ name }) => name);
  const taken = names.find((name) => own.includes(name) || name.startsWith(STEP));
  if (taken === undefined) return;
  throw new TrainerError(
    `the column ${JSON.stringify(taken)} cannot be an input of an ONNX file: ${own.join(', ')} and names that begin with "${STEP}" are taken`,
  );
}

function logit(graph: GraphBuilder, network: Network, inputs: Name): Name {
  return network.layers.reduce((values, { inputs: rows, units, kernel, bias, activation }) => {
    const weights = [graph.float(kernel, [rows, units]), graph.float(bias, [units])];
    const sums = graph.add('Gemm', [values, ...weights]);
    return activation === 'relu' ? graph.add('Relu', [sums]) : sums;
  }, inputs);
}

function nanWhereRefused(
  graph: GraphBuilder,
  columns: readonly EncodedColumn[],
  probability: Name,
): Name {
  const flags = columns.map(({ refused }) => refused).filter((flag) => flag !== null);
  if (flags.length === 0) return probability;
  const refused = flags.reduce((any, flag) => graph.add('Or', [any, flag]));
  return graph.add('Where', [refused, graph.float([NaN], []), probability]);
}

function enoughKnown(
  graph: GraphBuilder,
  columns: readonly EncodedColumn[],
  minimum: number,
): Name {
  const doubted = columns
    .map((column) => graph.cast(column.doubted, 'int64'))
    .reduce((sum, flag) => graph.add('Add', [sum, flag]));
  return graph.add('LessOrEqual', [doubted, graph.int64([columns.length - minimum])]);
}

/** What a file that has left its folder must still say about itself. */
function properties({ spec, hash }: Model): Record<string, string> {
  const { id, version, label, threshold, baseRate } = spec;
  return {
    model_id: id,
    model_version: version,
    model_hash: hash,
    label: `${label.target} = ${label.positive}`,
    horizon: label.horizon?.en ?? 'not documented',
    threshold: String(threshold),
    base_rate: String(baseRate),
    purpose: describePurpose('en'),
  };
}
