import { css } from 'lit';
import { mainButton } from './main-button.ts';

export const deskStyles = [
  mainButton,
  css`
    :host {
      min-inline-size: 200px;
    }
    /* In the panel it leaves room for the rest. */
    :host([part='desk']) {
      flex: 0 1 auto;
      min-block-size: 0;
      max-block-size: 50%;
      overflow: auto;
      border-block-end: 1px solid var(--_line);
    }
    .root {
      background: var(--_surface);
    }
    .presence {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 10px;
      padding: 6px 14px;
    }
    .segments {
      display: flex;
      border: 1px solid var(--_line-strong);
      border-radius: var(--_radius);
    }
    .segments button {
      align-items: center;
      padding: 1px 9px;
      min-block-size: 26px;
      border-radius: calc(var(--_radius) - 1px);
      color: var(--_quiet);
      white-space: nowrap;
    }
    .segments [aria-pressed='true'] {
      background: color-mix(in oklab, currentColor 12%, transparent);
      color: var(--_text);
      font-weight: 600;
    }
    .segments [aria-pressed='true'].good {
      color: var(--_good);
    }
    .segments [aria-pressed='true'].warn {
      color: var(--_warn);
    }
    .segments [aria-pressed='false']::before {
      display: none;
    }
    .hint {
      flex: 1 1 140px;
    }
    .trouble {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 10px;
      padding: 6px 14px;
      border-block-start: 1px solid var(--_line);
    }
    .ring {
      padding: 8px 14px;
      border-block-start: 1px solid var(--_line);
      border-inline-start: 3px solid var(--_accent);
      background: var(--_accent-soft);
    }
    .first {
      display: flex;
      justify-content: space-between;
      gap: 10px;
    }
    .first .number {
      white-space: nowrap;
      font-weight: 600;
    }
    progress {
      appearance: none;
      display: block;
      inline-size: 100%;
      block-size: 4px;
      margin-block: 6px 8px;
      border: 0;
      border-radius: 2px;
      overflow: hidden;
      background: color-mix(in oklab, var(--_accent) 22%, transparent);
    }
    progress::-webkit-progress-bar {
      background: none;
    }
    progress::-webkit-progress-value {
      background: var(--_accent);
    }
    progress::-moz-progress-bar {
      background: var(--_accent);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .actions .line {
      background: var(--_surface);
    }
    .actions .apart {
      margin-inline-start: auto;
    }
    .mine {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 3px 14px;
      border-block-start: 1px solid var(--_line);
    }
    .mine .open {
      flex: 1;
      min-inline-size: 0;
      padding-inline: 0;
    }
    .mine [aria-current] > bdi {
      font-weight: 600;
    }
    @media (forced-colors: active) {
      progress {
        border: 1px solid CanvasText;
      }
      /* One rule each: a browser drops a rule whose selector it does not know. */
      progress::-webkit-progress-value {
        forced-color-adjust: none;
        background: CanvasText;
      }
      progress::-moz-progress-bar {
        forced-color-adjust: none;
        background: CanvasText;
      }
      .segments [aria-pressed='true'] {
        outline: 2px solid Highlight;
      }
    }
  `,
];
