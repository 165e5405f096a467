import type { Group } from '../group.ts';
import { count, percent } from '../../page/format.ts';
import { html, type Html } from '../../page/html.ts';

/** The figures behind the charts. @param kind of what the first column holds */
export function groupTable(caption: string, kind: string, groups: readonly Group[]): Html {
  const isRated = groups.some(({ rate }) => rate !== null);
  const total = groups.reduce((sum, { customers }) => sum + customers, 0);
  const rows = groups.map(
    ({ label, customers, left, rate }) =>
      html`<tr>
        <th scope="row">${label}</th>
        <td>${count(customers)}</td>
        <td>${percent(customers / Math.max(1, total))}</td>
        ${
          isRated
            ? html`<td>${left === null ? '–' : count(left)}</td>
                <td>${rate ? percent(rate.share) : 'too few'}</td>
                <td>${rate ? `${percent(rate.low)} to ${percent(rate.high)}` : '–'}</td>`
            : null
        }
      </tr>`,
  );
  const rated = isRated
    ? html`<th scope="col">Left</th>
        <th scope="col">Share</th>
        <th scope="col">95 % interval</th>`
    : null;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${kind}</th>
          <th scope="col">Customers</th>
          <th scope="col">Of all</th>
          ${rated}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
