import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { palette } from '../mock-server/palette.ts';

/* The colours stand in the elements, in the extension and in the server's pages, which have no file in common. */

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');

/** What a sheet sets, by name: `--line: light-dark(…)`, and `--_line: var(--waypost-line, light-dark(…))`. */
function coloursIn(file: string): [name: string, colour: string][] {
  const set = /--_?([\w-]+):\s*(?:var\(\s*--waypost-[\w-]+,\s*)?(light-dark\([^)]*\))/g;
  return [...read(file).matchAll(set)].map(([, name, colour]) => [name!, colour!]);
}

/** What the theme calls otherwise: its first layer is named after what is to be seen. */
const named: Record<string, string> = { teal: 'accent', amber: 'mark' };
/** What only one of them has. */
const own = ['raised', 'mark-soft', 'page'];

it.each(['widget/shared/theme.ts', 'extension/page.css', 'widget/playground/page.css'])(
  'the colours of %s are the server’s',
  (file) => {
    const colours = coloursIn(file).filter(([name]) => !own.includes(name));
    expect(colours.length).toBeGreaterThan(6);
    for (const [name, colour] of colours)
      expect({ [name]: colour }).toEqual({
        [name]: (palette as Record<string, string>)[named[name] ?? name],
      });
  },
);

it('what stands on the accent is the same, too', () => {
  expect(read('widget/shared/main-button.ts')).toContain(palette['on-accent']);
});

it.each(['extension/mark.ts', 'extension/features/pick-on-page.ts'])(
  '%s, in pages of others, has them as they are in light',
  (file) => {
    const light = Object.values(palette).map((colour) => /#\w+/.exec(colour)![0]);
    const used = read(file).match(/#[0-9a-f]{3,6}\b/g) ?? [];
    expect(used.length).toBeGreaterThan(0);
    for (const colour of used) expect(light).toContain(colour);
  },
);

it.each([
  'mock-server/customer-pages/styles.ts',
  'mock-server/demo/pages/look.css',
  'mock-server/maker/styles.ts',
  'mock-server/sign-in/styles.ts',
])('%s has no colours of its own', (file) => {
  expect(coloursIn(file)).toEqual([]);
  const used = [...read(file).matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name!);
  for (const name of new Set(used)) expect([...Object.keys(palette), 'radius']).toContain(name);
});
