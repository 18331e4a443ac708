import { paletteRule } from '../palette.ts';

/** The look of the sign-in: one sheet in the palette of the elements, light and dark, down to 320 pixels. */
export const signInStyles = `${paletteRule}*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0;
  min-block-size: 100vh;
  display: grid;
  align-items: center;
  background: var(--ground);
  color: var(--text);
  font: 15px/1.5 ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  overflow-wrap: anywhere;
}
main {
  inline-size: 100%;
  max-inline-size: 400px;
  margin: 0 auto;
  padding: 28px 28px 24px;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 10px;
}
h1 { font-size: 20px; line-height: 1.25; font-weight: 650; margin: 0 0 12px; }
p { margin: 0 0 16px; }
.blaze {
  display: inline-block;
  inline-size: 12px;
  block-size: 12px;
  margin-inline: 3px 10px;
  border-radius: 1px;
  background: var(--mark);
  transform: rotate(45deg);
}
.quiet { color: var(--quiet); }
.small { font-size: 13px; }
.bad { color: var(--bad); font-weight: 600; }
code { font: 13px ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace; }
label { display: block; font-weight: 600; margin-block-end: 4px; }
input, select {
  inline-size: 100%;
  min-block-size: 44px;
  padding: 6px 12px;
  margin-block-end: 16px;
  font: inherit;
  color: inherit;
  background: var(--surface);
  border: 1px solid var(--line-strong);
  border-radius: 6px;
}
[aria-invalid] { border-color: var(--bad); }
fieldset { margin: 0 0 8px; padding: 0; border: 0; }
legend { padding: 0; margin-block-end: 10px; font-size: 16px; font-weight: 650; }
.hint { margin: -12px 0 16px; font-size: 13px; }
button, .way {
  display: block;
  inline-size: 100%;
  min-block-size: 44px;
  padding: 9px 16px;
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  color: var(--text);
  background: transparent;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  cursor: pointer;
}
button { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.way:hover { background: var(--accent-soft); }
.way + .way { margin-block-start: 8px; }
.or { display: flex; align-items: center; gap: 12px; margin-block: 16px; color: var(--quiet); }
.or::before, .or::after { content: ''; flex: 1; border-block-start: 1px solid var(--line); }
.end { margin: 16px 0 0; text-align: center; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 440px) {
  body { align-items: start; background: var(--surface); }
  main { padding: 20px 16px; border: 0; border-radius: 0; }
}
@media (forced-colors: active) {
  .blaze { forced-color-adjust: none; background: CanvasText; }
}
`;
