import type { Exploration } from '../explore.ts';
import { count, percent } from '../../page/format.ts';
import { html, type Html } from '../../page/html.ts';

/** Where cells are missing, together with which others, and whether that tells about leaving. */
export function missingSection({ missingness, rows, everybody }: Exploration): Html {
  const { columns, patterns, more } = missingness;
  if (columns.length === 0) {
    return html`<section aria-labelledby="missing">
      <h2 id="missing">Missing</h2>
      <p>No cell is missing.</p>
    </section>`;
  }
  const isRated = everybody.rate !== null;
  const share = (group: (typeof columns)[number]['missing']) =>
    group.rate
      ? `${percent(group.rate.share)} (${percent(group.rate.low)} to ${percent(group.rate.high)})`
      : 'too few';
  const byColumn = [...columns].sort((a, b) => b.missing.customers - a.missing.customers);
  return html`<section aria-labelledby="missing">
    <h2 id="missing">Missing</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Missing by column">
      <table>
        <caption>
          By column
        </caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Rows</th>
            <th scope="col">Of all</th>
            ${
              isRated
                ? html`<th scope="col">Left where missing</th>
                    <th scope="col">Left otherwise</th>
                    <th scope="col">Tells about leaving</th>`
                : null
            }
          </tr>
        </thead>
        <tbody>
          ${byColumn.map(
            ({ name, missing, known, tells }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${count(missing.customers)}</td>
                <td>${percent(missing.customers / rows)}</td>
                ${
                  isRated
                    ? html`<td>${share(missing)}</td>
                        <td>${share(known)}</td>
                        <td>${tells ? 'yes' : 'not seen'}</td>`
                    : null
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      patterns.length === 0
        ? null
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Missing together">
            <table class="wide">
              <caption>
                Missing in the same rows
              </caption>
              <thead>
                <tr>
                  <th scope="col">Columns</th>
                  <th scope="col">Rows</th>
                </tr>
              </thead>
              <tbody>
                ${patterns.map(
                  (pattern) =>
                    html`<tr>
                      <th scope="row">${pattern.columns.join(', ')}</th>
                      <td>${count(pattern.rows)}</td>
                    </tr>`,
                )}${
                  more.patterns > 0
                    ? html`<tr>
                        <th scope="row">${more.patterns} other sets of columns</th>
                        <td>${count(more.rows)}</td>
                      </tr>`
                    : null
                }
              </tbody>
            </table>
          </div>`
    }
  </section>`;
}
