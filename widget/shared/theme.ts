import { css } from 'lit';

/**
 * The look, in three layers of custom properties: a palette (`--_teal`), what a colour or size means
 * (`--_accent`), and in each element what it is used for. An embedder sets the public name of the middle
 * layer (`--waypost-accent`) or of an element (`--waypost-chip-background`); ours start with `--_`, so that
 * a nested element still sees what the page set. Sizes are px: a page's root font must not change them.
 */
export const theme = css`
  :host {
    --_teal: light-dark(#0b6b5f, #4fd1bd);
    --_amber: light-dark(#c98500, #f2b53a);

    --_surface: var(--waypost-surface, light-dark(#fff, #1b2022));
    --_sunken: var(--waypost-surface-sunken, light-dark(#f7f8f8, #15191a));
    --_raised: var(--waypost-surface-raised, light-dark(#fff, #232a2c));
    --_line: var(--waypost-line, light-dark(#dfe3e3, #313a3d));
    --_line-strong: var(--waypost-line-strong, light-dark(#7d8789, #7b888b));
    --_text: var(--waypost-text, light-dark(#1c2123, #f1f4f4));
    --_quiet: var(--waypost-text-quiet, light-dark(#566063, #9caaad));
    --_accent: var(--waypost-accent, var(--_teal));
    --_accent-soft: var(--waypost-accent-soft, light-dark(#e3f3f0, #173a36));
    --_mark: var(--waypost-mark, var(--_amber));
    --_mark-soft: var(--waypost-mark-soft, light-dark(#fdf3dc, #3a2f14));
    --_good: var(--waypost-good, light-dark(#1d7a3e, #6ed08c));
    --_warn: var(--waypost-warn, light-dark(#8a5100, #f0b05a));
    --_bad: var(--waypost-bad, light-dark(#b3261e, #ff9a8f));
    --_font: var(
      --waypost-font,
      ui-sans-serif,
      system-ui,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif
    );
    --_density: var(--waypost-density, 1);
    --_size: calc(var(--waypost-size, 13px) * (0.7 + 0.3 * var(--_density)));
    --_small: calc(var(--_size) - 1.5px);
    --_row: calc(var(--waypost-row, 32px) * var(--_density));
    --_gap: calc(12px * var(--_density));
    --_radius: var(--waypost-radius, 6px);

    display: block;
  }
  :host([hidden]),
  :host([closed]) {
    display: none;
  }
  /* What the page asks for by an attribute holds also where its style resets everything. */
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
  :host([theme='system']) {
    color-scheme: light dark !important;
  }
  :host([density='compact']) {
    --waypost-density: 1;
  }
  :host([density='roomy']) {
    --waypost-density: 1.3;
  }
  .root,
  .tip {
    all: initial;
    display: block;
    box-sizing: border-box;
    color-scheme: inherit;
    visibility: inherit;
    font: var(--_size) / 1.45 var(--_font);
    color: var(--_text);
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  .root *,
  .root ::before,
  .root ::after {
    box-sizing: border-box;
  }
  /* Our words are written from left to right, also in a page that is not. */
  .root * {
    unicode-bidi: plaintext;
  }
  .root:dir(rtl) {
    text-align: right;
  }
  .quiet {
    color: var(--_quiet);
  }
  .small {
    font-size: var(--_small);
  }
  time,
  .number {
    font-variant-numeric: tabular-nums;
  }
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ol,
  ul {
    list-style: none;
  }
  b,
  h2,
  h3 {
    font-weight: 600;
  }
  button {
    font: inherit;
    color: inherit;
    text-align: inherit;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    margin: 0;
    padding: 2px 10px;
    min-block-size: 28px;
    min-inline-size: 24px;
    cursor: pointer;
  }
  button:hover {
    background: var(--_sunken);
  }
  button.line {
    border-color: var(--_line-strong);
  }
  button.bare {
    padding: 0;
    border: 0;
    min-block-size: 24px;
    font-variant-numeric: inherit;
    background: none;
  }
  a,
  button.link {
    color: var(--_accent);
    text-decoration: none;
  }
  a:hover,
  button.link:hover {
    text-decoration: underline;
    background: none;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_surface);
    border-radius: var(--_radius);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .blaze,
  .chip::before {
    content: '';
    flex: none;
    inline-size: 7px;
    block-size: 7px;
    border-radius: 1px;
    background: var(--_mark);
    transform: rotate(45deg);
  }
  .dot {
    display: inline-flex;
    align-items: baseline;
    gap: 6px;
  }
  .dot::before {
    content: '';
    flex: none;
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: currentColor;
  }
  .note {
    padding: var(--_gap) 14px;
  }
  .note p {
    color: var(--_quiet);
    margin-block: 2px 0;
  }
  .note button {
    margin-block-start: 8px;
  }
  .bad {
    color: var(--_bad);
  }
  .warn {
    color: var(--_warn);
  }
  .good {
    color: var(--_good);
  }
  .live {
    color: var(--_accent);
  }
  .late {
    animation: late 0s 0.4s both;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .blaze,
    .dot::before,
    .chip::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
