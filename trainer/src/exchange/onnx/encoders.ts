import type {
  BinaryEncoder,
  BooleanFeature,
  CategoricalFeature,
  Encoder,
  Feature,
  NumericFeature,
  OneHotEncoder,
  PiecewiseEncoder,
  Preprocess,
  Schema,
  StandardizeEncoder,
} from '@churn-card/models';
import type { GraphBuilder, Name } from './graph-builder.ts';

/** One column of the table, as the graph reads it. */
export interface EncodedColumn {
  /** float [customers, width]: the network's inputs that belong to it */
  readonly inputs: Name;
  /** bool [customers, 1]: missing, outside the range of training, or a word that it has not seen. */
  readonly doubted: Name;
  /** bool [customers, 1]: `checkRow` of models would refuse the value. Null where it never does. */
  readonly refused: Name | null;
}

/** Adds an input for each feature, and the steps that `preprocess` of models takes with it. */
export function encodeColumns(
  graph: GraphBuilder,
  schema: Schema,
  { encoders }: Preprocess,
): EncodedColumn[] {
  return schema.features.map((feature, index) =>
    encodeColumn(graph, feature, encoders[index], schema.missingWords),
  );
}

function encodeColumn(
  graph: GraphBuilder,
  feature: Feature,
  encoder: Encoder,
  missingWords: readonly string[],
): EncodedColumn {
  if (
    feature.type === 'numeric' &&
    (encoder.type === 'standardize' || encoder.type === 'piecewise')
  ) {
    return encodeNumber(graph, feature, encoder);
  }
  if (feature.type === 'categorical' && encoder.type === 'one-hot') {
    return encodeCategory(graph, feature, encoder, missingWords);
  }
  if (feature.type === 'boolean' && encoder.type === 'binary') {
    return encodeBoolean(graph, feature, encoder, missingWords);
  }
  throw new Error(`${feature.name} is ${feature.type} and its encoder ${encoder.type}`);
}

/** Beyond this, models refuses a number. */
const MAX_MAGNITUDE = 1e15;

function encodeNumber(
  graph: GraphBuilder,
  feature: NumericFeature,
  encoder: StandardizeEncoder | PiecewiseEncoder,
): EncodedColumn {
  const given = graph.input({
    name: feature.name,
    type: 'float',
    description: `${feature.label.en}; NaN where it is missing`,
  });
  const missing = graph.add('IsNaN', [given]);
  // In 64 bits, as models computes it: a year as a number of seconds would lose its days in 32.
  const wide = graph.cast(given, 'double');
  const known = graph.add('Where', [missing, graph.double([encoder.median]), wide]);
  const encoded =
    encoder.type === 'standardize'
      ? standardized(graph, known, encoder)
      : pieces(graph, known, encoder);
  const parts = [graph.cast(encoded, 'float')];
  if (encoder.missingIndicator) parts.push(graph.cast(missing, 'float'));
  return {
    inputs: besideEachOther(graph, parts),
    doubted: graph.add('Or', [missing, outside(graph, given, feature.min, feature.max)]),
    refused: refusedNumber(graph, given, feature),
  };
}

function standardized(graph: GraphBuilder, known: Name, encoder: StandardizeEncoder): Name {
  const clipped = graph.clip(known, encoder.min, encoder.max);
  const centered = graph.add('Sub', [clipped, graph.double([encoder.mean])]);
  return graph.add('Div', [centered, graph.double([encoder.scale])]);
}

function pieces(graph: GraphBuilder, known: Name, { knots }: PiecewiseEncoder): Name {
  const starts = knots.slice(0, -1);
  const lengths = starts.map((start, piece) => knots[piece + 1] - start);
  const beyond = graph.add('Sub', [known, graph.double(starts, [starts.length])]);
  const along = graph.add('Div', [beyond, graph.double(lengths, [lengths.length])]);
  return graph.clip(along, 0, 1);
}

function refusedNumber(graph: GraphBuilder, given: Name, feature: NumericFeature): Name {
  const { min = -MAX_MAGNITUDE, max = MAX_MAGNITUDE } = feature.limits ?? {};
  const beyond = outside(graph, given, Math.max(min, -MAX_MAGNITUDE), Math.min(max, MAX_MAGNITUDE));
  if (!feature.integer || !feature.limits) return beyond;
  const broken = graph.add('Greater', [given, graph.add('Floor', [given])]);
  return graph.add('Or', [beyond, broken]);
}

/** The input has been rounded to 32 bits, so the ends are too: what keeps to them still does. */
function outside(graph: GraphBuilder, given: Name, min: number, max: number): Name {
  const low = graph.add('Less', [given, graph.float([min], [])]);
  const high = graph.add('Greater', [given, graph.float([max], [])]);
  return graph.add('Or', [low, high]);
}

function encodeCategory(
  graph: GraphBuilder,
  feature: CategoricalFeature,
  encoder: OneHotEncoder,
  missingWords: readonly string[],
): EncodedColumn {
  const { levels } = encoder;
  const unseenCode = levels.length;
  const missingCode = levels.length + 1;
  const rareCode = levels.length + 2;
  const codes = new Map(levels.map((level, index): [string, number] => [level, index]));
  // Training has seen them, and gives them no input of their own.
  for (const { value } of feature.values) if (!codes.has(value)) codes.set(value, rareCode);
  for (const word of ['', ...missingWords]) codes.set(word, missingCode);

  const width = levels.length + Number(encoder.other) + Number(encoder.missing);
  const fallback = levels.indexOf(encoder.fallback);
  const rowOfUnseen = encoder.other ? levels.length : fallback;
  const rowOfMissing = encoder.missing ? width - 1 : fallback;
  const positions = [...levels.keys(), rowOfUnseen, rowOfMissing, rowOfUnseen];
  const rows = positions.map((position) => oneHot(position, width));

  const given = graph.input({
    name: feature.name,
    type: 'string',
    description: `${feature.label.en}: ${levels.join(', ')}; empty where it is missing`,
  });
  const code = graph.codesOfTexts(given, codes, unseenCode);
  return {
    inputs: rowsOfTable(graph, rows, code),
    doubted: graph.add('Or', [
      graph.add('Equal', [code, graph.int64([missingCode])]),
      graph.add('Equal', [code, graph.int64([unseenCode])]),
    ]),
    refused: null,
  };
}

function encodeBoolean(
  graph: GraphBuilder,
  feature: BooleanFeature,
  encoder: BinaryEncoder,
  missingWords: readonly string[],
): EncodedColumn {
  const CODE = { no: 0, yes: 1, missing: 2, refused: 3 } as const;
  const codes = new Map<string, number>();
  const say = (word: string, code: number) => {
    for (const spelling of spellings(word)) codes.set(spelling, code);
  };
  // The later ones win, as the earlier tests do in checkRow.
  for (const word of ['false', '0']) say(word, CODE.no);
  for (const word of ['true', '1']) say(word, CODE.yes);
  const [no, yes] = feature.values;
  say(no.value, CODE.no);
  say(yes.value, CODE.yes);
  for (const word of ['', ...missingWords]) codes.set(word, CODE.missing);

  const indicator = (missing: number) => (encoder.missingIndicator ? [missing] : []);
  const rows = [
    [0, ...indicator(0)],
    [1, ...indicator(0)],
    [Number(encoder.fallback), ...indicator(1)],
    [NaN, ...indicator(0)],
  ];
  const given = graph.input({
    name: feature.name,
    type: 'string',
    description: `${feature.label.en}: ${no.value} or ${yes.value}; empty where it is missing`,
  });
  const code = graph.codesOfTexts(given, codes, CODE.refused);
  return {
    inputs: rowsOfTable(graph, rows, code),
    doubted: graph.add('Equal', [code, graph.int64([CODE.missing])]),
    refused: graph.add('Equal', [code, graph.int64([CODE.refused])]),
  };
}

/** A graph cannot compare without regard to case; these are the cases that tables have. */
function spellings(word: string): string[] {
  const lower = word.toLowerCase();
  return [word, lower, word.toUpperCase(), lower.slice(0, 1).toUpperCase() + lower.slice(1)];
}

function oneHot(position: number, width: number): number[] {
  return Array.from({ length: width }, (_, index) => Number(index === position));
}

/** @param code int64 [customers, 1] @returns float [customers, width], the row of each code */
function rowsOfTable(graph: GraphBuilder, rows: readonly number[][], code: Name): Name {
  const width = rows[0].length;
  const table = graph.float(rows.flat(), [rows.length, width]);
  const picked = graph.add('Gather', [table, code], { axis: { int: 0 } });
  return graph.add('Reshape', [picked, graph.int64([-1, width], [2])]);
}

function besideEachOther(graph: GraphBuilder, columns: readonly Name[]): Name {
  return columns.length === 1 ? columns[0] : graph.add('Concat', columns, { axis: { int: 1 } });
}
