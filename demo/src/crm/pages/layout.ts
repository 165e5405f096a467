import { html, type Html } from '../html.ts';
import { icon, type IconName } from '../icons.ts';
import { AGENT } from '../profile.ts';
import { LANGUAGES, THEMES } from '../texts.ts';
import type { View } from '../view.ts';

export interface Page {
  readonly title: string;
  readonly section: 'customers' | 'tasks' | null;
  readonly content: Html;
  /** What the search field holds. */
  readonly search?: string;
  /** Scripts that this page alone needs. */
  readonly scripts?: Html;
}

export const BANK = 'Tarnvik Bank';

/** The frame around every page. */
export function layout(view: View, page: Page): string {
  const { texts } = view;
  return `<!doctype html>\n${
    html`<html lang="${view.language}" data-theme="${view.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${BANK}</title>
        <link rel="icon" href="/assets/mark.svg" />
        <link rel="stylesheet" href="/assets/crm.css" />
        <link rel="stylesheet" href="/assets/customer.css" />
        <script type="module" src="/assets/swap.js"></script>
        ${page.scripts}
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <header class="bar">
          <a class="brand" href="/customers"><img src="/assets/mark.svg" alt="" />${BANK}</a>
          <nav>
            ${section(page, 'customers', texts.customers)} ${section(page, 'tasks', texts.tasks)}
          </nav>
          <form class="search" action="/customers" role="search" data-swap="#content">
            ${icon('search')}
            <input
              type="search"
              name="q"
              value="${page.search ?? ''}"
              aria-label="${texts.search}"
              placeholder="${texts.searchHint}"
              autocomplete="off"
            />
          </form>
          ${languages(view)} ${themes(view)}
          <span class="avatar agent" title="${AGENT.name}">${AGENT.initials}</span>
        </header>
        <main id="content" tabindex="-1">${page.content}</main>
      </body>
    </html>`.text
  }`;
}

function section(page: Page, name: 'customers' | ('tasks' & IconName), label: string): Html {
  return html`<a href="/${name}" ${page.section === name && html`aria-current="page"`}
    >${icon(name)}<span>${label}</span></a
  >`;
}

function languages(view: View): Html {
  const links = LANGUAGES.map(
    (language) =>
      html`<a
        href="${preference('language', language)}"
        hreflang="${language}"
        ${language === view.language && html`aria-current="true"`}
        >${language.toUpperCase()}</a
      >`,
  );
  return html`<span class="languages" role="group" aria-label="${view.texts.language}"
    >${links}</span
  >`;
}

function themes(view: View): Html {
  const next = THEMES[(THEMES.indexOf(view.theme) + 1) % THEMES.length];
  const label = view.texts.theme[view.theme];
  return html`<a
    class="theme"
    href="${preference('theme', next)}"
    title="${label}"
    aria-label="${label}"
    >${icon('theme')}</a
  >`;
}

function preference(name: string, value: string): string {
  return `/preferences?${new URLSearchParams({ [name]: value })}`;
}
