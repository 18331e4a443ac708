import { css } from 'lit';
import { groupIconStyles } from './group-icons.ts';

export const outlineStyles = css`
  ${groupIconStyles}
  .root {
    container: outline / inline-size;
    background: var(--_surface);
  }
  .action {
    padding: 8px 14px;
    border-block-end: 1px solid var(--_line);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 90px;
  }
  .action.chosen {
    background: var(--_accent-soft);
  }
  .action.visited {
    border-inline-start: 3px solid var(--_accent);
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .head .number {
    min-inline-size: 2.2em;
    font-size: var(--_small);
  }
  .head .name {
    flex: 1;
    min-inline-size: 0;
  }
  .icon-place {
    display: grid;
    place-items: center;
    inline-size: 16px;
  }
  .icon-place .blaze {
    inline-size: 10px;
    block-size: 10px;
  }
  .pick {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
  }
  .pick input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .finding {
    padding-inline-start: calc(2.2em + 32px);
    font-size: var(--_small);
  }
  .action ul {
    padding-inline-start: calc(2.2em + 32px);
  }
  .action ul li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
    min-block-size: 26px;
  }
  .action .label {
    color: var(--_quiet);
  }
  .action li.taken .label {
    color: var(--_accent);
    font-weight: 600;
  }
  .count {
    margin-inline-start: auto;
  }
  @container outline (inline-size < 480px) {
    .action ul,
    .finding {
      padding-inline-start: 12px;
    }
  }
`;
