import { css } from 'lit';

const WIDTH = 320;
const GAP = 4;

/**
 * Puts a popover beside the button that opens it, on `beforetoggle`. Escape and a click elsewhere close it: the browser
 * does that. The focus then returns from it to the button, which in a shadow tree the browser does not do.
 */
export function placeMenu(event: Event): void {
  const menu = event.currentTarget as HTMLElement;
  const root = menu.getRootNode() as ShadowRoot;
  const button = root.querySelector<HTMLElement>(`[popovertarget='${menu.id}']`);
  if (!button) return;
  if ((event as ToggleEvent).newState !== 'open') {
    if (menu.contains(root.activeElement)) button.focus();
    return;
  }
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const width = Math.min(WIDTH, innerWidth - 16);
  const wanted = menu.matches(':dir(rtl)') || left > innerWidth / 2 ? right - width : left;
  const isAbove = innerHeight - bottom < 220 && top > innerHeight - bottom;
  const { style } = menu;
  style.left = `${Math.max(8, Math.min(wanted, innerWidth - width - 8))}px`;
  style.inlineSize = `${width}px`;
  style.top = isAbove ? 'auto' : `${bottom + GAP}px`;
  style.bottom = isAbove ? `${innerHeight - top + GAP}px` : 'auto';
  style.maxBlockSize = `${(isAbove ? top : innerHeight - bottom) - GAP - 8}px`;
}

export const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 6px;
    overflow: auto;
    color: inherit;
    font: inherit;
    background: var(--_raised);
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) + 2px);
    box-shadow: 0 6px 24px #0003;
  }
  .menu > .title {
    padding: 4px 8px;
    font-weight: 600;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .menu .item {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    padding: 2px 8px;
    border: 0;
    min-block-size: 30px;
  }
  .menu .item:hover {
    background: var(--_accent-soft);
  }
  .menu .item[aria-pressed='true'] {
    color: var(--_accent);
    font-weight: 600;
  }
  .menu .item[aria-pressed='true']::after {
    content: '✓' / '';
    margin-inline-start: auto;
  }
  .menu > p {
    padding: 4px 8px;
  }
  .menu .column {
    display: flex;
    align-items: center;
  }
  .menu .column :is(label, .item) {
    flex: 1;
    min-inline-size: 0;
  }
  .menu .column label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 28px;
    padding-inline: 8px;
  }
  .menu .column input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .menu .step {
    flex: none;
    inline-size: 28px;
    padding: 0;
    text-align: center;
  }
  .menu .step[aria-disabled='true'] {
    color: var(--_quiet);
    opacity: 0.5;
    cursor: default;
  }
  .menu form {
    display: grid;
    gap: 6px;
    padding: 8px;
    border-block-start: 1px solid var(--_line);
    margin-block-start: 6px;
  }
  .menu form > button {
    justify-content: center;
    text-align: center;
  }
  .menu form p {
    font-size: var(--_small);
  }
`;

export const fieldStyles = css`
  input:is([type='text'], [type='search'], [type='date'], [type='number'], :not([type])),
  select,
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 30px;
    margin: 0;
    padding: 2px 8px;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    appearance: auto;
  }
  input {
    text-overflow: ellipsis;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  label {
    display: block;
  }
  label > span {
    display: block;
    font-size: var(--_small);
    color: var(--_quiet);
  }
`;
