/** Where the pages find their one stylesheet. */
export const STYLES_PATH = '/customer.css';

/** The look of what customers open from a link: one sheet, light and dark, down to 320 pixels. */
export const styles = `:root {
  color-scheme: light dark;
  --surface: light-dark(#fff, #1b2022);
  --ground: light-dark(#eef1f1, #0f1213);
  --line: light-dark(#7d8789, #7b888b);
  --text: light-dark(#1c2123, #f1f4f4);
  --quiet: light-dark(#566063, #9caaad);
  --accent: light-dark(#0b6b5f, #4fd1bd);
  --on-accent: light-dark(#fff, #06231f);
  --bad: light-dark(#b3261e, #ff9a8f);
}
*, ::before, ::after { box-sizing: border-box; }
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
  border: 1px solid var(--line);
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
  border: 1px solid var(--line);
  border-radius: 6px;
  cursor: pointer;
}
button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
