import type { Command } from 'commander';
import { score } from '@churn-card/models';
import { leaveOutRows } from '../data/leave-out.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { bootstrapIntervals } from '../evaluation/bootstrap.ts';
import { describeIssues, readModel, readModelRows } from '../artifact/model-table.ts';
import { readSplit } from '../data/split-file.ts';
import { summarize } from '../report/summary.ts';
import { readTable } from '../table/table.ts';
import { readTarget } from '../data/target.ts';
import { TrainerError } from '../trainer-error.ts';
import { collect } from './options.ts';

interface Options {
  readonly model: string;
  readonly data: string;
  readonly split?: string;
  readonly leaveOut?: readonly string[];
  readonly json?: true;
}

export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('Measure a model on a table that tells who left.')
    .requiredOption('--model <folder>', 'model folder')
    .requiredOption('--data <file>', 'table of customers with the target column')
    .option('--split <file>', 'JSON with row indices: only those under test are measured')
    .option('--leave-out <word>', 'leave out rows whose target is this; repeatable', collect)
    .option('--json', 'print the figures as one line of JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const model = await readModel(options.model);
  const file = await readTable(options.data);
  const { label, schema, provenance, threshold } = model.spec;
  const given = options.split ? await readSplit(options.split, file.rowCount) : undefined;
  const { table, split } = leaveOutRows(file, label.target, options.leaveOut ?? [], given);
  const left = readTarget(table, label.target, label.positive, schema.missingWords);
  const { rows } = readModelRows(model, table);
  if (!split && table.sha256 === provenance.dataSha256) {
    console.error('the model was trained on this table: it knows most of the answers by heart');
  }
  const probabilities: number[] = [];
  const outcomes: number[] = [];
  for (const index of split?.test ?? left.keys()) {
    const read = rows.at(index);
    if ('row' in read) {
      probabilities.push(score(model, read.row));
      outcomes.push(left[index]);
    } else {
      console.error(`left out: ${describeIssues(table, index, read.issues)}`);
    }
  }
  if (new Set(outcomes).size < 2) {
    throw new TrainerError(
      `${table.file}: of ${outcomes.length} rows that can be measured, all left or all stayed`,
    );
  }
  const { test } = evaluate(probabilities, outcomes, threshold);
  const seed = model.spec.provenance.seed;
  const intervals = bootstrapIntervals(probabilities, threshold, { left: outcomes, seed });
  console.log(
    options.json
      ? JSON.stringify({ model: options.model, test, intervals })
      : summarize(options.model, test, { intervals }),
  );
}
