/** The frame's page is its panel; or a sentence. */
export const embedStyles = `:root { color-scheme: light dark; }
html, body { block-size: 100%; margin: 0; }
waypost-panel { block-size: 100%; }
main {
  max-inline-size: 560px;
  margin: 0 auto;
  padding: 24px 16px;
  font: 16px/1.5 ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 20px; }
`;
