import type { Risk } from '../customer.ts';
import { html, type Html } from '../html.ts';
import type { Profile } from '../profile.ts';
import { percent, type View } from '../view.ts';

export function avatar({ initials, color }: Profile): Html {
  return html`<span class="avatar color-${color}" aria-hidden="true">${initials}</span>`;
}

export function status(view: View, isActive: boolean | null): Html {
  if (isActive === null) return html`<span class="status">${view.texts.unknown}</span>`;
  return isActive
    ? html`<span class="status is-active">${view.texts.active}</span>`
    : html`<span class="status is-inactive">${view.texts.inactive}</span>`;
}

/** The score in a list: number, bar and word; color alone says nothing. */
export function riskCell(view: View, risk: Risk | null): Html {
  if (!risk) return html`<span class="faint">${view.texts.noScore}</span>`;
  const width = Math.round(risk.probability * 100);
  return html`<span class="risk ${risk.band}">
    <b>${percent(view, risk.probability)}</b>
    <svg class="risk-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="6" rx="3" />
      <rect width="${width}" height="6" rx="3" />
    </svg>
    <span>${view.texts.bands[risk.band]}</span>
  </span>`;
}

/** Names beside values. */
export function facts(entries: readonly (readonly [string, string | number | Html])[]): Html {
  return html`<dl class="facts">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
