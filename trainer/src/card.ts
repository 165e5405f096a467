import { describePurpose, localize, type ModelSpec } from '@churn-card/models';
import { dataDoubts } from './data/data-doubts.ts';
import type { Report } from './report.ts';

/** `CARD.md`: what the model is, how good it is and what it is not for, on one page. */
export function writeCard(spec: ModelSpec, report: Report): string {
  const { test, baseline, importance } = report;
  const { rows } = spec.provenance;
  return `# ${localize(spec.title, 'en')}

Model \`${spec.id}\`, version \`${spec.version}\`. It estimates how likely a customer is to be one of those for whom
\`${spec.label.target}\` is \`${spec.label.positive}\`. ${horizonOf(spec)}

${describePurpose('en')} A person decides; the number is one thing to know. Reasons go with a
score, they do not cause it.

## Data

${dataNote(spec)} ${rows.train} customers to learn from, ${rows.validation} to know when to stop, ${rows.calibration} to turn scores into
frequencies, ${rows.test} to measure on. SHA-256 of the table: \`${spec.provenance.dataSha256}\`.
${listDoubts(report)}
## Figures on the test part

| figure | this model | the base rate for everybody |
| --- | --- | --- |
| customers who left | ${percent(test.baseRate)} of ${test.n} | |
| ROC AUC | ${decimal(test.rocAuc)} | 0.5 |
| average precision | ${decimal(test.prAuc)} | ${decimal(baseline.prAuc)} |
| log-loss | ${decimal(test.logLoss)} | ${decimal(baseline.logLoss)} |
| Brier score | ${decimal(test.brier)} | ${decimal(baseline.brier)} |
| calibration error (ECE) | ${decimal(test.ece)} | 0 |
| accuracy | ${percent(test.accuracy)} | ${percent(baseline.accuracy)} |

Acting from ${percent(test.threshold)} on finds ${percent(test.recall)} of those who left; ${percent(test.precision)} of the customers called
did leave, against ${percent(test.baseRate)} of all. Bands: ${bandsOf(spec)}.

## Features

| column | policy | what shuffling it costs (log-loss) |
| --- | --- | --- |
${spec.schema.features
  .map(({ name, policy }) => {
    const rise = importance.find(({ feature }) => feature === name)?.logLossRise ?? 0;
    return `| ${cell(name)} | ${policy} | ${decimal(rise)} |`;
  })
  .join('\n')}
${spec.schema.ignored.map(({ name, policy, reason }) => `| ${cell(name)} | ${policy}: ${cell(reason)} | |`).join('\n')}

## How it was made

A network with hidden layers of ${spec.provenance.network.hidden.join(' and ')} units, trained with seed ${spec.provenance.seed} on the
backend ${spec.provenance.backend} of TensorFlow.js, best after ${spec.provenance.network.epochs} epochs. Calibrated afterwards: temperature
${decimal(spec.calibration.temperature)}, bias ${decimal(spec.calibration.bias)}.
`;
}

function listDoubts({ data, drift }: Report): string {
  const doubts = dataDoubts(data, drift).map((doubt) => `- ${cell(doubt)}\n`);
  return doubts.length === 0 ? '' : `\n${doubts.join('')}`;
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

function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}

function decimal(value: number): string {
  return value.toFixed(4);
}

/** A column name may hold what Markdown takes for the end of a cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
