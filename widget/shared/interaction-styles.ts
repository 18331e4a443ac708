import { css } from 'lit';

export const interactionStyles = css`
  :host {
    min-inline-size: 200px;
  }
  .root {
    container: interaction / inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
    background: var(--_surface);
  }
  .sides {
    flex: 1;
  }
  .head {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr) auto;
    gap: 10px;
    align-items: center;
    padding: var(--_gap) 14px;
  }
  .face {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 650;
  }
  h2 {
    font-size: calc(var(--_size) + 2px);
    font-weight: 650;
    line-height: 1.25;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .head .number {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .status.status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    padding: 1px 9px;
    border: 1px solid transparent;
    border-radius: 99px;
    background: color-mix(in oklab, currentColor 12%, transparent);
    font-size: var(--_small);
    font-weight: 600;
    white-space: nowrap;
  }
  .row {
    padding: calc(var(--_gap) * 0.8) 14px;
    border-block-start: 1px solid var(--_line);
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 10px;
  }
  dd {
    font-weight: 500;
    min-inline-size: 0;
  }
  @container interaction (340px < inline-size < 900px) {
    .facts {
      grid-template-columns: auto fit-content(40%) auto minmax(0, 1fr);
    }
  }
  @container interaction (inline-size < 340px) or (inline-size >= 900px) {
    .head {
      grid-template-columns: 36px minmax(0, 1fr);
    }
    .status.status {
      grid-column: 2;
      justify-self: start;
    }
  }
  .unfold {
    display: flex;
    align-items: center;
    inline-size: 100%;
    min-block-size: var(--_row);
    padding-block: 0;
    border-width: 1px 0 0;
    border-radius: 0;
  }
  .unfold span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unfold > span {
    flex: 1;
  }
  .unfold::after {
    content: '›' / '';
    rotate: 90deg;
    margin-inline-start: 8px;
    color: var(--_quiet);
  }
  .unfold[aria-expanded='true']::after {
    rotate: -90deg;
  }
  .unfold:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  #more:not(.open) {
    display: none;
  }
  @container interaction (inline-size >= 900px) {
    .sides {
      display: grid;
      grid-template-columns: minmax(280px, 26%) minmax(0, 1fr);
    }
    .central {
      border-inline-start: 1px solid var(--_line);
    }
    .unfold {
      display: none;
    }
    #more:not(.open) {
      display: block;
    }
  }
  .bar {
    display: flex;
    border-block: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .tabs {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    gap: 2px;
    padding: 4px 8px 0;
    overflow-x: auto;
    scrollbar-width: none;
    /* Shadows at the ends where there is more to scroll to. */
    background:
      linear-gradient(90deg, var(--_sunken) 50%, transparent) 0 / 36px 100% local,
      linear-gradient(270deg, var(--_sunken) 50%, transparent) 100% / 36px 100% local,
      linear-gradient(90deg, var(--_line), transparent) 0 / 16px 100%,
      linear-gradient(270deg, var(--_line), transparent) 100% / 16px 100%,
      var(--_sunken);
    background-repeat: no-repeat;
  }
  @container interaction (inline-size >= 900px) {
    .bar {
      display: grid;
      grid-template: 38px auto / minmax(0, 1fr);
      border-block-start: 0;
    }
    .bar .tabs {
      grid-row: 2;
    }
  }
  .foot {
    padding: 6px 14px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .tabs button {
    flex: none;
    padding: 5px 8px 6px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    color: var(--_quiet);
    font-weight: 550;
    white-space: nowrap;
  }
  .tabs button:focus-visible {
    outline-offset: -2px;
    box-shadow: none;
  }
  @media (forced-colors: active) {
    .tabs {
      scrollbar-width: thin;
    }
    .tabs button {
      border-color: Canvas;
    }
  }
  .tabs [aria-selected='true'] {
    color: var(--_text);
    border-color: var(--_accent);
  }
  [role='tabpanel']:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
`;
