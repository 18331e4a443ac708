import { paletteRule } from '../palette.ts';

/** The frame of the Maker's page: its head, and below it the element that is on show. In the palette of the elements. */
export const makerStyles = `${paletteRule}*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 14px/1.5 ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  overflow-wrap: anywhere;
}
header {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 20px;
  padding: 8px 16px;
  background: var(--surface);
  border-block-end: 1px solid var(--line);
}
.brand { font-weight: 650; }
.blaze {
  display: inline-block;
  inline-size: 10px;
  block-size: 10px;
  margin-inline: 2px 8px;
  border-radius: 1px;
  background: var(--mark);
  transform: rotate(45deg);
}
.body { display: flex; align-items: flex-start; gap: 24px; max-inline-size: 1400px; margin: 16px auto; padding-inline: 16px; }
nav { flex: none; inline-size: 208px; }
nav h2 { margin: 14px 0 2px; font-size: 12px; font-weight: 600; color: var(--quiet); }
nav h2:first-child { margin-block-start: 4px; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: flex; min-block-size: 28px; padding: 2px 10px; border-radius: 6px; }
nav a[aria-current='page'] { background: var(--surface); box-shadow: inset 3px 0 var(--accent); }
nav .menu { display: none; inline-size: 100%; text-align: start; background: var(--surface); }
nav .menu::after { content: ' ▾' / ''; float: inline-end; }
a { display: inline-flex; align-items: center; min-block-size: 24px; color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
a[aria-current='page'] { color: var(--text); font-weight: 600; }
.space { flex: 1; }
.account { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; color: var(--quiet); }
.account b { color: var(--text); font-weight: 600; }
button {
  min-block-size: 30px;
  padding: 2px 12px;
  font: inherit;
  color: inherit;
  background: none;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  cursor: pointer;
}
.signed-out {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 16px;
  padding: 10px 16px;
  border-block-end: 1px solid var(--line);
  background: var(--surface);
  color: var(--warn);
}
.signed-out p { margin: 0; }
main { flex: 1; min-inline-size: 0; }
h1 { font-size: 20px; line-height: 1.25; font-weight: 650; margin: 0 0 12px; }
.part > * { border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.part > div > waypost-history { block-size: calc(100vh - 130px); }
.body:has(waypost-history) { max-inline-size: none; }
waypost-routing-editor { block-size: calc(100vh - 130px); min-block-size: 480px; }
.back { margin: 8px 14px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
@media (max-width: 800px) {
  .body { flex-direction: column; align-items: stretch; gap: 12px; margin-block: 10px; }
  nav { inline-size: auto; }
  nav .menu { display: block; }
  nav:not(.open) #parts { display: none; }
}
@media (max-width: 440px) {
  header, .signed-out { padding-inline: 10px; }
  main { margin-block: 10px; padding-inline: 0; }
  h1 { padding-inline: 10px; }
  .part > * { border-inline: 0; border-radius: 0; }
}
@media (forced-colors: active) {
  .blaze { forced-color-adjust: none; background: CanvasText; }
}
`;
