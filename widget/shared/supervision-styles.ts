import { css } from 'lit';

export const supervisionStyles = css`
  :host {
    min-inline-size: min(280px, 100vw);
  }
  .root {
    container: supervision / inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
    background: var(--_surface);
  }
  .search-row {
    padding: 8px 14px;
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .sections {
    flex: 1;
    display: grid;
    align-content: start;
  }
  section {
    padding: var(--_gap) 14px;
    border-block-end: 1px solid var(--_line);
    min-inline-size: 0;
  }
  @container supervision (inline-size >= 760px) {
    .sections {
      grid-template-columns: 1fr 1fr;
    }
    section:nth-child(odd) {
      border-inline-end: 1px solid var(--_line);
    }
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
    margin-block-end: 6px;
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .key::before,
  .part {
    content: '';
    block-size: 8px;
    background: var(--_key);
  }
  .key::before {
    inline-size: 8px;
    border-radius: 2px;
  }
  .waiting {
    --_key: var(--_mark);
  }
  .in-progress,
  .today {
    --_key: var(--_accent);
  }
  .finished,
  .before {
    --_key: var(--_line-strong);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 4px 0 4px 12px;
    font: inherit;
    text-align: end;
    vertical-align: middle;
    overflow-wrap: normal;
  }
  td {
    white-space: nowrap;
  }
  thead th {
    color: var(--_quiet);
    font-size: var(--_small);
    vertical-align: bottom;
    white-space: nowrap;
  }
  @container supervision (inline-size < 360px) {
    thead th {
      white-space: normal;
    }
    thead .key {
      display: inline-grid;
      justify-items: end;
      gap: 2px;
    }
  }
  /* As wide as the others leave it. */
  tbody th,
  thead th:first-child {
    inline-size: 100%;
    max-inline-size: 0;
    padding-inline-start: 0;
    text-align: start;
  }
  tbody th {
    overflow-wrap: anywhere;
  }
  tbody th bdi {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  tbody tr + tr > * {
    border-block-start: 1px solid var(--_line);
  }
  td button.bare {
    min-inline-size: 24px;
    text-align: end;
    color: var(--_accent);
  }
  td button.bare:hover {
    text-decoration: underline;
  }
  .bar {
    display: flex;
    gap: 1px;
    margin-block: 3px 2px;
  }
  .bar.thin .part {
    block-size: 3px;
  }
  .part {
    flex: none;
    inline-size: calc(var(--_part) * 100%);
    border-radius: 2px;
    transition: inline-size 0.3s;
  }
  @media (prefers-reduced-motion: reduce) {
    .part {
      transition: none;
    }
  }
  .latest li + li,
  .found li + li {
    border-block-start: 1px solid var(--_line);
  }
  .latest button,
  .found button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 10px;
    inline-size: 100%;
    padding: 4px 4px;
    border: 0;
  }
  .found button {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .latest bdi,
  .found bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .latest .stop {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    font-weight: 600;
  }
  .latest .who {
    grid-column: 2;
  }
  .found {
    max-block-size: 260px;
    overflow: auto;
  }
  .more {
    margin-block-start: 6px;
  }
  .foot {
    padding: 4px 14px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .dot.live::before {
    background: var(--_good);
  }
  .dot.live {
    color: inherit;
  }
  @media (forced-colors: active) {
    .part,
    .key::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .before.part,
    .finished.part,
    .key.before::before,
    .key.finished::before {
      background: GrayText;
    }
    .waiting.part,
    .key.waiting::before {
      background: Highlight;
    }
  }
`;
