import { css } from './css.ts';

/** Reasons, doubts, states without a number, and what the score is for. */
export const reasons = css`
  .heading {
    margin-block: 16px 4px;
    font-size: 0.79em;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--faint);
  }
  li {
    padding-block: 2px 6px;
  }
  .reason {
    display: grid;
    grid-template-columns: 1fr auto auto;
    gap: 8px;
    align-items: baseline;
    inline-size: 100%;
    padding-block: 3px;
  }
  /* What opens something says so: down for more, up for less. */
  button.reason::after,
  .more button::after,
  summary::after {
    content: '';
    display: inline-block;
    inline-size: 5px;
    block-size: 5px;
    margin-inline-start: 6px;
    border: solid var(--faint);
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-2px) rotate(45deg);
  }
  button[aria-expanded='true']::after,
  [open] summary::after {
    transform: translateY(1px) rotate(225deg);
  }
  button.reason::after {
    grid-area: 1 / 2;
    margin: 0;
  }
  button.reason:hover .sentence {
    text-decoration: underline;
    text-decoration-color: var(--faint);
    text-underline-offset: 2px;
  }
  .points {
    grid-column: 3;
    font-weight: 600;
    color: var(--faint);
    direction: ltr;
    unicode-bidi: isolate;
  }
  .changes li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 8px;
    padding-block: 1px;
    font-size: 0.93em;
    color: var(--soft);
  }
  .changes .points {
    grid-column: 2;
  }
  .changes .up .points,
  .raises .points {
    color: var(--up);
  }
  .changes .down .points,
  .lowers .points {
    color: var(--down);
  }
  .bar {
    block-size: 5px;
  }
  .bar i {
    background: var(--faint);
  }
  .raises .bar i {
    background: var(--up);
  }
  .lowers .bar i {
    background: var(--down);
  }
  .evidence {
    margin-block-start: 4px;
    font-size: 0.86em;
    color: var(--soft);
  }
  .more {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 8px;
    margin-block-start: 2px;
    font-size: 0.9em;
  }
  .more button,
  .link {
    color: var(--accent);
  }
  .more button:hover,
  .link:hover,
  summary:hover {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .others {
    color: var(--faint);
  }
  dl {
    font-size: 0.9em;
    color: var(--soft);
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding-block: 1px;
  }
  dd {
    text-align: end;
  }
  .sum dd {
    direction: ltr;
    white-space: nowrap;
  }
  .sum div:last-child {
    margin-block-start: 3px;
    padding-block-start: 4px;
    border-block-start: 1px solid var(--line);
    font-weight: 600;
    color: var(--ink);
  }
  .sum {
    margin-block-end: 8px;
  }
  .note,
  .doubt {
    margin-block-start: 12px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--faint);
    font-size: 0.9em;
    color: var(--soft);
  }
  .note {
    border-color: var(--line);
  }
  .message {
    margin-block-start: 12px;
  }
  .message b {
    font-size: 1.14em;
  }
  .message p {
    margin-block-start: 6px;
    font-size: 0.93em;
    color: var(--soft);
  }
  .about {
    margin-block-start: 14px;
    padding-block-start: 10px;
    border-block-start: 1px solid var(--line);
    font-size: 0.86em;
    color: var(--soft);
  }
  summary {
    color: var(--faint);
    cursor: pointer;
    padding-block: 2px;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .about p,
  .about dl {
    margin-block-start: 6px;
    font-size: 1em;
  }
  @media (prefers-reduced-motion: reduce) {
    .fill,
    .bar i {
      transition: none;
    }
  }
  /* Bars are backgrounds, which forced colors take away: they keep the system's own. */
  @media (forced-colors: active) {
    .fill,
    .bar i,
    .mark {
      forced-color-adjust: none;
      background: CanvasText;
      opacity: 1;
    }
    .track,
    .bar,
    .band,
    .blank {
      border: 1px solid CanvasText;
    }
    .dots .left {
      stroke: CanvasText;
    }
    .dots .rest {
      stroke: GrayText;
      stroke-width: 1.5;
    }
  }
`;
