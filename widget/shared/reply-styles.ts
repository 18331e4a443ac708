import { css } from 'lit';
import { mainButton } from './main-button.ts';

export const replyStyles = [
  mainButton,
  css`
    :host {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      min-inline-size: 200px;
    }
    .root {
      background: var(--_surface);
    }
    .unsent {
      display: flex;
      flex-direction: column;
      align-items: flex-end;
      gap: 8px;
      padding: 0 14px var(--_gap);
    }
    .unsent li {
      max-inline-size: 86%;
      padding: 6px 10px;
      border: 1px dashed var(--_line-strong);
      border-radius: calc(var(--_radius) + 4px);
    }
    .unsent p,
    .kept {
      white-space: pre-wrap;
    }
    .box {
      padding: 8px 14px;
      border-block-start: 1px solid var(--_line);
      background: var(--_sunken);
    }
    .grow {
      display: grid;
      max-block-size: 160px;
      overflow: auto;
      border: 1px solid var(--_line-strong);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .grow:focus-within {
      outline: 2px solid var(--_accent);
      outline-offset: 1px;
    }
    .grow::after {
      content: attr(data-text) ' ';
      visibility: hidden;
      white-space: pre-wrap;
    }
    .grow::after,
    textarea {
      grid-area: 1 / 1;
      min-inline-size: 0;
      padding: 5px 9px;
      font: inherit;
      overflow-wrap: anywhere;
    }
    textarea {
      margin: 0;
      border: 0;
      outline: none;
      box-shadow: none;
      resize: none;
      overflow: hidden;
      background: none;
      color: inherit;
    }
    textarea::placeholder {
      color: var(--_quiet);
      opacity: 1;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 6px;
      margin-block-start: 6px;
    }
    .actions .line {
      background: var(--_surface);
    }
    .hint {
      flex: 1 1 120px;
    }
    .question {
      flex: 1 1 100%;
    }
    #limit:not(:empty) {
      margin-block-start: 4px;
    }
    .kept {
      margin-block-start: 4px;
      padding-inline-start: 10px;
      border-inline-start: 2px solid var(--_line-strong);
    }
    @media (forced-colors: active) {
      .grow:focus-within {
        outline-color: Highlight;
      }
    }
  `,
];
