import type { Exploration } from '../explore.ts';
import type { JointRate } from '../joint.ts';
import { count, percent } from '../../page/format.ts';
import { heatClass } from './heat-class.ts';
import { html, type Html } from '../../page/html.ts';

/** The rate of leaving by two columns at once; with JavaScript one chooses them from lists. */
export function jointSection({ joint }: Exploration): Html | null {
  if (joint.length === 0) return null;
  const names = [...new Set(joint.flatMap(({ a, b }) => [a, b]))];
  const options = (chosen: string) =>
    names.map((name) =>
      name === chosen ? html`<option selected>${name}</option>` : html`<option>${name}</option>`,
    );
  return html`<section aria-labelledby="joint">
    <h2 id="joint">Two columns together</h2>
    <p>
      The share that left among the customers of each field, and how many customers they are. The
      ${names.length} columns that tell most about leaving, and are known before, are here.
    </p>
    <form class="tools needs-script" hidden>
      <label
        >Rows
        <select id="joint-a">
          ${options(names[0])}
        </select></label
      ><label
        >Columns
        <select id="joint-b">
          ${options(names[1])}
        </select></label
      ><span id="joint-same" role="status"></span>
    </form>
    <div id="joint-list">${joint.map(jointDetails)}</div>
  </section>`;
}

function jointDetails({ a, b, labelsA, labelsB, cells }: JointRate, index: number): Html {
  const most = Math.max(...cells.flat().map(({ rate }) => rate?.share ?? 0), 0.01);
  return html`<details data-a="${a}" data-b="${b}" ${index === 0 ? html` open` : null}>
    <summary>${a} and ${b}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Share that left by ${a} and ${b}">
      <table class="grid">
        <caption>
          Rows: ${a}; columns: ${b}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${labelsB.map((label) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${labelsA.map(
            (label, row) =>
              html`<tr>
                <th scope="row">${label}</th>
                ${cells[row].map(({ customers, rate }) =>
                  rate
                    ? html`<td class="${heatClass(rate.share / most)}">
                        <b>${percent(rate.share)}</b><small>of ${count(customers)}</small>
                      </td>`
                    : html`<td><small>${customers === 0 ? 'nobody' : 'too few'}</small></td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
