import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { elementNames, listExports, readBuilt, root } from './built-package.ts';

interface Described {
  name: string;
  attributes: { name: string; values?: { name: string }[] }[];
}

const run = promisify(execFile);
const sources = globSync('widget/*.ts', { cwd: root }).map((file) => basename(file, '.ts'));
const tags = elementNames.map((name) => `waypost-${name}`).sort();
/** All but the elements, which are imported one by one below. */
const others = listExports().filter(
  ({ specifier, targets }) =>
    !/\/(elements|classes)\//.test(specifier) && targets.some((each) => each.endsWith('.js')),
);

/** Imports it in a Node of its own, without a DOM. Gives the names that it exports and the tags that it registers. */
async function importOnServer(
  specifier: string,
): Promise<{ names: string[]; registered: string[] }> {
  const program = `
    import * as everything from '${specifier}';
    if (typeof document !== 'undefined') throw new Error('There is a DOM.');
    const registered = ${JSON.stringify(tags)}.filter((tag) => globalThis.customElements?.get(tag));
    console.log(JSON.stringify({ names: Object.keys(everything), registered }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
  });
  return JSON.parse(stdout) as { names: string[]; registered: string[] };
}

describe('the package', () => {
  test('exports every element, with and without registration', () => {
    const elements = sources.filter((name) => !['index', 'maker', 'script'].includes(name));

    expect([...elementNames].sort()).toEqual(elements.sort());
  });

  test('has everything that it exports, in the folder that is given out', () => {
    const targets = listExports().flatMap((each) => each.targets);

    expect(targets.filter((target) => !target.startsWith('./dist/'))).toEqual([]);
    expect(targets.filter((target) => !existsSync(resolve(root, target)))).toEqual([]);
  });

  test.each(others)('$specifier can be imported on a server', async ({ specifier }) => {
    const { names } = await importOnServer(specifier);

    expect(names.length).toBeGreaterThan(0);
  });

  test.each(elementNames)('the element %s registers itself', async (name) => {
    const { registered } = await importOnServer(`waypost/elements/${name}`);

    expect(registered).toContain(`waypost-${name}`);
  });

  test.each(elementNames)('the class %s registers nothing', async (name) => {
    const { registered } = await importOnServer(`waypost/classes/${name}`);

    expect(registered).toEqual([]);
  });
});

describe('what editors and tools read', () => {
  const manifest = readBuilt<{
    modules: { path: string; declarations: { tagName?: string }[] }[];
  }>('custom-elements.json');
  const code = readBuilt<{ tags: Described[] }>('vscode.html-custom-data.json');
  const webTypes = readBuilt<{
    contributions: { html: { elements: (Described & { events: { name: string }[] })[] } };
  }>('web-types.json');

  test('the manifest names every element, in modules that the package has', () => {
    const named = manifest.modules.flatMap(({ declarations }) =>
      declarations.flatMap(({ tagName }) => tagName ?? []),
    );
    const missing = manifest.modules.filter(({ path }) => !existsSync(resolve(root, path)));

    expect(named.sort()).toEqual(tags);
    expect(missing).toEqual([]);
  });

  test('VS Code knows every element, and the values that an attribute takes', () => {
    const panel = code.tags.find(({ name }) => name === 'waypost-panel');
    const valuesOf = (attribute: string) =>
      panel?.attributes.find(({ name }) => name === attribute)?.values?.map(({ name }) => name);

    expect(code.tags.map(({ name }) => name).sort()).toEqual(tags);
    expect(valuesOf('theme')).toEqual(['light', 'dark', 'system']);
    expect(valuesOf('density')).toEqual(['compact', 'roomy']);
    expect(valuesOf('configuration-url')).toEqual([]);
  });

  test('JetBrains knows every element, and what it sends', () => {
    const { elements } = webTypes.contributions.html;
    const panel = elements.find(({ name }) => name === 'waypost-panel');

    expect(elements.map(({ name }) => name).sort()).toEqual(tags);
    expect(panel?.events.map(({ name }) => name)).toContain('waypost-sign-in-needed');
  });
});
