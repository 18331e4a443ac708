import { css } from 'lit';

export const schemaFormStyles = css`
  .root {
    container: schema-form / inline-size;
  }
  .fields {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    align-items: end;
    gap: 10px 12px;
    min-inline-size: 0;
  }
  /* Where one explains itself below, the labels stand in a line, and not the controls. */
  .grid:has(> .field > .about) > .field:has(> .over) {
    align-self: start;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-inline-size: 0;
  }
  .over {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .over .insert {
    margin-inline-start: auto;
  }
  .limits {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .about {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .value {
    white-space: pre-wrap;
  }
  .fields :is(input:not([type='checkbox'], [type='radio']), select, textarea) {
    inline-size: 100%;
  }
  .fields input.number {
    max-inline-size: 160px;
    font-variant-numeric: tabular-nums;
  }
  textarea {
    display: block;
    resize: vertical;
    max-block-size: 50vh;
    field-sizing: content;
  }
  @supports not (field-sizing: content) {
    textarea {
      min-block-size: 4.5em;
    }
  }
  code,
  .fields .code {
    font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    font-size: var(--_small);
  }
  .fields .tick {
    min-block-size: 30px;
    justify-content: center;
  }
  .fields :is(.check, .radio) {
    display: flex;
    flex-direction: row;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    font-size: var(--_size);
    color: var(--_text);
  }
  .fields :is(.check, .radio) input {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 4px;
    font-weight: 600;
  }
  fieldset.entity legend {
    padding: 0 0 2px;
    font-weight: inherit;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .row > .single > .field > .over label,
  .entity .field > .over label {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  fieldset.group > .grid,
  fieldset.group > .field + .grid {
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_line);
  }
  fieldset.group > .field + .grid {
    margin-block-start: 8px;
  }
  fieldset.group > .grid:empty {
    display: none;
  }
  fieldset.group > .field > .over {
    font-size: inherit;
    font-weight: 600;
    color: var(--_text);
  }
  fieldset.group > .field > .over label {
    font-size: inherit;
    color: inherit;
  }
  .rows > ol {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }
  .row {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
    gap: 0 8px;
    padding: 6px 6px 8px 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .row:focus-within {
    border-color: var(--_line-strong);
  }
  .place {
    min-inline-size: 1.2em;
    padding-block-start: 1px;
    font-size: var(--_small);
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .handle {
    margin: -4px;
    padding: 5px 4px 4px;
    cursor: grab;
    touch-action: none;
    user-select: none;
  }
  .handle:hover {
    color: var(--_text);
  }
  .grip {
    margin-inline-end: 4px;
  }
  .dragged {
    opacity: 0.5;
    cursor: grabbing;
  }
  .drop-above {
    box-shadow: 0 -4px 0 -1px var(--_accent);
  }
  .drop-below {
    box-shadow: 0 4px 0 -1px var(--_accent);
  }
  .tools {
    display: flex;
    gap: 2px;
  }
  .tool {
    inline-size: 26px;
    min-block-size: 26px;
    padding: 0;
    text-align: center;
    color: var(--_quiet);
  }
  .tool .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    vertical-align: middle;
  }
  .tool:hover {
    color: var(--_text);
  }
  .add {
    margin-block-start: 6px;
  }
  .summary {
    padding: 8px 12px;
    border-inline-start: 3px solid var(--_bad);
    background: var(--_sunken);
  }
  .summary li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
  }
  .suggested {
    position: relative;
  }
  .pick {
    display: flex;
    gap: 6px;
  }
  .pick > button {
    flex: none;
  }
  .suggestions {
    position: absolute;
    z-index: 2;
    inset-block-start: 100%;
    inset-inline: 0;
    max-block-size: 240px;
    overflow: auto;
    padding: 4px;
    background: var(--_raised);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    box-shadow: 0 6px 24px #0003;
  }
  .suggestions li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 12px;
    min-block-size: 28px;
    padding: 3px 8px;
    border-radius: calc(var(--_radius) - 2px);
    cursor: pointer;
  }
  .suggestions li:is(:hover, [aria-selected='true']) {
    background: var(--_accent-soft);
  }
  .suggestions p:not(:empty) {
    padding: 3px 8px;
  }
  .suggestions:has(ul[hidden]):has(p:empty) {
    display: none;
  }
  .hours {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    min-inline-size: 0;
  }
  .day {
    display: grid;
    grid-template-columns: minmax(76px, 100px) minmax(0, 1fr) minmax(80px, 190px) 48px;
    align-items: center;
    gap: 2px 10px;
    min-block-size: 34px;
    border-block-end: 1px solid var(--_line);
  }
  .day .bad,
  .hours .bad {
    flex-basis: 100%;
  }
  .span {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .fields input.hour.hour {
    inline-size: 58px;
    padding-inline: 4px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .fields input.hour[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .track {
    inline-size: 100%;
    block-size: 10px;
    border-radius: 3px;
    background: var(--_sunken);
    outline: 1px solid var(--_line);
    fill: var(--_accent);
  }
  .sum {
    text-align: end;
    white-space: nowrap;
  }
  @container schema-form (inline-size < 620px) {
    .day {
      grid-template-columns: minmax(0, 1fr) 48px;
      padding-block: 4px;
    }
    .day > b {
      grid-column: 1 / -1;
    }
    .day > .hours {
      grid-column: 1 / -1;
    }
  }
  @container schema-form (inline-size < 420px) {
    .row {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .row > .grid {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .row > .place {
      text-align: start;
    }
    .row > .tools {
      grid-column: 2;
      grid-row: 1;
    }
    .row > .place {
      grid-column: 1;
      grid-row: 1;
    }
  }
  @media (forced-colors: active) {
    .suggestions li[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
