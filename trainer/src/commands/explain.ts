import { Option, type Command } from 'commander';
import {
  describeRecord,
  LOCALES,
  parseRecord,
  recordExplanation,
  verifyRecord,
  type ExplanationRecord,
  type Locale,
  type Model,
} from '@churn-card/models';
import { readModel } from '../artifact/model-table.ts';
import { TrainerError } from '../trainer-error.ts';
import { writeFileWhole } from '../write-file.ts';
import { readText } from '../read-text.ts';
import { readInputs } from './read-inputs.ts';

interface Options {
  readonly model: string;
  readonly inputs?: string;
  readonly record?: string;
  readonly out?: string;
  readonly locale: Locale;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('Write down why a customer has a score, or check such a record again.')
    .requiredOption('--model <folder>', 'model folder')
    .option('--inputs <file>', 'JSON with the features of one customer, to be explained')
    .option('--record <file>', 'a record that was written earlier, to be checked and printed')
    .option('--out <file>', 'where to write the record of --inputs')
    .addOption(
      new Option('--locale <language>', 'language of the record').choices(LOCALES).default('en'),
    )
    .addHelpText(
      'after',
      '\nA record holds the inputs, the hash of the model, the reasons and the sentences.\nExit code: 0 all is well, 1 the record does not hold or cannot be read, 2 the command is mistyped.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { inputs, record, out } = options;
  if ((inputs === undefined) === (record === undefined)) {
    throw new TrainerError('explain needs either --inputs or --record');
  }
  if (out !== undefined && record !== undefined) {
    throw new TrainerError('--out goes with --inputs: a record that is checked is not written');
  }
  const model = await readModel(options.model);
  if (record !== undefined) await check(model, record);
  else await explainInputs(model, inputs ?? '', options);
}

async function explainInputs(model: Model, file: string, { locale, out }: Options): Promise<void> {
  const row = await readInputs(model, file);
  const scoredAt = new Date().toISOString();
  const shownOn = scoredAt.slice(0, 10);
  const recorded = recordExplanation(model, row, { scoredAt, shownOn, staleDays: null, locale });
  if (out !== undefined) await writeFileWhole(out, [`${JSON.stringify(recorded, null, 2)}\n`]);
  print(recorded);
}

async function check(model: Model, file: string): Promise<void> {
  const recorded = parseRecord(await readText(file), file);
  const discrepancies = verifyRecord(model, recorded);
  if (discrepancies.length > 0) {
    const lines = discrepancies.map(
      ({ field, recorded: then, found }) => `${field}: recorded ${then}, found ${found}`,
    );
    throw new TrainerError(`${file} does not hold:\n  ${lines.join('\n  ')}`);
  }
  print(recorded);
  console.error(`${file} holds: the same model says the same about the same inputs`);
}

function print(recorded: ExplanationRecord): void {
  console.log(describeRecord(recorded).join('\n'));
}
