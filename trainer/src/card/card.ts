import { describePurpose, localize, type ModelSpec } from '@churn-card/models';
import { writeFairness } from './fairness-section.ts';
import { writeFigures } from './figures-section.ts';
import { decimal, escapeMarkdown, markdownTable, percent, wrapParagraphs } from './markdown.ts';
import { dataDoubts } from '../data/data-doubts.ts';
import type { Report } from '../report/report.ts';
import { describeCalibration, describeCalibrationChoice } from '../report/calibration-words.ts';
import { describeSplit } from '../report/split-words.ts';

/**
 * `CARD.md`: what the model is, how good it is and what it is not for, on two pages, in the order of
 * the model cards of Mitchell et al. 2019. Every figure is one of `report.json`, rounded.
 */
export function writeCard(spec: ModelSpec, report: Report): string {
  return `${wrapParagraphs(sections(spec, report)).trimEnd()}\n`;
}

function sections(spec: ModelSpec, report: Report): string {
  const { test } = report;
  return `# ${localize(spec.title, 'en')}

**${escapeMarkdown(report.verdict.headline)}**
${listReasons(report)}
## Model details

Model \`${spec.id}\`, version \`${spec.version}\`. It estimates how likely a customer is to be one of those for whom
\`${spec.label.target}\` is \`${spec.label.positive}\`. ${horizonOf(spec)}

${trainingOf(spec)} Calibrated afterwards by ${describeCalibration(spec.calibration)}.
${describeCalibrationChoice(report.calibrationChoice)}

## Intended use

${describePurpose('en')} A person decides; the number is one thing to know. Reasons go with a
score, they do not cause it. Acting from ${percent(test.threshold)} on finds ${percent(test.recall)} of those who left; ${percent(test.precision)} of the
customers called did leave, against ${percent(test.baseRate)} of all. Bands: ${bandsOf(spec)}.

## Factors

What a number rests on, and what it does not. Shuffling a column shows what the model would lose without it.

${markdownTable(['column', 'policy', 'log-loss lost'], factorsOf(spec, report))}

Left out: ${leftOut(spec)}.

${reasonsOf(spec)}

${changeableOf(spec)}

## Metrics

ROC AUC and average precision tell how well customers are ranked; log-loss, Brier score and calibration error whether
the probabilities are right; precision and recall what acting from ${percent(test.threshold)} on finds. Intervals hold the figure of all
customers like these 95 times in 100 (bootstrap, ${report.intervals.resamples} resamples). A perfectly calibrated model
would show a calibration error of up to ${decimal(report.intervals.eceOfPerfect)} on as many customers.

## Data

${dataNote(spec)} Of the customers, ${describeSplit(report)}, of whom ${percent(test.baseRate)} left. SHA-256 of the table: \`${spec.provenance.dataSha256}\`.
${listDoubts(report)}
## Quantitative analyses

${writeFigures(report)}
### Groups of customers

${writeFairness(report)}
## Ethical considerations

The rows are about people. No customer's row is in the model folder: what reasons are compared with are averages of at
least 20 customers each. A column that is left out can still be guessed from others, so groups are compared
whether or not the model sees the column. Being called can be a help or a bother: which of the two decides
whether a group that is called less often is treated worse.

## Caveats and recommendations

The figures hold for customers like those of the table. Measure again when products, prices or customers change,
and train again when the share who leave moves. What was never in the table is unknown to the model.
`;
}

/** What reasons are, and what it costs that averages stand for customers. */
function reasonsOf({ background }: ModelSpec): string {
  const { base, points, customers, rows } = background.error;
  const inPoints = (probability: number) => (100 * probability).toFixed(2);
  return `Reasons are Shapley values of the probability, measured against ${background.rows.length} averages of customers. Measured against
${rows} customers themselves, a feature's points differ by ${inPoints(points)} percentage points on average, and the average that they
start from by ${inPoints(base)} (${customers} customers were looked at).`;
}

function changeableOf({ schema, validUntil }: ModelSpec): string {
  const names = schema.features.filter(({ changeable }) => changeable).map(({ name }) => name);
  const free = names.length > 0 ? names.map((name) => `\`${name}\``).join(', ') : 'nothing';
  const until = validUntil === null ? '' : ` Scores are in doubt after ${validUntil}.`;
  return `What-if may change ${free}, within the rules of the configuration; everything else is locked.${until}`;
}

function listReasons({ verdict }: Report): string {
  const lines = verdict.reasons.map(
    ({ words, next }) => `- ${escapeMarkdown(`${words} ${next}`)}\n`,
  );
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

function factorsOf({ schema }: ModelSpec, { importance }: Report): string[][] {
  return schema.features.map(({ name, policy }) => {
    const rise = importance.find(({ feature }) => feature === name)?.logLossRise;
    return [name, policy, rise === undefined ? '' : decimal(rise)];
  });
}

function leftOut({ schema }: ModelSpec): string {
  return schema.ignored
    .map(({ name, policy, reason }) => escapeMarkdown(`${name} (${policy}: ${reason})`))
    .join('; ');
}

function listDoubts({ data, drift }: Report): string {
  const doubts = dataDoubts(data, drift).map((doubt) => `- ${escapeMarkdown(doubt)}\n`);
  return doubts.length === 0 ? '' : `\n${doubts.join('')}`;
}

function trainingOf({ provenance }: ModelSpec): string {
  const { seed, backend, network, versions } = provenance;
  const { hidden, epochs } = network;
  const shape = hidden.length > 0 ? `hidden layers of ${hidden.join(' and ')} units` : 'one unit';
  if (versions.keras) {
    return `A network with ${shape}, trained elsewhere with Keras ${escapeMarkdown(versions.keras)}: which customers taught it is known only as far as the given split tells.`;
  }
  return `A network with ${shape}, trained with seed ${seed} on the backend ${backend} of TensorFlow.js, best after ${epochs} epochs.`;
}

function horizonOf({ label }: ModelSpec): string {
  return label.horizon
    ? `In words: "${localize(label.horizon, 'en')}".`
    : 'The table documents no time window, so neither does the number.';
}

function dataNote({ provenance }: ModelSpec): string {
  return provenance.data === ''
    ? 'The configuration tells nothing about the data.'
    : `${provenance.data}.`;
}

function bandsOf({ bands }: ModelSpec): string {
  return bands.map(({ name, from }) => `${name} from ${percent(from)}`).join(', ');
}
