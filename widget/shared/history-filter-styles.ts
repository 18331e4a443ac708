import { css } from 'lit';
import { mainButton } from './main-button.ts';
import { fieldStyles } from './menu.ts';

export const historyFilterStyles = css`
  ${fieldStyles}${mainButton}
  dialog {
    inline-size: min(520px, 100%);
    max-inline-size: 100%;
    block-size: min(760px, 100dvh);
    max-block-size: 100dvh;
    margin: auto;
    padding: 0;
    overflow: hidden;
    color: inherit;
    font: inherit;
    background: var(--_raised);
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) + 4px);
    box-shadow: 0 12px 48px #0005;
  }
  dialog::backdrop {
    background: #0006;
  }
  form {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  header,
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
  }
  footer {
    border-block: 1px solid var(--_line) 0;
  }
  header h2,
  .space {
    flex: 1;
  }
  .close {
    text-align: center;
  }
  .fields {
    flex: 1;
    overflow: auto;
    padding: 4px 16px 16px;
  }
  details {
    border-block-end: 1px solid var(--_line);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 34px;
    cursor: pointer;
    font-weight: 550;
  }
  summary::before {
    content: '›' / '';
    inline-size: 10px;
    color: var(--_quiet);
  }
  details[open] summary::before {
    transform: rotate(90deg);
  }
  .count {
    padding: 0 7px;
    border-radius: 99px;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: var(--_small);
  }
  fieldset {
    margin: 0;
    padding: 0 0 10px 18px;
    border: 0;
    min-inline-size: 0;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr));
    gap: 0 12px;
    max-block-size: 240px;
    overflow: auto;
    margin-block-start: 2px;
    padding: 2px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
    min-inline-size: 0;
  }
  .check input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
    align-items: end;
    gap: 8px;
    padding-block: 8px;
  }
  .row {
    padding-block: 8px;
  }
  .pairs li {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .pairs span {
    flex: 1;
  }
  .pairs button {
    text-align: center;
  }
  .faults {
    padding: 8px 0;
  }
  @media (max-width: 560px) {
    dialog {
      inline-size: 100%;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    header,
    footer {
      padding-inline: 12px;
    }
    .fields {
      padding-inline: 12px;
    }
    footer .main {
      flex: 1 0 auto;
      text-align: center;
    }
  }
`;
