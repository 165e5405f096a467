import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  checkActions,
  counterfactuals,
  describeChangePart,
  formatPoints,
  LOCALES,
  rankActions,
  whatIf,
  type Counterfactual,
  type Locale,
  type Model,
  type Row,
} from '@churn-card/models';
import { parse, YAMLParseError } from 'yaml';
import { readModel } from '../artifact/model-table.ts';
import { TrainerError } from '../trainer-error.ts';
import { readText } from '../read-text.ts';
import { firstOf, readInputs } from './read-inputs.ts';

interface Options {
  readonly model: string;
  readonly inputs: string;
  readonly set: Readonly<Record<string, string>>;
  readonly actions?: string;
  readonly role?: string;
  readonly below?: number;
  readonly locale: Locale;
  readonly json?: true;
}

export function addWhatIf(program: Command): void {
  program
    .command('what-if')
    .description('Try changes of a customer: given ones, a list of actions, or the smallest ones.')
    .requiredOption('--model <folder>', 'model folder')
    .requiredOption('--inputs <file>', 'JSON with the features of one customer')
    .option('--set <feature=value>', 'a new value; may be given several times', collectPair, {})
    .option('--actions <file>', 'YAML with actions, to be ranked')
    .option('--role <name>', 'who asks; goes with --actions')
    .option('--below <probability>', 'what to get below; default: where one acts', share)
    .addOption(
      new Option('--locale <language>', 'language of labels and sentences')
        .choices(LOCALES)
        .default('en'),
    )
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nWithout --set and --actions: the smallest allowed changes that bring the customer below.\nLocked features never move. Exit code: 0 there is an answer, 1 a rule is broken, 2 the command is mistyped.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const isSet = Object.keys(options.set).length > 0;
  if (isSet && options.actions !== undefined) {
    throw new TrainerError('--set and --actions are two questions: ask one of them');
  }
  if (options.role !== undefined && options.actions === undefined) {
    throw new TrainerError('--role says who may use an action: it goes with --actions');
  }
  const model = await readModel(options.model);
  const row = await readInputs(model, options.inputs);
  const { answer, lines } = isSet
    ? trySet(model, row, options)
    : options.actions !== undefined
      ? await tryActions(model, row, options.actions, options)
      : findSmallest(model, row, options);
  console.log(options.json ? JSON.stringify(answer) : lines.join('\n'));
}

interface Answered {
  readonly answer: object;
  readonly lines: readonly string[];
}

function trySet(model: Model, row: Row, { set, locale }: Options): Answered {
  const answer = whatIf(model, row, set, locale);
  if ('issues' in answer) throw new TrainerError(`--set: ${firstOf(answer.issues)}`);
  const { change, caution } = answer;
  const parts = change.parts.map((part) => {
    return `${formatPoints(part.points, locale).padStart(7)}  ${describeChangePart(model.spec, part, locale)}`;
  });
  const title = `${percent(change.before, locale)} becomes ${percent(change.after, locale)}`;
  return { answer, lines: [title, ...parts, caution.sentence] };
}

async function tryActions(
  model: Model,
  row: Row,
  file: string,
  { role, locale }: Options,
): Promise<Answered> {
  const actions = checkActions(model.spec.schema, await readYaml(file), file);
  const answer = rankActions(model, row, actions, { role, locale });
  const lines = [
    `now ${percent(answer.probability, locale)}`,
    ...answer.ranked.map(
      ({ label, probability, points, cost }) =>
        `${formatPoints(points, locale).padStart(7)}  ${label}: ${percent(probability, locale)}, costs ${cost}`,
    ),
    ...answer.impossible.map(
      ({ label, issues }) =>
        `      –  ${label}: ${issues.length > 0 ? firstOf(issues) : 'is so already'}`,
    ),
    answer.caution.sentence,
  ];
  return { answer, lines };
}

async function readYaml(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new TrainerError(`${file}: ${error.message}`);
    throw error;
  }
}

function findSmallest(model: Model, row: Row, { below, locale }: Options): Answered {
  const answer = counterfactuals(model, row, { below, locale });
  const target = percent(answer.below, locale);
  const title = `now ${percent(answer.probability, locale)}`;
  if (answer.probability < answer.below) {
    return { answer, lines: [`${title}, which is below ${target} already`] };
  }
  const lines = [
    title,
    ...(answer.found.length === 0 ? [`no allowed change brings it below ${target}`] : []),
    ...answer.found.map((one) => describeFound(model, one, locale)),
    ...(answer.isComplete ? [] : ['the search gave up: there may be smaller changes']),
    answer.caution.sentence,
  ];
  return { answer, lines };
}

function describeFound(model: Model, found: Counterfactual, locale: Locale): string {
  const changes = found.changes.map((change) =>
    describeChangePart(model.spec, { ...change, points: 0 }, locale),
  );
  const usual =
    found.plausibility === null
      ? ''
      : ` (${percent(found.plausibility, locale)} of past customers are more unusual)`;
  return `  ${percent(found.probability, locale)}  ${changes.join('; ')}${usual}`;
}

function percent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    share,
  );
}

function collectPair(
  pair: string,
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('must be feature=value');
  return { ...known, [pair.slice(0, at)]: pair.slice(at + 1) };
}

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('must be a probability above 0 and below 1');
}
