import { html, type Html } from '../html.ts';
import { icon } from '../icons.ts';
import {
  COLUMNS,
  listAddress,
  type Column,
  type ListEntry,
  type ListPage,
  type ListQuery,
} from '../list-query.ts';
import { ago, euros, number, type View } from '../view.ts';
import { layout } from './layout.ts';
import { avatar, riskCell, status } from './parts.ts';

/** @param all how many customers there are */
export function listPage(view: View, query: ListQuery, list: ListPage, all: number): string {
  const { texts } = view;
  const content = html`
    <div class="title-row">
      <h1>${texts.customers}</h1>
      <span class="faint" role="status">${texts.customerCount(list.found, all)}</span>
    </div>
    ${list.found === 0 ? nobody(view, query) : table(view, query, list)}
  `;
  return layout(view, {
    title: texts.customers,
    section: 'customers',
    search: query.search,
    content,
  });
}

function nobody({ texts }: View, { search }: ListQuery): Html {
  return html`<div class="panel empty">
    <p>${texts.nobodyFound(search)}</p>
    <a class="button" href="/customers">${texts.allCustomers}</a>
  </div>`;
}

function table(view: View, query: ListQuery, list: ListPage): Html {
  return html`<div class="panel scroll">
      <table class="customers">
        <thead>
          <tr>
            ${COLUMNS.map((column) => heading(view, query, column))}
          </tr>
        </thead>
        <tbody>
          ${list.entries.map((entry) => line(view, entry))}
        </tbody>
      </table>
    </div>
    ${pager(view, query, list)}`;
}

function heading({ texts }: View, query: ListQuery, column: Column): Html {
  const isSorted = query.sort === column;
  const descending = isSorted ? !query.descending : column === 'risk';
  const label = texts.columns[column];
  const order = query.descending ? 'descending' : 'ascending';
  return html`<th class="${column}" scope="col" ${isSorted && html`aria-sort="${order}"`}>
    <a
      href="${listAddress({ ...query, sort: column, descending, page: 1 })}"
      title="${texts.sortedBy(label)}"
      data-swap="#content"
      >${label}${isSorted && icon(query.descending ? 'down' : 'up')}</a
    >
  </th>`;
}

function line(view: View, { customer, profile, lastContact }: ListEntry): Html {
  const { id, fields, risk } = customer;
  return html`<tr>
    <td class="name">
      <div>
        ${avatar(profile)}
        <span>
          <a href="/customers/${encodeURIComponent(id)}">${profile.name}</a>
          <small>${view.texts.customerNumber(id)}</small>
        </span>
      </div>
    </td>
    <td class="city">${profile.city.replace(/^\d+ /, '')}</td>
    <td class="products">${number(view, fields.products)}</td>
    <td class="balance">${euros(view, fields.balance)}</td>
    <td class="status">${status(view, fields.isActive)}</td>
    <td class="contact">${ago(view, lastContact)}</td>
    <td class="risk">${riskCell(view, risk)}</td>
  </tr>`;
}

function pager({ texts }: View, query: ListQuery, { page, pages }: ListPage): Html {
  const link = (to: number, label: string) =>
    to < 1 || to > pages
      ? html`<span class="button" aria-disabled="true">${label}</span>`
      : html`<a class="button" href="${listAddress({ ...query, page: to })}" data-swap="#content"
          >${label}</a
        >`;
  return html`<nav class="pager" aria-label="${texts.page(page, pages)}">
    <span class="faint">${texts.page(page, pages)}</span>
    ${link(page - 1, texts.previous)} ${link(page + 1, texts.next)}
  </nav>`;
}
