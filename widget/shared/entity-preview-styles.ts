import { css } from 'lit';

export const entityPreviewStyles = css`
  section {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .part {
    padding: 0 0 2px;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .part:not(:first-child) {
    margin-block-start: 10px;
  }
  .cells {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    align-items: end;
    gap: 8px 12px;
  }
  .subject {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .bubble {
    max-inline-size: 420px;
    inline-size: fit-content;
    padding: 8px 12px;
    border-radius: 12px 12px 12px 2px;
    background: var(--_accent-soft);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .bubble + p {
    margin-block-start: 4px;
  }
  pre {
    margin: 0;
    padding: 8px 10px;
    max-block-size: 300px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    font: inherit;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .faults {
    margin-block-start: 4px;
  }
  [role='status']:empty {
    display: none;
  }
`;
