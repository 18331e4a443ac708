import { css } from 'lit';

export const watchStyles = css`
  p {
    margin-block: 6px;
  }
  h4 {
    margin: 14px 0 6px;
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_quiet);
  }
  .one {
    display: flex;
    gap: 6px;
  }
  .one input {
    flex: 1;
  }
  .latest {
    margin-block-start: 8px;
  }
  .latest li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
    min-block-size: 28px;
    border-block-start: 1px solid var(--_line);
  }
  .latest [aria-current='true'] {
    font-weight: 600;
  }
  .replay {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .replay input {
    flex: 1;
    min-inline-size: 0;
    accent-color: var(--_accent);
  }
`;
