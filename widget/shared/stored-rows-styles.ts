import { css } from 'lit';

export const storedRowsStyles = css`
  .fields {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .head,
  .ends {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .head .space {
    flex: 1;
  }
  .ends {
    justify-content: flex-end;
  }
  p:empty {
    display: none;
  }
  .scrolled {
    max-block-size: 340px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  pre {
    margin: 0 0 6px;
    padding: 6px 8px;
    white-space: pre-wrap;
    font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    font-size: var(--_small);
    background: var(--_surface);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  thead {
    position: sticky;
    inset-block-start: 0;
    background: var(--_sunken);
  }
  :is(th, td) {
    max-inline-size: 320px;
    padding: 3px 10px;
    text-align: start;
    vertical-align: top;
  }
  th {
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_quiet);
  }
  tbody tr {
    border-block-start: 1px solid var(--_line);
  }
  .doings {
    text-align: end;
    white-space: nowrap;
  }
  .doings button {
    margin-inline-start: 10px;
  }
  .editor,
  .import {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    align-items: end;
    gap: 8px 12px;
  }
  .faults {
    max-block-size: 160px;
    overflow: auto;
  }
  .fields .check.check {
    flex-direction: row;
    align-items: center;
    gap: 6px;
    font-size: var(--_size);
    color: var(--_text);
  }
`;
