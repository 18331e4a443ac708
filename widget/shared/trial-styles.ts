import { css } from 'lit';

export const trialStyles = css`
  .tools,
  .moves {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    margin-block: 6px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
  }
  .check input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  summary {
    min-block-size: 28px;
    line-height: 28px;
    cursor: pointer;
    color: var(--_quiet);
  }
  .log {
    max-block-size: 46vh;
    overflow: auto;
    margin-block: 8px;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .log li {
    display: flex;
    align-items: end;
    gap: 8px;
    margin-block: 4px;
  }
  .log .customer {
    flex-direction: row-reverse;
  }
  .log time {
    font-size: 11px;
    white-space: nowrap;
  }
  .bubble {
    max-inline-size: 80%;
    padding: 5px 10px;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_surface);
    white-space: pre-wrap;
  }
  .customer .bubble {
    border-color: transparent;
    background: var(--_accent-soft);
  }
  .say {
    display: flex;
    gap: 6px;
  }
  .say input {
    flex: 1;
  }
  h4 {
    margin: 12px 0 4px;
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_quiet);
  }
  .marks li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 24px;
  }
  .values div {
    display: grid;
    grid-template-columns: minmax(0, 45%) minmax(0, 1fr);
    gap: 8px;
    padding-block: 2px;
    border-block-end: 1px solid var(--_line);
  }
  .values dt {
    color: var(--_quiet);
  }
  @media (forced-colors: active) {
    .bubble {
      border-color: CanvasText;
    }
  }
`;
