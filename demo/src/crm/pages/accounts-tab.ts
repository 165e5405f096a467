import { accountsOf, bookingsOf } from '../accounts.ts';
import type { Customer } from '../customer.ts';
import { html, type Html } from '../html.ts';
import { date, eurosAndCents, type View } from '../view.ts';

export function accountsTab(view: View, customer: Customer): Html {
  return html`
    <section class="panel scroll">${accounts(view, customer)}</section>
    <section class="panel scroll">${bookings(view, customer)}</section>
  `;
}

function accounts(view: View, customer: Customer): Html {
  const { texts } = view;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${texts.accounts.account}</th>
        <th scope="col">${texts.accounts.opened}</th>
        <th scope="col" class="amount">${texts.accounts.balance}</th>
      </tr>
    </thead>
    <tbody>
      ${accountsOf(customer, view.today).map(
        (account) =>
          html`<tr>
            <td><b>${texts.products[account.product]}</b> <small>${account.number}</small></td>
            <td>${date(view, account.opened)}</td>
            <td class="amount">${eurosAndCents(view, account.balance)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="2">${texts.accounts.total}</th>
        <td class="amount">${eurosAndCents(view, customer.fields.balance)}</td>
      </tr>
    </tfoot>
  </table>`;
}

function bookings(view: View, customer: Customer): Html {
  const { texts } = view;
  const latest = bookingsOf(customer, view.today);
  if (latest.length === 0) {
    return html`<h2>${texts.accounts.bookings}</h2>
      <p class="faint">${texts.accounts.noBookings}</p>`;
  }
  return html`<h2>${texts.accounts.bookings}</h2>
    <table>
      <tbody>
        ${latest.map(
          (booking) =>
            html`<tr>
              <td>${texts.bookings[booking.kind]}</td>
              <td class="faint">${date(view, booking.on)}</td>
              <td class="amount ${booking.amount > 0 && 'is-credit'}">
                ${eurosAndCents(view, booking.amount)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
