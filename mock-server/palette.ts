/**
 * The colours of the server's own pages, in light and in dark: those of the elements, whose theme an embedder may change.
 * `test/palette.test.ts` holds them against each other, and against the extension's.
 */
export const palette = {
  surface: 'light-dark(#fff, #1b2022)',
  sunken: 'light-dark(#f7f8f8, #15191a)',
  ground: 'light-dark(#eef1f1, #0f1213)',
  line: 'light-dark(#dfe3e3, #313a3d)',
  'line-strong': 'light-dark(#7d8789, #7b888b)',
  text: 'light-dark(#1c2123, #f1f4f4)',
  quiet: 'light-dark(#566063, #9caaad)',
  accent: 'light-dark(#0b6b5f, #4fd1bd)',
  'accent-soft': 'light-dark(#e3f3f0, #173a36)',
  'on-accent': 'light-dark(#fff, #06231f)',
  mark: 'light-dark(#c98500, #f2b53a)',
  good: 'light-dark(#1d7a3e, #6ed08c)',
  warn: 'light-dark(#8a5100, #f0b05a)',
  bad: 'light-dark(#b3261e, #ff9a8f)',
} as const;

/** The rule that a sheet begins with: `var(--accent)` and the others. */
export const paletteRule = `:root {
  color-scheme: light dark;
${Object.entries(palette)
  .map(([name, colour]) => `  --${name}: ${colour};\n`)
  .join('')}}
`;
