import { customerSince } from '../accounts.ts';
import type { Customer } from '../customer.ts';
import { html, type Html } from '../html.ts';
import { icon } from '../icons.ts';
import { profileOf } from '../profile.ts';
import type { View } from '../view.ts';
import { accountsTab } from './accounts-tab.ts';
import { activitiesTab } from './activities-tab.ts';
import { documentsTab } from './documents-tab.ts';
import { layout } from './layout.ts';
import { overviewTab } from './overview-tab.ts';
import { avatar, status } from './parts.ts';

export const TABS = ['overview', 'accounts', 'activities', 'documents'] as const;
export type Tab = (typeof TABS)[number];

const CONTENT: Readonly<Record<Tab, (view: View, customer: Customer) => Html>> = {
  overview: overviewTab,
  accounts: accountsTab,
  activities: activitiesTab,
  documents: documentsTab,
};

/** @param notice a line over the tab, such as "Saved." */
export function customerPage(view: View, customer: Customer, tab: Tab, notice?: string): string {
  const panel = html`
    ${notice && html`<p class="notice" role="status">${notice}</p>`} ${CONTENT[tab](view, customer)}
  `;
  return customerFrame(view, customer, tab, panel);
}

/** A customer's header and tabs, the panel, and the side column with the card. */
export function customerFrame(
  view: View,
  customer: Customer,
  current: Tab | null,
  panel: Html,
): string {
  const { name } = profileOf(customer);
  const content = html`
    <nav class="crumbs" aria-label="${view.texts.path}">
      <a href="/customers">${view.texts.customers}</a> / ${name}
    </nav>
    ${header(view, customer)}
    <div class="columns">
      <div class="main-column" id="panel" tabindex="-1">
        ${tabs(view, customer, current)} ${panel}
      </div>
      <aside aria-label="${view.texts.sideColumn}">${card(view, customer)}</aside>
    </div>
  `;
  return layout(view, { title: name, section: 'customers', content, scripts: cardScript(view) });
}

/** The two lines that an admin pastes into the page of any CRM: this one ... */
function cardScript({ cardServer }: View): Html {
  return html`<script type="module" src="${cardServer}/churn-card.js"></script>`;
}

/** ... and this one. */
function card({ texts }: View, { id }: Customer): Html {
  return html`<churn-card customer-id="${id}" token-url="/api/churn-token"
    >${texts.fallback}</churn-card
  >`;
}

function header(view: View, customer: Customer): Html {
  const { texts, today } = view;
  const profile = profileOf(customer);
  return html`<header class="customer">
    ${avatar(profile)}
    <div>
      <h1>${profile.name}</h1>
      <p class="chips">
        ${status(view, customer.fields.isActive)}
        <span>${texts.customerNumber(customer.id)}</span>
        <span>${texts.since(customerSince(customer, today).getUTCFullYear())}</span>
      </p>
    </div>
    <div class="actions">
      <a class="button" href="tel:${profile.phone.replaceAll(' ', '')}"
        >${icon('call')}${texts.call}</a
      >
      <a class="button" href="mailto:${profile.email}">${icon('email')}${texts.email}</a>
      <a class="button primary" href="${addressOf(customer)}/edit" data-swap="#panel"
        >${icon('edit')}${texts.edit}</a
      >
    </div>
  </header>`;
}

function tabs({ texts }: View, customer: Customer, current: Tab | null): Html {
  return html`<nav class="tabs" aria-label="${profileOf(customer).name}">
    ${TABS.map((tab) => {
      const address = addressOf(customer) + (tab === 'overview' ? '' : `/${tab}`);
      return html`<a
        href="${address}"
        data-swap="#panel"
        ${tab === current && html`aria-current="page"`}
        >${texts.tabs[tab]}</a
      >`;
    })}
  </nav>`;
}

function addressOf({ id }: Customer): string {
  return `/customers/${encodeURIComponent(id)}`;
}
