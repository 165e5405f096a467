import { css } from './css.ts';

/** The frame, and what shields it from what a host's page hands down. */
export const base = css`
  :host {
    display: block;
    /* Wider, its bars would be long and its lines hard to read; a page may say otherwise. */
    max-inline-size: 480px;
  }
  :host([hidden]) {
    display: none;
  }
  /* Everything that is inherited starts anew, or a host's right-aligned capitals would come in. */
  .card {
    all: initial;
    visibility: inherit;
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    padding: var(--churn-card-padding, 16px);
    border: 1px solid var(--line);
    border-radius: var(--churn-card-radius, 12px);
    background: var(--bg);
    color: var(--ink);
    font-family: var(
      --churn-card-font-family,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif
    );
    font-size: var(--churn-card-font-size, 14px);
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  b {
    font-weight: 600;
  }
  [hidden] {
    display: none;
  }
  button {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
    /* At least 24 px to hit, without more distance between lines. */
    padding-block: 3px;
  }
  button:focus-visible,
  summary:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
    border-radius: 3px;
  }
  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
