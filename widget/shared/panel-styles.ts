import { css } from 'lit';

export const panelStyles = css`
  :host {
    min-inline-size: min(240px, 100vw);
  }
  .root {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    overflow: hidden;
  }
  waypost-desk ~ .body {
    min-block-size: 160px;
  }
  .bar {
    display: flex;
    align-items: center;
    min-block-size: calc(var(--_row) + 4px);
    padding: 2px 8px;
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .bar h2 {
    padding-inline: 6px;
  }
  .bar button {
    padding-inline: 6px;
  }
  .bar button::before {
    content: '‹ ' / '';
  }
  .bar button:dir(rtl)::before {
    content: '› ' / '';
  }
  .news {
    border-radius: 0;
    text-align: center;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  .body {
    flex: 1;
    min-block-size: 280px;
    overflow: auto;
  }
  .body:has(> waypost-history:not([hidden])) {
    display: flex;
    flex-direction: column;
    overflow: hidden;
  }
  .body > waypost-history:not([hidden]) {
    flex: 1;
    min-block-size: 0;
  }
  /* As high as what stands above the rows of the whole history, which comes in place of the first list. */
  .coming {
    block-size: 83px;
    border-block-end: 1px solid var(--_line);
  }
  .body {
    container: body / inline-size;
  }
  @container body (inline-size >= 640px) {
    .coming {
      block-size: 47px;
    }
  }
  .foot,
  .kept {
    padding: 4px 14px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-block-size: 36px;
  }
  .state {
    flex: 1 1 120px;
  }
  .foot [aria-pressed='true'] {
    border-color: var(--_line-strong);
    font-weight: 600;
  }
  .foot button {
    min-block-size: 24px;
    padding: 1px 7px;
  }
  .dot.live::before {
    background: var(--_good);
  }
  .dot.live {
    color: inherit;
  }
`;
