import { css } from 'lit';

export const interactionStyles = css`
  :host {
    min-inline-size: 200px;
  }
  .root {
    container: interaction / inline-size;
    background: var(--_surface);
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
  @container interaction (inline-size > 340px) {
    .facts {
      grid-template-columns: auto fit-content(40%) auto minmax(0, 1fr);
    }
    .facts .whole {
      grid-column: 2 / -1;
    }
  }
  @container interaction (inline-size < 340px) {
    .head {
      grid-template-columns: 36px minmax(0, 1fr);
    }
    .status.status {
      grid-column: 2;
      justify-self: start;
    }
  }
  .tabs {
    display: flex;
    gap: 2px;
    padding: 4px 8px 0;
    border-block: 1px solid var(--_line);
    background: var(--_sunken);
    overflow-x: auto;
  }
  .tabs button {
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
