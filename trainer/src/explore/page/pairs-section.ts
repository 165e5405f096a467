import type { Exploration } from '../explore.ts';
import type { Pair } from '../pairs.ts';
import { count } from '../../page/format.ts';
import { heatClass } from './heat-class.ts';
import { html, type Html } from '../../page/html.ts';

const MOST_COLUMNS = 30;
const MOST_ROWS = 12;
/** A weaker association need not be read about. */
const WEAKEST = 0.1;

/** Which columns say the same: a heat map of every two, and the strongest in words. */
export function pairsSection({ columns, pairs, pairRows, rows }: Exploration): Html | null {
  if (pairs.length === 0) return null;
  const inPairs = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const names = columns
    .filter(({ column }) => inPairs.has(column.name) && column.distinct > 1)
    .sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0))
    .slice(0, MOST_COLUMNS)
    .map(({ column }) => column.name);
  const strengths = new Map(
    pairs.flatMap((pair) => [
      [keyOf(pair.a, pair.b), pair],
      [keyOf(pair.b, pair.a), pair],
    ]),
  );
  const sample =
    pairRows < rows
      ? html` Of ${count(rows)} rows, ${count(pairRows)} evenly spread ones were used.`
      : null;
  return html`<section aria-labelledby="pairs">
    <h2 id="pairs">Which columns say the same</h2>
    <p>
      From 0, nothing to do with each other, to 1, one tells the other. Numbers: Spearman’s rank
      correlation, without its sign; a number and words: the correlation ratio; words: Cramér’s V,
      corrected for bias.${sample}
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Association of every two columns">
      <table class="heat">
        <thead>
          <tr>
            <td></td>
            ${names.map((name) => html`<th scope="col"><span>${name}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${names.map(
            (row) =>
              html`<tr>
                <th scope="row">${row}</th>
                ${names.map((column) => cellOf(row, column, strengths))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h3>The strongest</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="The strongest associations">
      <table>
        <thead>
          <tr>
            <th scope="col">Columns</th>
            <th scope="col">Strength</th>
            <th scope="col">Measure</th>
          </tr>
        </thead>
        <tbody>
          ${pairs
            .filter(({ strength }) => strength !== null && strength >= WEAKEST)
            .slice(0, MOST_ROWS)
            .map(
              ({ a, b, strength, measure, isOpposed }) =>
                html`<tr>
                  <th scope="row">${a} and ${b}</th>
                  <td>${strength?.toFixed(2)}</td>
                  <td>${measure}${isOpposed ? ', one falls where the other grows' : ''}</td>
                </tr>`,
            )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function cellOf(row: string, column: string, strengths: ReadonlyMap<string, Pair>): Html {
  if (row === column) return html`<td class="same"></td>`;
  const strength = strengths.get(keyOf(row, column))?.strength ?? null;
  if (strength === null) return html`<td>–</td>`;
  return html`<td class="${heatClass(strength)}">${strength.toFixed(2).replace(/^0/, '')}</td>`;
}

function keyOf(a: string, b: string): string {
  return JSON.stringify([a, b]);
}
