import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    inline-size: min(440px, calc(100vw - 16px));
    max-block-size: calc(100vh - 16px);
    padding: 0;
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) + 4px);
    color: var(--_text);
    background: var(--_surface);
  }
  dialog::backdrop {
    background: #0006;
  }
  dialog form {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 14px;
  }
  dialog h2 {
    font-size: calc(var(--_size) + 2px);
  }
  dialog .ends {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
  }
  dialog .pair {
    display: grid;
    grid-template-columns: 1fr minmax(70px, 30%);
    gap: 8px;
  }
  dialog fieldset {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  dialog legend {
    padding: 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  dialog .radio.radio {
    flex-direction: row;
    align-items: center;
    gap: 8px;
    min-block-size: 24px;
    font-size: var(--_size);
    color: var(--_text);
  }
  dialog .found {
    max-block-size: 260px;
    overflow: auto;
    border-block: 1px solid var(--_line);
  }
  dialog .found button {
    inline-size: 100%;
    border-radius: 0;
  }
  dialog .found button:focus-visible {
    outline-offset: -2px;
    box-shadow: none;
  }
`;
