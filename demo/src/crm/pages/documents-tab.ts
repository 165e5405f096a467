import type { Customer } from '../customer.ts';
import { documentsOf, type Document } from '../documents.ts';
import { html, type Html } from '../html.ts';
import { icon } from '../icons.ts';
import { profileOf } from '../profile.ts';
import { date, type View } from '../view.ts';
import { BANK } from './layout.ts';

export function documentsTab(view: View, customer: Customer): Html {
  const { texts, today } = view;
  return html`<section class="panel scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.document.name}</th>
          <th scope="col">${texts.document.date}</th>
        </tr>
      </thead>
      <tbody>
        ${documentsOf(customer, today).map(
          (document) =>
            html`<tr>
              <td>
                <a
                  class="with-icon"
                  href="${documentsAddress(customer)}/${document.number}"
                  data-swap="#panel"
                  >${icon('document')}${titleOf(view, document)}</a
                >
              </td>
              <td>${date(view, document.date)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** One document as a sheet of paper. */
export function documentSheet(view: View, customer: Customer, document: Document): Html {
  const { texts } = view;
  const { name, street, city } = profileOf(customer);
  return html`<article class="panel sheet">
      <p class="faint">${BANK} · ${date(view, document.date)}</p>
      <h2>${titleOf(view, document)}</h2>
      <p>${name}<br />${street}<br />${city}<br />${texts.customerNumber(customer.id)}</p>
      <p>${texts.documentTexts[document.kind]}</p>
      <p class="faint">${texts.document.sample}</p>
    </article>
    <a class="button" href="${documentsAddress(customer)}" data-swap="#panel"
      >${texts.document.back}</a
    >`;
}

function titleOf({ texts }: View, { kind, year }: Document): string {
  return year === null ? texts.documentKinds[kind] : `${texts.documentKinds[kind]} ${year}`;
}

function documentsAddress({ id }: Customer): string {
  return `/customers/${encodeURIComponent(id)}/documents`;
}
