import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { endpoints } from '../api-client/contract/endpoints.ts';
import { actionList } from '../mock-server/actions/index.ts';
import { browserPackages } from './browser-packages.ts';
import { brokenImportRule, type Import } from '../tools/import-rules.ts';
import { VERSION } from '../widget/shared/version.ts';

/* The house as README.md maps it. What a rule here forbids is not wrong in itself: it would be in an unexpected place. */

const root = resolve(import.meta.dirname, '..');
const ignored = ['node_modules', 'dist', 'coverage'];
const rooms = ['api-client', 'widget', 'extension', 'mock-server', 'test', 'docs', 'tools'];
const product = ['api-client', 'widget', 'extension', 'mock-server'];

const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const files = (pattern: string) => globSync(pattern, { cwd: root }).sort();
const sources = rooms.flatMap((room) => files(`${room}/**/*.ts`));

describe('the house', () => {
  test('has only the rooms that the map shows', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name);

    expect(folders.filter((name) => !ignored.includes(name) && !rooms.includes(name))).toEqual(
      [],
    );
  });

  test('names each folder after what it holds', () => {
    const folders = rooms
      .flatMap((room) => files(`${room}/**/`))
      .filter((folder) => /(^|\/)(utils?|helpers?|common|misc|lib)$/.test(folder));

    expect(folders).toEqual(['test/helpers']);
  });

  test('names files in kebab-case', () => {
    const others = sources.filter(
      (file) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(basename(file)),
    );

    expect(others).toEqual([]);
  });

  test('keeps files small enough to read at one sitting', () => {
    // What lit-localize makes of fr.xlf is read by nobody.
    const written = sources.filter((file) => file !== 'widget/localization/fr.ts');
    const long = written.filter((file) => read(file).split('\n').length > 400);

    expect(long).toEqual([]);
  });
});

describe('imports', () => {
  test.each([
    ['api-client/client.ts', '../widget/panel.ts', false],
    ['api-client/client.ts', './contract/checkpoint.ts', false],
    ['api-client/client.ts', 'zod', false],
    ['api-client/contract/checkpoint.ts', 'hono', false],
    ['api-client/contract/checkpoint.ts', '../client.ts', true],
    ['widget/panel.ts', '../mock-server/app.ts', false],
    ['widget/panel.ts', 'node:fs', false],
    ['widget/panel.ts', '../extension/settings.ts', true],
    ['extension/features/panel.ts', '../../mock-server/app.ts', false],
    ['extension/features/session.ts', '../../api-client/contract/session.ts', false],
    ['mock-server/app.ts', '../api-client/client.ts', false],
    ['mock-server/app.ts', '../test/helpers/database.ts', false],
    ['mock-server/actions/pause.ts', './node.ts', false],
    ['mock-server/actions/pause.ts', '../storage/users.ts', true],
    ['mock-server/actions/pause.ts', 'kysely', false],
  ])('the rules forbid that %s imports %s', (file, specifier, typesOnly) => {
    expect(brokenImportRule({ file, specifier, typesOnly })).not.toBeNull();
  });

  test.each([
    ['api-client/client.ts', './contract/checkpoint.ts', true],
    ['api-client/client.ts', './contract/endpoints.ts', false],
    ['widget/panel.ts', '../api-client/client.ts', false],
    ['extension/features/panel.ts', '../../widget/panel.ts', false],
    ['extension/features/session.ts', '../../api-client/request.ts', false],
    ['mock-server/app.ts', '../api-client/contract/checkpoint.ts', false],
    ['mock-server/actions/pause.ts', '../routing/fields.ts', false],
    ['mock-server/actions/index.ts', './pause.ts', false],
    ['test/structure.test.ts', '../tools/import-rules.ts', false],
  ])('the rules allow that %s imports %s', (file, specifier, typesOnly) => {
    expect(brokenImportRule({ file, specifier, typesOnly })).toBeNull();
  });

  test('keep to the rules everywhere', () => {
    const broken = sources.flatMap(importsOf).flatMap((each) => {
      const rule = brokenImportRule(each);
      return rule ? [`${each.file} imports ${each.specifier}: ${rule}`] : [];
    });

    expect(broken).toEqual([]);
  });
});

describe('actions', () => {
  const actionFiles = files('mock-server/actions/*.ts')
    .map((file) => basename(file, '.ts'))
    .filter((name) => name !== 'index');

  test('are listed, one file each, named as their type', () => {
    expect(actionList.map((action) => action.type).sort()).toEqual(actionFiles);
  });

  test.each(actionFiles)('%s has its test', (name) => {
    expect(existsSync(resolve(root, `test/mock-server/actions/${name}.test.ts`))).toBe(true);
  });
});

describe('elements', () => {
  const elements = files('widget/*.ts')
    .map((file) => ({ name: basename(file, '.ts'), text: read(file) }))
    .filter(({ text }) => /^define\(/m.test(text));

  test.each(elements)('$name registers the tag that its file names', ({ name, text }) => {
    expect(text).toContain(`define('waypost-${name}',`);
    expect(text).toContain(`'waypost-${name}':`); // in HTMLElementTagNameMap
  });

  test.each(elements)('$name is in the script for pages and in the package', ({ name }) => {
    expect(read('widget/script.ts') + read('widget/maker.ts')).toContain(`'./${name}.ts'`);
    expect(read('widget/index.ts')).toContain(`'./${name}.ts'`);
  });

  test.each(elements)('$name has its test', ({ name }) => {
    expect(existsSync(resolve(root, `test/widget/${name}.browser.test.ts`))).toBe(true);
  });
});

describe('endpoints', () => {
  const routeFiles = files('mock-server/routes/*.ts')
    .map((file) => ({ name: basename(file, '.ts'), bound: boundBy(file) }))
    .filter(({ bound }) => bound.length > 0);

  test('of the contract are each bound by one route', () => {
    expect(routeFiles.flatMap(({ bound }) => bound).sort()).toEqual(
      Object.keys(endpoints).sort(),
    );
  });

  test.each(routeFiles)('of routes/$name have their test', ({ name }) => {
    expect(existsSync(resolve(root, `test/mock-server/routes/${name}.test.ts`))).toBe(true);
  });
});

describe('features of the extension', () => {
  const features = files('extension/features/*.ts').map((file) => basename(file, '.ts'));
  const entryPoints = [
    'background',
    'sidepanel/main',
    'options/main',
    'supervision/main',
    'interactions/main',
    'page',
    'pick',
    'docked/main',
  ];

  test.each(features)('%s is named as its file, and started once, in its place', (name) => {
    const place = /^ {2}runsIn: '(\w+)',$/m.exec(read(`extension/features/${name}.ts`))?.[1];
    const startedBy = entryPoints.filter((entry) =>
      read(`extension/entrypoints/${entry}.ts`).includes(`/features/${name}.ts'`),
    );

    expect(read(`extension/features/${name}.ts`)).toContain(`  id: '${name}',`);
    expect(startedBy.map((entry) => entry.split('/')[0])).toEqual([place]);
  });

  test.each(features)('%s has its tests in the real browser', (name) => {
    const tests = files('test/e2e/extension*.test.ts').map(read).join('');

    expect(tests).toContain(`describe('${name}', `);
  });
});

test('what a page loads is prepared before the first test in a browser', () => {
  const elements = [
    ...files('widget/*.ts'),
    ...files('widget/shared/*.ts'),
    ...files('api-client/*.ts'),
  ];
  const loaded = reached(['mock-server/browser/start.ts', ...elements]);
  const packages = loaded
    .flatMap(importsOf)
    .filter(({ specifier, typesOnly }) => !typesOnly && !specifier.startsWith('.'));
  const missing = packages.filter(({ specifier }) => !browserPackages.includes(specifier));

  expect(missing.map(({ file, specifier }) => `${file}: ${specifier}`)).toEqual([
    'mock-server/browser/page-database.ts: @electric-sql/pglite', // load files beside themselves
    'mock-server/browser/page-database.ts: @electric-sql/pglite/contrib/pg_trgm',
  ]);
});

/** The files themselves, and all that they import. */
function reached(from: readonly string[]): string[] {
  const all = new Set(from);
  for (const file of all) {
    for (const { specifier, typesOnly } of importsOf(file)) {
      if (!typesOnly && specifier.startsWith('.'))
        all.add(relative(root, resolve(root, dirname(file), specifier))); // the set grows while it is walked
    }
  }
  return [...all];
}

test('the elements know the version of the package', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };

  expect(VERSION).toBe(version);
});

test('the product holds no test and nothing that stands in for one', () => {
  expect(product.flatMap((room) => files(`${room}/**/*.{test,spec,mock}.ts`))).toEqual([]);
});

/** The endpoints that a file binds: `route('listCheckpoints', …)`. */
function boundBy(file: string): string[] {
  return [...read(file).matchAll(/\broute\(\s*'(\w+)'/g)].map((match) => match[1] as string);
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Expression | undefined, typesOnly: boolean) => {
    if (node && ts.isStringLiteral(node)) found.push({ file, specifier: node.text, typesOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword
    ) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest));
  return found;
}
