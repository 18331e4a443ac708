import { css } from 'lit';
import { barStyles } from './bar-styles.ts';
import { fieldStyles, menuStyles } from './menu.ts';

export const historyStyles = css`
  ${menuStyles}${fieldStyles}
  :host {
    min-inline-size: min(240px, 100vw);
    block-size: 100%;
    min-block-size: 320px;
    max-block-size: 100vh;
  }
  .root {
    container: history / inline-size;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: inherit;
    max-block-size: inherit;
    background: var(--_surface);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    padding: 8px 14px;
    border-block-end: 1px solid var(--_line);
  }
  .search {
    flex: 1 1 180px;
    max-inline-size: 340px;
  }
  /* A dialog, which takes no room among them. */
  waypost-history-filter {
    position: absolute;
  }
  .tools button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 30px;
    padding-inline: 9px;
    white-space: nowrap;
  }
  .tools .number {
    font-weight: 600;
  }
  .space {
    flex: 1;
  }
  .drop::after {
    content: '▾' / '';
    color: var(--_quiet);
    font-size: var(--_small);
  }
  .set {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  ${barStyles}
  .bar.kept {
    color: var(--_warn);
  }
  .chips button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
    min-block-size: 26px;
    border-radius: 99px;
  }
  .chips li {
    max-inline-size: 100%;
  }
  .news {
    border: 0;
    border-block-end: 1px solid var(--_line);
    border-radius: 0;
    min-block-size: 30px;
    text-align: center;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  .news:focus-visible {
    outline-offset: -2px;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
  }
  .body.filled {
    display: flex;
    flex-direction: column;
    overflow: hidden;
  }
  waypost-history-table {
    flex: 1;
    block-size: auto;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 4px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 12px;
    min-block-size: 32px;
    padding: 3px 14px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .foot .dot.live {
    color: inherit;
  }
  .foot .dot.live::before {
    background: var(--_good);
  }
  .tools .sorting {
    display: none;
  }
  @container history (inline-size < 1000px) {
    .tools .sorting {
      display: inline-flex;
    }
    .search {
      max-inline-size: none;
    }
    .space {
      display: none;
    }
  }
  @container history (inline-size < 640px) {
    .root :is(.tools, .bar, .foot) {
      padding-inline: 10px;
    }
    .tools {
      gap: 4px;
    }
    .tools > button {
      padding-inline: 7px;
    }
    .search {
      flex-basis: 100%;
    }
  }
  @container history (640px <= inline-size < 760px) {
    .search {
      flex-basis: 140px;
    }
  }
  @container history (inline-size < 760px) {
    .tools button .words {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
