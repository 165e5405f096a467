import type { DriftingColumn, ExploredDrift } from '../drift.ts';
import { html, type Html } from '../../page/html.ts';
import { groupTable } from './group-table.ts';
import { heatClass } from './heat-class.ts';
import { periodChart } from './period-chart.ts';

/** A stability index of this or more has the strongest color. */
const MUCH = 0.5;

export function driftSection(drift: ExploredDrift | null): Html | null {
  if (!drift) return null;
  const ranked = [...drift.columns].sort((a, b) => largest(b) - largest(a));
  return html`<section aria-labelledby="drift">
    <h2 id="drift">With time</h2>
    <figure>
      <figcaption>Customers by ${drift.column}, and the share that left</figcaption>
      ${periodChart(drift.periods)}
    </figure>
    <details>
      <summary>The periods in figures</summary>
      ${groupTable(`By ${drift.column}`, 'Period', drift.periods)}
    </details>
    <h3>Columns that move</h3>
    <p>
      The population stability index against the first period, below the value of each period: under
      0.1 is little, over 0.25 is much. The column that moves most comes first.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Columns by period">
      <table class="drift">
        <thead>
          <tr>
            <th scope="col">Column</th>
            ${drift.periods.map(({ label }) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${ranked.map(
            ({ name, measure, values, psi }) =>
              html`<tr>
                <th scope="row">${name}<small>${measure}</small></th>
                ${values.map((value, period) => {
                  const index = psi[period];
                  return html`<td class="${heatClass((index ?? 0) / MUCH)}">
                    ${value ?? '–'}<small>${index === null ? 'too few' : index.toFixed(2)}</small>
                  </td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function largest({ psi }: DriftingColumn): number {
  return Math.max(0, ...psi.map((value) => value ?? 0));
}
