import { paletteRule } from '../palette.ts';

/** Where the pages find their one stylesheet. */
export const STYLES_PATH = '/customer.css';

/** The look of what customers open from a link: one sheet, light and dark, down to 320 pixels. */
export const styles = `${paletteRule}*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 16px/1.5 ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  overflow-wrap: anywhere;
}
main {
  max-width: 560px;
  margin: 0 auto;
  padding: 24px 16px;
  min-height: 100vh;
  background: var(--surface);
}
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 16px; }
p { margin: 0 0 16px; }
.quiet { color: var(--quiet); }
.bad { color: var(--bad); }
.sum { font-size: 28px; font-weight: 650; margin: 0 0 8px; }
fieldset { border: 0; margin: 0 0 24px; padding: 0; }
legend, .question { display: block; font-weight: 600; padding: 0; margin: 0 0 8px; }
.choices { display: flex; flex-wrap: wrap; gap: 4px 20px; }
.choices label { display: flex; gap: 8px; align-items: center; min-height: 44px; }
.list label { display: flex; gap: 8px; align-items: center; min-height: 44px; }
input[type='radio'] { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); flex: none; }
textarea {
  width: 100%;
  min-height: 96px;
  padding: 8px;
  font: inherit;
  color: inherit;
  background: transparent;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
}
.ways { display: flex; flex-wrap: wrap; gap: 12px; }
button {
  min-height: 44px;
  padding: 8px 20px;
  font: inherit;
  font-weight: 600;
  color: var(--text);
  background: transparent;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  cursor: pointer;
}
button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
