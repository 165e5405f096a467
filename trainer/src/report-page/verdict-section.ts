import type { TestFigures } from '../evaluation/evaluate.ts';
import type { Report } from '../report/report.ts';
import { count, percent } from '../page/format.ts';
import { html, type Html } from '../page/html.ts';
import { dataTable } from './data-table.ts';

const WORDS = {
  publish: 'Publish',
  'publish-with-care': 'Publish with care',
  'do-not-publish': 'Do not publish',
} as const;

/** Whether to work with the model, and why: what an admin reads, and nobody has to read on. */
export function verdictBody({ verdict }: Report): Html {
  const [, ...words] = verdict.headline.split(/(?<=[.:]) /);
  return html`<p class="verdict ${verdict.decision}">
      <b>${WORDS[verdict.decision]}</b> ${words.join(' ') || verdict.headline}
    </p>
    <ul class="findings">
      ${verdict.reasons.map(
        ({ level, words: found, next }) =>
          html`<li class="${level === 'note' ? 'look' : 'serious'}">
            <span class="level">${LEVELS[level]}</span
            ><span>${found} <span class="aside">${next}</span></span>
          </li>`,
      )}
    </ul>`;
}

const LEVELS = { stop: 'stops', care: 'care', note: 'to know' } as const;

/** The figures that everybody asks for, each with its interval and what simpler models reach. */
export function figuresBody({ test, baseline, intervals, baselines, folds }: Report): Html {
  const others = baselines.models.filter((model) => 'figures' in model);
  const missing = baselines.models.flatMap((model) =>
    'unavailable' in model ? [`${nameOf(model.name)}: ${model.unavailable}`] : [],
  );
  const rows = FIGURES.map(({ key, name, write }) => [
    name,
    html`<b>${write(test[key])}</b
      ><small>${write(intervals[key].low)} to ${write(intervals[key].high)}</small>`,
    ...others.map((model) => {
      const figures: Partial<Record<Key, number>> = model.figures;
      const always: Partial<Record<Key, number>> = model.name === 'base-rate' ? baseline : {};
      const value = figures[key] ?? always[key];
      return value === undefined ? '–' : write(value);
    }),
  ]);
  return html`<p>
      Measured once, on ${count(test.n)} customers of whom ${percent(test.baseRate)} left and of
      whom the model had seen nobody, through the same code that serves it. The small figures are 95
      % intervals: drawing the customers again and again.
    </p>
    ${dataTable('Figures on the test part', ['figure', 'this model', ...others.map(({ name }) => nameOf(name))], rows)}
    ${
      others.length > 1
        ? html`<ul>
            ${others.map((model) => html`<li>${nameOf(model.name)}: ${differenceWords(model.difference.rocAuc)}</li>`)}
          </ul>`
        : null
    }
    ${missing.map((words) => html`<p class="aside">${words}</p>`)}
    ${folds ? html`<p>In ${folds.folds} folds${folds.repeats > 1 ? html`, ${folds.repeats} times` : null}: ROC AUC ${decimal(folds.summary.rocAuc.mean)} (${decimal(folds.summary.rocAuc.interval.low)} to ${decimal(folds.summary.rocAuc.interval.high)}), log-loss ${decimal(folds.summary.logLoss.mean)}.</p>` : null}`;
}

const decimal = (value: number) => value.toFixed(3);
const share = (value: number) => percent(value);

type Key = Exclude<keyof TestFigures, 'n' | 'baseRate' | 'threshold'>;

const FIGURES: readonly { key: Key; name: string; write: (value: number) => string }[] = [
  { key: 'rocAuc', name: 'ROC AUC', write: decimal },
  { key: 'prAuc', name: 'average precision', write: decimal },
  { key: 'logLoss', name: 'log-loss (smaller is better)', write: decimal },
  { key: 'brier', name: 'Brier score (smaller is better)', write: decimal },
  { key: 'ece', name: 'calibration error (smaller is better)', write: decimal },
  { key: 'accuracy', name: 'accuracy', write: share },
  { key: 'precision', name: 'precision', write: share },
  { key: 'recall', name: 'recall', write: share },
  { key: 'f1', name: 'F1', write: decimal },
];

function nameOf(name: string): string {
  return name.replaceAll('-', ' ');
}

function differenceWords({ low, high }: { readonly low: number; readonly high: number }): string {
  const range = `${low.toFixed(3)} to ${high.toFixed(3)} ROC AUC`;
  if (low > 0) return `the network is better, by ${range}`;
  if (high < 0) return `the network is worse, by ${range}`;
  return `no difference that ${range} would tell from chance`;
}
