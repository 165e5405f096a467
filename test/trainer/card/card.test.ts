import type { ModelSpec } from '@churn-card/models';
import { beforeAll, expect, test } from 'vitest';
import { markdownTable, wrapParagraphs } from '../../../trainer/src/card/markdown.ts';
import { train, type Report } from '../../../trainer/src/index.ts';
import { smallBank, smallConfig } from '../small-bank.ts';

let card: string;
let spec: ModelSpec;
let report: Report;

beforeAll(async () => {
  const { contents } = await train({
    table: smallBank(),
    config: smallConfig({ title: { en: 'Small | <bank>' } }),
    backend: 'wasm',
    folds: { folds: 2 },
    fairness: true,
  });
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  card = text(contents['CARD.md']);
  spec = JSON.parse(text(contents['churn.json'])) as ModelSpec;
  report = JSON.parse(text(contents['report.json'])) as Report;
}, 60_000);

/** Every number of the files, as the card may write it. */
function numbersOf(value: unknown): string[] {
  if (typeof value === 'number') {
    const shown = (100 * value).toFixed(1);
    const exact = [
      String(value),
      value.toFixed(1),
      value.toFixed(2),
      value.toFixed(3),
      value.toFixed(4),
      (100 * value).toFixed(2),
    ];
    return [...exact, shown, String(Number(shown)), String(Math.round(100 * value))].map((text) =>
      text.replace('-', ''),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

test('every decimal figure of the card stands in report.json or churn.json', () => {
  const strengths = report.baselines.models.flatMap(({ what }) => what.match(/\d+\.\d+/g) ?? []);
  const known = new Set([...numbersOf([spec, report]), ...strengths]);
  const bounds = ['0.5', '0.7', '0.80', '100', '95'];
  const figures = card.replace(/`[^`]*`/g, '').match(/\d+\.\d+/g) ?? [];
  expect(figures.length).toBeGreaterThan(100);
  expect(figures.filter((figure) => !known.has(figure) && !bounds.includes(figure))).toEqual([]);
});

test('the card says what reasons are measured against, and that nothing may be changed', () => {
  const text = card.replaceAll('\n', ' ');
  const { rows, error } = spec.background;
  expect(text).toContain(`measured against ${rows.length} averages of customers`);
  expect(text).toContain(`differ by ${(100 * error.points).toFixed(2)} percentage points`);
  expect(text).toContain('What-if may change nothing, within the rules');
});

test.each([
  ['ROC AUC', () => report.test.rocAuc, () => report.intervals.rocAuc],
  ['log-loss', () => report.test.logLoss, () => report.intervals.logLoss],
  ['Brier score', () => report.test.brier, () => report.intervals.brier],
  ['calibration error (ECE)', () => report.test.ece, () => report.intervals.ece],
])('%s stands in its own row, with its own interval', (name, figure, interval) => {
  const row = card.split('\n').find((line) => line.startsWith(`| ${name}`));
  const cells = row?.split('|').map((cell) => cell.trim());
  const { low, high } = interval();
  expect(cells?.slice(2, 4)).toEqual([
    figure().toFixed(4),
    `${low.toFixed(4)} to ${high.toFixed(4)}`,
  ]);
});

test('has the sections of a model card, the verdict first', () => {
  expect(card.match(/^## .*/gm)).toEqual([
    '## Model details',
    '## Intended use',
    '## Factors',
    '## Metrics',
    '## Data',
    '## Quantitative analyses',
    '## Ethical considerations',
    '## Caveats and recommendations',
  ]);
  const flat = card.replace(/\s+/g, ' ');
  expect(flat.indexOf(`**${report.verdict.headline}**`)).toBeLessThan(
    flat.indexOf('## Model details'),
  );
  for (const { words, next } of report.verdict.reasons)
    expect(flat).toContain(`- ${words} ${next}`);
});

test('shows folds, other models, groups and what their columns change', () => {
  expect(report.folds?.figures).toHaveLength(2);
  expect(card).toContain('trained 2 times (2 folds, dealt once)');
  expect(card).toContain('| logistic regression on the same inputs');
  expect(card).toContain('| gradient-boosted trees');
  for (const { group } of report.fairness.columns[0].groups) expect(card).toContain(`| ${group}`);
  expect(report.fairness.withAndWithout?.map(({ column }) => column)).toEqual(['Gender', 'Tenure']);
  expect(card).toContain('| ratio with |');
});

test('a table lines up, and no cell ends it early', () => {
  expect(
    markdownTable(
      ['name', 'share'],
      [
        ['a|b', '5.0 %'],
        ['<i>', '10.0 %'],
      ],
    ),
  ).toBe(
    [
      '| name   |  share |',
      '| ------ | -----: |',
      '| a\\|b   |  5.0 % |',
      '| &lt;i> | 10.0 % |',
    ].join('\n'),
  );
});

test('paragraphs are wrapped, and lists and tables are not', () => {
  const long = 'word '.repeat(30).trim();
  const [paragraph, list] = wrapParagraphs(`${long}\n\n- ${long}`).split('\n\n');
  expect(paragraph.split('\n').map((line) => line.length)).toEqual([99, 49]);
  expect(list).toBe(`- ${long}`);
});
