import type { Exploration } from '../explore.ts';
import type { Finding } from '../findings.ts';
import { count, percent } from '../../page/format.ts';
import { html, type Html } from '../../page/html.ts';

const LEVEL_WORDS = { serious: 'Serious', look: 'Look', note: 'Note' } as const;

/** The table in a few figures, and what to look at in words. */
export function overviewSection(
  exploration: Exploration,
  findings: readonly Finding[],
  anchors: ReadonlyMap<string, string>,
): Html {
  const { rows, columns, everybody, missingCells, duplicates, target } = exploration;
  const { rate, left } = everybody;
  const tiles = [
    ['Rows', count(rows), null],
    ['Columns', String(columns.length), target === null ? 'no target' : `and the target ${target}`],
    ...(rate
      ? [
          [
            'Left',
            percent(rate.share),
            `${count(left ?? 0)} customers; ${percent(rate.low)} to ${percent(rate.high)}`,
          ],
        ]
      : []),
    ['Missing cells', percent(missingCells, missingCells < 0.01 ? 2 : 1), null],
    [
      'Duplicate rows',
      count(duplicates),
      target === null ? 'apart from ids' : `apart from ids and ${target}`,
    ],
  ];
  return html`<section aria-labelledby="overview">
    <h2 id="overview">Overview</h2>
    <dl class="tiles">
      ${tiles.map(
        ([name, value, more]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><b>${value}</b>${more ? html`<span>${unbroken(more)}</span>` : null}</dd>
          </div>`,
      )}
    </dl>
    <h3>Things to look at</h3>
    ${findings.length === 0 ? html`<p>Nothing stands out.</p>` : null}
    <ul class="findings">
      ${findings.map(({ level, column, text }) => {
        const anchor = column === null ? undefined : anchors.get(column);
        return html`<li class="${level}">
          <span class="level">${LEVEL_WORDS[level]}</span
          ><span
            >${unbroken(text)}${anchor === undefined ? null : html` <a href="#${anchor}" aria-label="Show ${column}">Show</a>`}</span
          >
        </li>`;
      })}
    </ul>
  </section>`;
}

/** A line must not end between a number and its sign. */
function unbroken(text: string): string {
  return text.replaceAll(' %', '\u00a0%');
}
