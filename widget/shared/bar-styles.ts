import { css } from 'lit';

/** Small pictures in buttons, and a bar that says what goes on. */
export const barStyles = css`
  .icon {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    padding: 5px 14px;
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .bar .bare,
  .bar progress {
    flex: none;
  }
`;
