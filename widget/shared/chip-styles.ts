import { css } from 'lit';

/** How chips look, wherever they stand. */
export const chipStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
  }
  .chip-place {
    display: flex;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .one-line {
    flex-wrap: nowrap;
  }
  /* Rather the first one whole than both cut. */
  .one-line .chip-place:first-child {
    flex: none;
  }
  .one-line .chip-place:first-child:not(:only-child) {
    max-inline-size: 60%;
  }
  .one-line .more-place {
    flex: none;
  }
  .chip,
  .more {
    position: relative;
    display: flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 24px;
    min-block-size: 22px;
    padding: 0 8px;
    font-size: calc(var(--_size) - 1px);
    line-height: 1.3;
  }
  .chip {
    max-inline-size: min(100%, 240px);

    background: var(--waypost-chip-background, var(--_mark-soft));
    border: 1px solid
      var(--waypost-chip-line, color-mix(in oklab, var(--_mark) 45%, transparent));
    border-radius: 4px;
    font-weight: 550;
    cursor: default;
  }
  .chip::after,
  .more::after {
    content: '';
    position: absolute;
    inset: -2px;
  }
  .chip bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name-only {
    font-style: italic;
    font-weight: 450;
  }
  .more {
    padding: 0 4px;
    color: var(--_quiet);
  }
  .new {
    animation: arrive 1.2s ease-out;
  }
  @keyframes arrive {
    from {
      box-shadow: 0 0 0 5px color-mix(in oklab, var(--_mark) 55%, transparent);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .new {
      animation: none;
    }
  }
`;
