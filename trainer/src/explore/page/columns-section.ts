import { labelOfName } from '../../config/column-name.ts';
import type { ColumnFacts, Exploration } from '../explore.ts';
import { writeValue } from '../explored-column.ts';
import { count, percent } from '../../page/format.ts';
import { groupTable } from './group-table.ts';
import { histogramChart, smallBars } from './histogram-chart.ts';
import { html, type Html } from '../../page/html.ts';
import { rateChart } from './rate-chart.ts';

/** Every column with a small picture; each opens into detail. */
export function columnsSection(
  { columns, everybody, rows }: Exploration,
  anchors: ReadonlyMap<string, string>,
): Html {
  const ranked = [...columns].sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  const isRated = everybody.rate !== null;
  return html`<section aria-labelledby="columns">
    <h2 id="columns">Columns</h2>
    ${isRated ? html`<p>“AUC alone” says how well a column by itself ranks those who left above those who stayed: 0.5 is nothing, 1 is everything. It is cross-fitted, so ids gain nothing by being different for everybody.</p>` : null}
    <form class="tools needs-script" hidden>
      <label>Search <input type="search" id="search" autocomplete="off" /></label>
      <label
        >Sort by
        <select id="sort">
          ${isRated ? html`<option value="auc">association with leaving</option>` : null}
          <option value="order">order in the file</option>
          <option value="name">name</option>
          <option value="missing">missing</option>
        </select></label
      >
      <button type="button" id="open-all" aria-pressed="false">Open all</button>
      <span id="found" role="status"></span>
    </form>
    <div id="column-list">
      ${ranked.map((facts) => columnDetails(facts, columns.indexOf(facts), rows, everybody, anchors))}
    </div>
  </section>`;
}

function columnDetails(
  facts: ColumnFacts,
  order: number,
  rows: number,
  everybody: Exploration['everybody'],
  anchors: ReadonlyMap<string, string>,
): Html {
  const { column, auc, groups, histogram } = facts;
  const missing = column.missing / Math.max(1, rows);
  const picture = histogram
    ? smallBars(histogram.stayed.map((stayed, bin) => stayed + histogram.left[bin]))
    : smallBars(groups.map(({ customers }) => customers));
  return html`<details
    class="column"
    id="${anchors.get(column.name)}"
    data-name="${column.name.toLowerCase()} ${column.label.toLowerCase()}"
    data-order="${order}"
    data-auc="${auc ?? 0}"
    data-missing="${missing}"
  >
    <summary>
      <span class="name"
        >${column.name}${isNamed(column) ? html`<small>${column.label}</small>` : null}</span
      ><span class="kind">${kindOf(facts)}</span
      >${column.kind === 'hidden' ? html`<span></span>` : picture}<span class="figure"
        >${auc === null ? null : html`AUC alone <b>${auc.toFixed(3)}</b>`}</span
      ><span class="figure">missing <b>${percent(missing)}</b></span>
    </summary>
    <div class="detail">
      ${column.kind === 'hidden' ? hiddenDetail(facts) : openDetail(facts, everybody)}
    </div>
  </details>`;
}

function kindOf({ column }: ColumnFacts): string {
  if (column.kind === 'hidden') return 'only counted';
  if (column.kind === 'words')
    return `${count(column.distinct)} word${column.distinct === 1 ? '' : 's'}`;
  return column.time ? 'dates' : 'numbers';
}

function hiddenDetail({ column }: ColumnFacts): Html {
  const reason = column.kind === 'hidden' ? column.reason : '';
  return html`<p>
    This column ${reason}, so its values are not shown. It holds ${count(column.distinct)} different
    ones, and is missing in ${count(column.missing)} rows.
  </p>`;
}

function openDetail(facts: ColumnFacts, everybody: Exploration['everybody']): Html {
  const { column, groups, histogram, numbers } = facts;
  const time = column.kind === 'numeric' ? column.time : null;
  const write = (value: number) => writeValue(value, time);
  const isRated = groups.some(({ rate }) => rate !== null);
  const known = groups.reduce((sum, { customers }) => sum + customers, 0);
  const summary =
    numbers && known > 0
      ? [
          ['Mean', write(numbers.mean)],
          ...(time ? [] : [['Standard deviation', write(numbers.deviation)]]),
          ...numbers.quantiles.map(({ percent: at, value }) => [
            at === 50 ? 'Median' : `${at} % quantile`,
            write(value),
          ]),
          ['Different values', count(column.distinct)],
        ]
      : [];
  return html`<div class="charts">
      ${
        histogram && known > 0
          ? html`<figure>
              <figcaption>
                Customers${isRated ? html` <span class="key"><i class="left"></i>left <i class="stayed"></i>stayed</span>` : null}
              </figcaption>
              ${histogramChart(column.name, histogram, write)}${histogram.outside > 0 ? html`<p class="aside">${count(histogram.outside)} beyond the picture stand in its outermost bars.</p>` : null}
            </figure>`
          : null
      }${
        isRated
          ? html`<figure>
              <figcaption>Share that left</figcaption>
              ${rateChart(column.name, groups, everybody)}
            </figure>`
          : null
      }
    </div>
    ${
      summary.length > 0
        ? html`<dl class="facts">
            ${summary.map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>`
        : null
    }
    ${groupTable(`${column.name} in figures`, column.kind === 'words' ? 'Word' : 'From, to', groups)}`;
}

/** Whether somebody has given it a name for people that its own does not tell. */
function isNamed({ name, label }: ColumnFacts['column']): boolean {
  return label !== labelOfName(name);
}
