import { Option, type Command } from 'commander';
import {
  describeContribution,
  explain,
  formatPoints,
  LOCALES,
  predict,
  type Locale,
  type Model,
  type Row,
} from '@churn-card/models';
import { csvLine } from '../table/csv-line.ts';
import {
  describeIssues,
  readModel,
  readModelRows,
  type ModelRow,
} from '../artifact/model-table.ts';
import { readTable, type Table } from '../table/table.ts';
import { TrainerError } from '../trainer-error.ts';
import { writeFileWhole } from '../write-file.ts';

interface Options {
  readonly model: string;
  readonly data: string;
  readonly out: string;
  readonly locale: Locale;
}

const REASONS = 3;
const RESULT_COLUMNS = ['churn_probability', 'churn_band', 'reason_1', 'reason_2', 'reason_3'];
const NO_RESULT = RESULT_COLUMNS.map(() => '');

export function addPredict(program: Command): void {
  program
    .command('predict')
    .description('Add probability, band and reasons to every row of a table.')
    .requiredOption('--model <folder>', 'model folder')
    .requiredOption('--data <file>', 'table of customers')
    .requiredOption('--out <file>', 'CSV to write: the same rows and columns, and five more')
    .addOption(
      new Option('--locale <language>', 'language of the reasons').choices(LOCALES).default('en'),
    )
    .addHelpText(
      'after',
      '\nA row that cannot be read is named on stderr with its line and gets empty cells.\nExit code: 0 the file is written, 1 it is not, 2 the command is mistyped.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const model = await readModel(options.model);
  const table = await readTable(options.data);
  const taken = RESULT_COLUMNS.find((column) => table.columns.includes(column));
  if (taken) throw new TrainerError(`${table.file} has a column ${taken} already`);
  const { rows, unknown } = readModelRows(model, table);
  if (unknown.length > 0) console.error(`not known to the model: ${unknown.join(', ')}`);

  let withoutScore = 0;
  function* lines(): Generator<string> {
    yield csvLine([...table.columns, ...RESULT_COLUMNS], table.delimiter);
    for (let index = 0; index < rows.length; index++) {
      const result = resultCells(model, table, index, rows.at(index), options.locale);
      if (result === NO_RESULT) withoutScore++;
      const cells = table.columns.map((column) => table.cell(index, column));
      yield csvLine([...cells, ...result], table.delimiter);
    }
  }
  await writeFileWhole(options.out, lines());
  const without = withoutScore > 0 ? `, ${withoutScore} of them without a score` : '';
  console.error(`${options.out}: ${rows.length} rows${without}`);
}

function resultCells(
  model: Model,
  table: Table,
  index: number,
  read: ModelRow,
  locale: Locale,
): readonly string[] {
  if ('issues' in read) {
    console.error(describeIssues(table, index, read.issues));
    return NO_RESULT;
  }
  const { probability, band, enough, known } = predict(model, read.row);
  if (!enough) {
    const { features, minimumKnown } = model.spec.schema;
    console.error(
      `${table.file}:${table.line(index)} has ${known} of ${features.length} inputs, at least ${minimumKnown} are needed`,
    );
    return NO_RESULT;
  }
  return [String(probability), band, ...reasonCells(model, read.row, locale)];
}

/** Such as "Age 61 (+12.3)": a fact, and the percentage points that it adds. */
function reasonCells(model: Model, row: Row, locale: Locale): string[] {
  const { contributions } = explain(model, row);
  const reasons = contributions.filter(({ feature }) => feature !== null).slice(0, REASONS);
  const cells = reasons.map((contribution) => {
    const { sentence } = describeContribution(model.spec, contribution, locale);
    return `${sentence} (${formatPoints(contribution.points, locale)})`;
  });
  return [...cells, ...Array.from({ length: REASONS - cells.length }, () => '')];
}
