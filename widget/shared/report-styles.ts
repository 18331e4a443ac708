import { css } from 'lit';
import { fieldStyles, menuStyles } from './menu.ts';

export const reportStyles = css`
  ${menuStyles}${fieldStyles}
  :host {
    min-inline-size: min(240px, 100vw);
  }
  .root {
    container: report / inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
    background: var(--_surface);
  }
  .tools,
  .asks {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px;
    padding: 8px 14px;
    border-block-end: 1px solid var(--_line);
  }
  .asks {
    background: var(--_sunken);
  }
  .asks label {
    flex: 0 1 200px;
    min-inline-size: 120px;
  }
  .tools button,
  .csv {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 30px;
    padding-inline: 9px;
    white-space: nowrap;
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
  }
  .parts button {
    border-radius: 0;
    margin-inline-start: -1px;
  }
  .parts button:first-child {
    border-start-start-radius: var(--_radius);
    border-end-start-radius: var(--_radius);
    margin: 0;
  }
  .parts button:last-child {
    border-start-end-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
  }
  .parts [aria-pressed='true'],
  select.set {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
    position: relative;
  }
  .drop::after {
    content: '▾' / '';
    color: var(--_quiet);
    font-size: var(--_small);
  }
  .icon {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    flex: 1 1 100%;
  }
  .steps li {
    display: flex;
    align-items: end;
    gap: 2px;
    flex: 0 1 220px;
    min-inline-size: 150px;
  }
  .steps label {
    flex: 1;
  }
  .steps .bare {
    flex: none;
    min-block-size: 30px;
    text-align: center;
  }
  .body {
    flex: 1;
    min-inline-size: 0;
    padding: var(--_gap) 14px;
  }
  .counted[inert] {
    opacity: 0.6;
  }
  .summary {
    margin-block-end: var(--_gap);
  }
  .summary a,
  td a,
  .group a {
    display: inline-block;
    min-inline-size: 24px;
    min-block-size: 24px;
    line-height: 24px;
    text-decoration: none;
  }
  .summary button.bare,
  td button.bare,
  .group button.bare {
    color: var(--_accent);
    text-align: end;
  }
  :is(.summary, td, .group) :is(a, button.bare):hover {
    text-decoration: underline;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    margin-block-end: 6px;
  }
  .inline {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }
  .inline span {
    white-space: nowrap;
  }
  .inline select {
    max-inline-size: 240px;
  }
  .by-day,
  .sharing + .sharing {
    margin-block-start: calc(var(--_gap) * 2);
  }
  .scroll {
    overflow: auto;
  }
  .by-day .scroll {
    max-block-size: 320px;
  }
  .by-day thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 3px 0 3px 16px;
    font: inherit;
    text-align: end;
    vertical-align: top;
    white-space: nowrap;
  }
  thead th {
    color: var(--_quiet);
    font-size: var(--_small);
    vertical-align: bottom;
    border-block-end: 1px solid var(--_line-strong);
  }
  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  tbody th[scope='row'] {
    inline-size: 40%;
    min-inline-size: 130px;
    white-space: normal;
  }
  tbody :is(th, td) {
    border-block-end: 1px solid var(--_line);
    line-height: 24px;
  }
  .group th {
    padding-block-start: 12px;
    font-weight: 600;
  }
  .group th a,
  .group th button {
    margin-inline-start: 8px;
    font-weight: 400;
  }
  svg.bar {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    margin-block-end: 3px;
    overflow: hidden;
    border-radius: 2px;
  }
  svg .track {
    fill: var(--_sunken);
    stroke: none;
  }
  svg .checkpoint {
    fill: var(--_mark);
  }
  svg rect.all {
    fill: var(--_line-strong);
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    margin-inline-end: 14px;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .key::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 2px;
    background: var(--_line-strong);
  }
  .key.checkpoint::before {
    background: var(--_mark);
  }
  .days {
    margin: 0 0 var(--_gap);
  }
  .plot {
    position: relative;
    border-block: 1px solid var(--_line);
  }
  .plot svg {
    display: block;
    inline-size: 100%;
    block-size: 120px;
  }
  .most {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    padding-inline: 3px;
    background: color-mix(in srgb, var(--_surface) 80%, transparent);
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .ends {
    display: flex;
    justify-content: space-between;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .funnel {
    display: grid;
    gap: 4px;
    margin-block-end: var(--_gap);
  }
  .funnel li {
    display: grid;
    grid-template-columns: minmax(90px, 30%) minmax(0, 1fr) 70px;
    align-items: center;
    gap: 10px;
  }
  .funnel svg.bar {
    block-size: 16px;
    margin: 0;
  }
  .funnel .number {
    text-align: end;
  }
  .intervals {
    display: grid;
    gap: 2px;
    margin-block-end: 6px;
  }
  .intervals li {
    display: grid;
    grid-template-columns: 60px minmax(0, 420px);
    align-items: center;
    gap: 10px;
  }
  svg.interval {
    inline-size: 100%;
    block-size: auto;
  }
  svg.interval .track {
    stroke: var(--_line);
  }
  svg.interval .range {
    stroke: var(--_text);
    stroke-width: 1.5;
  }
  .verdicts {
    margin-block-start: 6px;
  }
  .note-below {
    margin-block-start: var(--_gap);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    min-block-size: 32px;
    padding: 5px 14px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .foot .dot.live {
    color: inherit;
  }
  .foot .dot.live::before {
    background: var(--_good);
  }
  @container report (inline-size < 640px) {
    .tools,
    .asks,
    .foot,
    .body {
      padding-inline: 10px;
    }
    .asks label,
    .steps li {
      flex: 1 1 130px;
    }
  }
  @media (forced-colors: active) {
    svg,
    .key::before {
      forced-color-adjust: none;
    }
    svg .checkpoint,
    .key.checkpoint::before {
      fill: Highlight;
      background: Highlight;
    }
    svg rect.all,
    .key::before {
      fill: GrayText;
      background: GrayText;
    }
    svg .track {
      fill: Canvas;
    }
    svg.interval .range {
      stroke: CanvasText;
    }
  }
`;
