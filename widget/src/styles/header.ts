import { css } from './css.ts';

/** Title, number, horizon, bar and track record. */
export const header = css`
  .header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    min-block-size: 1.4em;
  }
  .header b {
    font-size: 0.93em;
  }
  .freshness {
    margin-inline-start: auto;
    font-size: 0.86em;
    color: var(--faint);
  }
  .stale .freshness {
    color: var(--medium);
    font-weight: 600;
  }
  .demo {
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 4px;
    font-size: 0.79em;
    color: var(--faint);
  }
  .hero {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-block-start: 10px;
  }
  .number {
    font-size: 2.86em;
    line-height: 1;
    font-weight: 650;
    letter-spacing: -0.02em;
    white-space: nowrap;
    direction: ltr;
    unicode-bidi: isolate;
  }
  .number small {
    font-size: 0.5em;
    font-weight: 600;
    letter-spacing: 0;
    margin-inline-start: 1px;
  }
  .stale .number {
    color: var(--soft);
  }
  .band {
    padding: 3px 9px;
    border-radius: 999px;
    background: var(--risk-bg);
    color: var(--risk);
    font-size: 0.86em;
    font-weight: 650;
  }
  .trend {
    display: grid;
    margin-inline-start: auto;
    text-align: end;
    font-size: 0.86em;
    line-height: 1.3;
    color: var(--soft);
  }
  .trend.up b {
    color: var(--up);
  }
  .trend.down b {
    color: var(--down);
  }
  .horizon {
    margin-block-start: 6px;
    font-size: 0.93em;
    color: var(--soft);
  }
  .scale {
    position: relative;
    margin-block-start: 16px;
    padding-block-end: 4px;
  }
  .track,
  .bar {
    overflow: hidden;
    background: var(--track);
    border-radius: 4px;
  }
  .track {
    block-size: 8px;
  }
  .fill,
  .bar i {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    transition: inline-size 0.3s;
  }
  .fill {
    background: var(--risk);
  }
  .stale .fill {
    opacity: 0.6;
  }
  .mark {
    position: absolute;
    inset-block-start: -4px;
    inline-size: 2px;
    block-size: 16px;
    margin-inline-start: -1px;
    border-radius: 1px;
    background: var(--ink);
    opacity: 0.6;
  }
  .labels {
    position: relative;
    margin-block-start: 5px;
    block-size: 1.3em;
    font-size: 0.79em;
    line-height: 1.3;
    color: var(--faint);
  }
  .labels span {
    position: absolute;
    white-space: nowrap;
  }
  .track-record {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    margin-block-start: 8px;
    font-size: 0.9em;
    color: var(--soft);
  }
  .track-record p {
    flex: 1 1 8.5em;
  }
  .track-record b {
    color: var(--ink);
  }
  .dots {
    inline-size: 110px;
    fill: none;
    stroke-width: 4;
    stroke-linecap: round;
  }
  .dots .rest {
    stroke: var(--track);
  }
  .dots .left {
    stroke: var(--risk);
  }
  .card:dir(rtl) .dots {
    transform: scaleX(-1);
  }
  .blank {
    display: block;
    border-radius: 6px;
    background: var(--track);
  }
  .number.blank {
    inline-size: 2.4em;
  }
  .horizon .blank {
    inline-size: 75%;
  }
`;
