import { featureInputs, type Encoder } from '@churn-card/models';
import { TrainerError } from '../trainer-error.ts';
import type { ExportedPreprocess, WrittenColumn, WrittenPreprocess } from './preprocess-format.ts';

/** A column of the table as a foreign network reads it. */
export interface NetworkColumn {
  readonly type: 'numeric' | 'categorical' | 'boolean';
  readonly encoder: Encoder;
  /**
   * For each input that the encoder makes, the input of the foreign network that it is. Null where
   * that has none: its weights are zero then.
   */
  readonly sources: readonly (number | null)[];
}

/**
 * @returns the columns in the order of the network's inputs
 * @throws TrainerError where a column comes twice
 */
export function networkColumns(file: ExportedPreprocess | WrittenPreprocess): NetworkColumn[] {
  const columns =
    file.format === 'churn-card-preprocess' ? exportedColumns(file) : writtenColumns(file);
  const names = columns.map(({ encoder }) => encoder.feature);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return columns;
  throw new TrainerError(`the preprocess file names the column ${JSON.stringify(twice)} twice`);
}

/** @returns how many inputs the columns fill */
export function countInputs(columns: readonly NetworkColumn[]): number {
  return columns.flatMap(({ sources }) => sources.filter((source) => source !== null)).length;
}

const TYPE_OF = {
  standardize: 'numeric',
  piecewise: 'numeric',
  'one-hot': 'categorical',
  binary: 'boolean',
} as const satisfies Record<Encoder['type'], NetworkColumn['type']>;

function exportedColumns({ preprocess }: ExportedPreprocess): NetworkColumn[] {
  const inputs = featureInputs(preprocess);
  return preprocess.encoders.map((encoder, index) => {
    const { start, width } = inputs[index];
    const sources = Array.from({ length: width }, (_, input) => start + input);
    return { type: TYPE_OF[encoder.type], encoder, sources };
  });
}

function writtenColumns({ columns }: WrittenPreprocess): NetworkColumn[] {
  let next = 0;
  return columns.map((column) => writtenColumn(column, () => next++));
}

/** @param take gives the next input of the network */
function writtenColumn(column: WrittenColumn, take: () => number): NetworkColumn {
  const { name: feature, type } = column;
  switch (column.type) {
    case 'numeric': {
      const { mean, scale, min, max, fill: median = mean } = column;
      const numbers = { median, mean, scale, min, max };
      return {
        type,
        encoder: { type: 'standardize', feature, ...numbers, missingIndicator: false },
        sources: [take()],
      };
    }
    case 'categorical': {
      const { categories: levels, drop, fill } = column;
      // Python makes a row of zeros of a word it has not seen; so does an input without weights.
      const missing = fill === undefined;
      const sources = levels.map((level) => (level === drop ? null : take()));
      return {
        type,
        encoder: {
          type: 'one-hot',
          feature,
          levels,
          other: true,
          missing,
          fallback: fill ?? levels[0],
        },
        sources: [...sources, null, ...(missing ? [null] : [])],
      };
    }
    case 'boolean': {
      const fallback = column.fill === column.values[1];
      return {
        type,
        encoder: { type: 'binary', feature, fallback, missingIndicator: false },
        sources: [take()],
      };
    }
  }
}
