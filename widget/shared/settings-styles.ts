import { css } from 'lit';
import { barStyles } from './bar-styles.ts';

export const settingsStyles = css`
  ${barStyles}
  .root {
    container: settings / inline-size;
    background: var(--_surface);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 14px;
    border-block-end: 1px solid var(--_line);
  }
  .head .search {
    flex: 1 1 220px;
    max-inline-size: 340px;
  }
  .head .search input {
    inline-size: 100%;
  }
  .head .space {
    flex: 1;
  }
  .head .line {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 30px;
  }
  .chosen,
  .unsaved,
  .told {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 6px 14px;
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .told {
    display: block;
  }
  .told:empty {
    display: none;
  }
  .told .uses {
    margin-block: 4px;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  thead {
    background: var(--_sunken);
  }
  :is(th, td) {
    padding: 0 8px;
    block-size: var(--_row);
    text-align: start;
    font-weight: inherit;
  }
  :is(th, td):first-child {
    padding-inline-start: 14px;
  }
  thead th {
    font-size: var(--_small);
    color: var(--_quiet);
    font-weight: 600;
    white-space: nowrap;
  }
  thead .sort {
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
  }
  thead .sort:hover,
  thead [aria-sort] .sort {
    color: var(--_text);
  }
  thead [aria-sort='ascending'] .sort::after {
    content: ' ↑' / '';
  }
  thead [aria-sort='descending'] .sort::after {
    content: ' ↓' / '';
  }
  tbody tr {
    border-block-end: 1px solid var(--_line);
  }
  tbody tr:hover {
    background: color-mix(in oklab, var(--_accent-soft) 45%, var(--_surface));
  }
  input[type='checkbox'] {
    inline-size: 16px;
    block-size: 16px;
    margin: 4px;
    accent-color: var(--_accent);
    vertical-align: middle;
  }
  .pick {
    inline-size: 24px;
  }
  .reference {
    font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    font-size: var(--_small);
  }
  .chip {
    display: inline-flex;
  }
  .doings {
    padding-inline-end: 14px;
    text-align: end;
    white-space: nowrap;
  }
  .doings button {
    margin-inline-start: 12px;
  }
  .foot {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: var(--_row);
    padding: 4px 14px;
    color: var(--_quiet);
    font-size: var(--_small);
  }
  .busy tbody {
    opacity: 0.6;
  }
  dialog {
    inline-size: min(520px, calc(100vw - 16px));
  }
  dialog:has(waypost-schema-form) {
    inline-size: min(860px, calc(100vw - 16px));
    scroll-padding-block: 8px 60px; /* what has the focus is not below the buttons */
  }
  dialog:has(waypost-schema-form) form > .ends {
    position: sticky;
    z-index: 3;
    inset-block-end: 0;
    margin: 0 -14px -14px;
    padding: 8px 14px;
    background: var(--_surface);
    border-block-start: 1px solid var(--_line);
  }
  dialog .named {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
    gap: 10px 12px;
  }
  dialog .outcome:empty {
    display: none;
  }
  dialog progress {
    inline-size: 100%;
  }
  .lines {
    max-block-size: 260px;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .lines li {
    padding-block: 4px;
    border-block-start: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .lines li:first-child {
    border: 0;
  }
  .uses {
    max-block-size: 220px;
    overflow: auto;
  }
  .uses li {
    padding-block: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .uses li:first-child {
    border: 0;
  }
  .warned {
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_warn);
  }
  .conflict {
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_bad);
  }
  .conflict table {
    margin-block: 6px;
  }
  .conflict :is(th, td) {
    block-size: auto;
    padding: 3px 8px 3px 0;
    vertical-align: top;
  }
  .conflict .other td {
    font-weight: 600;
  }
  .fields .check.check {
    flex-direction: row;
    align-items: center;
    gap: 4px;
    font-size: var(--_size);
    color: var(--_text);
  }
  .main.danger {
    background: var(--_bad);
    border-color: var(--_bad);
    color: var(--_surface);
  }
  .main[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  summary {
    min-block-size: 24px;
    cursor: pointer;
  }
  /* In a narrow place a row is a small block: its name, below it the rest. */
  @container settings (inline-size < 620px) {
    table,
    thead,
    tbody,
    tr,
    :is(th, td) {
      display: block;
      block-size: auto;
    }
    thead tr {
      display: flex;
      padding-inline-start: 6px;
    }
    thead th:not(:has(.sort, input)) {
      display: none;
    }
    thead .pick {
      flex: none;
      inline-size: auto;
      padding: 0;
    }
    tbody tr {
      position: relative;
      padding-block: 6px;
      padding-inline-start: 30px;
    }
    .unpicked tbody tr {
      padding-inline-start: 6px;
    }
    tbody :is(th, td) {
      padding-block: 1px;
    }
    tbody .pick {
      position: absolute;
      inset-block-start: 6px;
      inset-inline-start: 0;
      padding-inline-start: 8px;
    }
    tbody .none {
      display: none;
    }
    .doings {
      text-align: start;
    }
    .doings button {
      margin-inline: 0 14px;
    }
  }
  @media (forced-colors: active) {
    .main.danger {
      border: 2px solid ButtonText;
    }
  }
`;
