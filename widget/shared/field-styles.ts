import { css } from 'lit';
import { mainButton } from './main-button.ts';

/** Fields of forms: a label above each. */
export const fieldStyles = css`
  ${mainButton}
  .fields label {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-inline-size: 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .fields :is(input, select, textarea) {
    box-sizing: border-box;
    min-inline-size: 0;
    min-block-size: 30px;
    margin: 0;
    padding: 3px 8px;
    font: inherit;
    font-size: var(--_size);
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .fields :is(input, textarea)[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .fields :is(input[type='checkbox'], input[type='radio']) {
    min-block-size: 0;
    accent-color: var(--_accent);
  }
`;
