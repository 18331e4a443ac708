import { css } from 'lit';
import { groupIconStyles } from './group-icons.ts';

export const workbenchStyles = css`
  ${groupIconStyles}
  :host {
    block-size: 100%;
  }
  .root {
    block-size: 100%;
    container: workbench / inline-size;
    background: var(--_surface);
  }
  .bench {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 420px;
  }
  .bar,
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 6px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .tools {
    gap: 6px;
    background: var(--_sunken);
  }
  .bar h2 {
    font-size: calc(var(--_size) + 2px);
  }
  .space {
    flex: 1;
  }
  .state {
    color: var(--_quiet);
  }
  .state.production {
    color: var(--_good);
  }
  [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  button[aria-pressed='true'],
  button[aria-expanded='true'] {
    color: var(--_accent);
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .banner {
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
    border-inline-start: 3px solid var(--_warn);
  }
  .banner .compared {
    max-block-size: 180px;
    overflow: auto;
    margin-block: 4px 8px;
  }
  .work {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-block-size: 0;
  }
  .work.with-side {
    grid-template-columns: minmax(0, 1fr) min(400px, 45%);
  }
  .tree {
    position: relative;
    min-block-size: 0;
    overflow: auto;
  }
  .first-step {
    position: absolute;
    inset: 14px 14px auto;
    z-index: 1;
    pointer-events: none;
  }
  .side {
    min-block-size: 0;
    overflow: auto;
    padding: 10px 14px 20px;
    border-inline-start: 1px solid var(--_line);
    background: var(--_surface);
  }
  .panel-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-block-end: 6px;
  }
  .side h3 {
    font-size: calc(var(--_size) + 1px);
  }
  .side h4 {
    margin: 14px 0 4px;
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_quiet);
  }
  .side > section > * + * {
    margin-block-start: 8px;
  }
  .branches li,
  .sources li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    min-block-size: 28px;
    border-block-start: 1px solid var(--_line);
  }
  .branches .label {
    color: var(--_quiet);
  }
  .branches .go {
    margin-inline-start: auto;
    text-align: center;
    color: var(--_accent);
  }
  .branches .nowhere {
    color: var(--_quiet);
    text-decoration: underline dotted;
  }
  .panel-ends {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 14px;
  }
  .findings li {
    padding-block: 6px;
    border-block-start: 1px solid var(--_line);
  }
  .findings button {
    display: block;
  }
  .versions > li {
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .versions .doings {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
  }
  .versions [aria-current],
  .versions li[aria-current] b {
    color: var(--_accent);
  }
  .side .compared {
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .publish-dialog {
    inline-size: min(560px, calc(100vw - 16px));
  }
  .publish-dialog .found-list {
    max-block-size: 40vh;
    overflow: auto;
  }
  .publish-dialog h4 {
    margin: 6px 0 2px;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .differences li {
    display: flex;
    gap: 8px;
    padding-block: 2px;
  }
  .differences li li {
    display: block;
    color: var(--_quiet);
  }
  .differences .mark {
    inline-size: 1em;
    font-weight: 600;
    text-align: center;
  }
  .tree-dialog {
    inline-size: min(520px, calc(100vw - 16px));
  }
  .tree-dialog .offers {
    block-size: min(60vh, 480px);
    overflow: auto;
    border-block: 1px solid var(--_line);
  }
  .tree-dialog :is(h3, h4) {
    margin: 8px 0 2px;
    font-weight: 600;
  }
  .tree-dialog h4 {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .offer {
    display: flex;
    align-items: start;
    gap: 10px;
    inline-size: 100%;
    padding: 5px 8px;
  }
  .offer[aria-current='true'] {
    color: var(--_accent);
  }
  .offer > span > * {
    display: block;
  }
  .offer:focus-visible {
    outline-offset: -2px;
    box-shadow: none;
  }
  .icon-place {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 16px;
    block-size: 18px;
  }
  .icon-place .blaze {
    inline-size: 10px;
    block-size: 10px;
  }
  @container workbench (inline-size < 760px) {
    .work.with-side {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(160px, 1fr) minmax(0, 1.4fr);
    }
    .side {
      border-inline-start: 0;
      border-block-start: 1px solid var(--_line-strong);
    }
  }
`;
