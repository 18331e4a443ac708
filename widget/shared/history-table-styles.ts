import { css } from 'lit';

export const historyTableStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: 100vh;
  }
  .root {
    container: history-table / inline-size;
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--_surface);
  }
  /* As wide as the table may be, and as high as a row of one line is at this size of text. */
  .ruler {
    position: absolute;
    inset-inline: 0;
    box-sizing: border-box;
    min-block-size: var(--_row);
    padding-block: 5px;
    border-block-end: 1px solid;
    visibility: hidden;
    font: var(--_size) / 1.45 var(--_font);
  }
  .ruler::before {
    content: '0' / '';
  }
  .scroller {
    flex: 1;
    position: relative;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-gutter: stable;
  }
  .scroller:focus-visible,
  th .sort:focus-visible {
    outline-offset: -2px;
  }
  table,
  tbody {
    display: block;
  }
  table {
    inline-size: 100%;
    min-inline-size: var(--_width);
  }
  thead {
    display: block;
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    background: var(--_sunken);
  }
  /* What a row would show beyond the table's width must not bring a scrollbar that comes and goes with the row. */
  tbody {
    position: relative;
    overflow-x: clip;
  }
  tr {
    display: grid;
    grid-template-columns: var(--_columns);
    align-items: center;
    border: 0 solid var(--_line);
    border-block-end-width: 1px;
  }
  /* What a browser has rows and cells inherit would have all cells of a row styled anew whenever it moves. */
  tr,
  .root :is(td, th) {
    vertical-align: baseline;
  }
  tbody tr {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    cursor: pointer;
    background: var(--_row-background, var(--_surface));
  }
  .wide tbody tr {
    block-size: var(--_line-height);
    contain: size layout style;
  }
  .wide tbody .open-chips {
    block-size: auto;
    min-block-size: var(--_line-height);
    contain: layout style;
  }
  .narrow tbody tr {
    contain: layout style;
  }
  .busy tbody tr {
    opacity: 0.6;
  }
  tbody tr:hover,
  tbody tr.current:focus-within {
    --_row-background: color-mix(in oklab, var(--_accent-soft) 45%, var(--_surface));
  }
  .root :is(td, th) {
    padding: 0 8px;
    min-inline-size: 0;
    unicode-bidi: normal;
  }
  .wide :is(td, th):first-child {
    padding-inline-start: 14px;
  }
  th {
    position: relative;
    text-align: inherit;
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_quiet);
  }
  th .sort {
    display: flex;
    align-items: center;
    gap: 4px;
    /* room for a ring around its words */
    inline-size: calc(100% + 8px);
    margin-inline: -4px;
    min-block-size: calc(var(--_row) - 2px);
    padding: 0 4px;
    border: 0;
    border-radius: 0;
    background: none;
    white-space: nowrap;
  }
  th .sort span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  th .sort:hover {
    color: var(--_text);
  }
  th[aria-sort] .sort {
    color: var(--_text);
  }
  th[aria-sort='ascending'] .sort::after {
    content: '↑' / '';
  }
  th[aria-sort='descending'] .sort::after {
    content: '↓' / '';
  }
  .edge {
    position: absolute;
    inset-block: 4px;
    inset-inline-end: -5px;
    inline-size: 10px;
    cursor: col-resize;
    touch-action: none;
    z-index: 1;
  }
  .edge::after {
    content: '';
    position: absolute;
    inset-block: 4px;
    inset-inline-start: 4px;
    border-inline-start: 1px solid var(--_line);
  }
  .edge:hover::after {
    border-color: var(--_accent);
    border-inline-start-width: 2px;
  }
  /* Cut, but nothing that could be scrolled: that would be as dear as a scroller in each cell. */
  td {
    white-space: nowrap;
    overflow: clip;
    text-overflow: ellipsis;
  }
  /* What a bdi does, of which there would be hundreds. */
  .root .words {
    unicode-bidi: plaintext;
  }
  td:is(.contact, .end-of-row) {
    display: flex;
    align-items: center;
    overflow: visible;
  }
  td:is(.start, .status, .checkpoints) {
    overflow: visible;
  }
  td bdi {
    display: block;
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
  }
  .actions {
    display: flex;
    flex: none;
    margin-inline-end: -6px;
  }
  .wide :is(td.contact, td.end-of-row) {
    align-self: stretch;
  }
  .wide .end-of-row {
    padding-inline: 4px;
    justify-content: flex-end;
  }
  /* Only where it has to be: a browser draws each by itself. */
  .sideways .end-of-row {
    position: sticky;
    inset-inline-end: 0;
    background: var(--_row-background, var(--_surface));
  }
  .wide thead .end-of-row {
    background: var(--_sunken);
    align-self: stretch;
  }
  .action,
  .arrow {
    display: inline-grid;
    place-items: center;
    inline-size: 26px;
    block-size: 26px;
    min-block-size: 24px;
    min-inline-size: 24px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    color: var(--_accent);
    background: none;
  }
  .action:hover,
  .arrow:hover {
    background: var(--_accent-soft);
    text-decoration: none;
  }
  .arrow {
    font-size: calc(var(--_size) + 4px);
    line-height: 1;
  }
  .arrow::before {
    content: '›' / '';
  }
  .arrow:dir(rtl)::before {
    content: '‹' / '';
  }
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  @media (hover: hover) {
    /* Until a contact is pointed at or gone to, the name has the room of its actions. */
    .wide .contact:not(:hover, :focus-within) .actions {
      position: absolute;
      opacity: 0;
    }
  }
  .status :is(.bare, span) {
    font-weight: 550;
  }
  .status .bare {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
    cursor: help;
  }
  td .chips {
    margin-block: 4px;
  }
  /* There are so many of them that boxes are spared. Rows keep them apart, so that none needs a larger target. */
  td .chip-place {
    display: contents;
  }
  td :is(.chip, .more)::after {
    content: none;
  }
  td .chip {
    min-inline-size: 24px;
  }
  td .one-line :is(.more, .chip-place:first-child .chip) {
    flex: none;
  }
  td .one-line .chip-place:first-child:not(:only-child) .chip {
    max-inline-size: min(60%, 240px);
  }
  .loading-more {
    padding: 8px 14px;
    color: var(--_quiet);
    font-size: var(--_small);
  }

  /* Stacked rows, where a table has no room. */
  .narrow thead {
    position: absolute;
    clip-path: inset(50%);
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
  }
  .narrow {
    overflow-x: hidden;
  }
  .narrow table {
    min-inline-size: 0;
  }
  .narrow tbody tr {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    padding: calc(var(--_gap) * 0.6) 14px;
  }
  .narrow tbody td {
    padding: 0;
    white-space: normal;
  }
  .narrow td:is(.end, .original-routing, .current-routing, .none) {
    display: none;
  }
  .narrow .start {
    flex: 1 0 auto;
  }
  .narrow :is(.contact, .checkpoints) {
    flex: 1 0 100%;
  }
  .narrow .contact {
    font-weight: 550;
  }
  .narrow :is(.flow, .direction, .queue, .advisor, .voice-campaign) {
    color: var(--_quiet);
    font-size: var(--_small);
  }
  .narrow .end-of-row {
    order: 0;
    margin-inline-end: -8px;
  }
  .narrow .contact {
    order: 1;
  }
  .narrow :is(.flow, .direction, .queue, .advisor, .voice-campaign) {
    order: 2;
  }
  .narrow .checkpoints {
    order: 3;
  }
  /* After a word, not before it: a line ends with a dot rather than beginning with one. */
  .narrow
    td:is(.flow, .direction, .queue, .advisor, .voice-campaign):has(
      ~ td:is(.flow, .direction, .queue, .advisor, .voice-campaign):not(.none)
    )::after {
    content: ' ·' / '';
  }
  @container history-table (inline-size < 640px) {
    .narrow tbody tr {
      padding-inline: 10px;
    }
    .narrow :is(.action, .arrow) {
      inline-size: 24px;
    }
    .loading-more {
      padding-inline: 10px;
    }
  }
  @media (forced-colors: active) {
    tbody tr.current:focus-within {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
