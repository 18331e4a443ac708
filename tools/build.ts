import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { InlineConfig } from 'vite';
import { elementClasses } from './element-classes.ts';
import { jsxTypes, type Manifest } from './jsx-types.ts';
import { leanPackages } from './lean-packages.ts';
import { leanTemplates } from './lean-templates.ts';
import { registryFirst } from './registry-first.ts';
import { describeIntegrity } from './script-integrity.ts';

/*
 * node tools/build.ts                        everything in dist/
 * node tools/build.ts script [--if-changed]  only the script for host pages
 *
 *   dist/script/waypost.js            all elements and what they need in one script; realtime and French come when needed
 *   dist/embed/embed-page.js          the script of the server’s page for frames, beside that of host pages
 *   dist/maker/maker-page.js          the script of the server’s page for those who configure, with its parts
 *   dist/script/embed.html            the tags for a page, with the script's hashes
 *   dist/widget/, dist/api-client/    one module a file, packages left outside, with types
 *   dist/custom-elements.json         what each element takes, sends and offers; the same for VS Code, JetBrains and JSX
 */
const root = resolve(import.meta.dirname, '..');
const [what = 'all', option] = process.argv.slice(2);

/** What is loaded together, with all that it needs; each in a part of its own. */
const parts = [
  { name: 'first', test: /\/widget\/(panel|checkpoint-chips|shared\/retry-event)\.ts$/ },
  { name: 'interaction', test: /\/widget\/interaction\.ts$/ },
  { name: 'contact-history', test: /\/widget\/contact-history\.ts$/ },
  // What several parts share is a part of its own, or goes with the first of them that is named here: no part may need all
  // of another one for a few lines of it.
  { name: 'asked', test: /\/widget\/shared\/(asked|main-button)\.ts$/ },
  { name: 'client', test: /\/api-client\/client\.ts$/ },
  {
    name: 'calls',
    test: /\/api-client\/(checkpoints|desk|export-history|history-views|records|contract\/endpoints)\.ts$/,
  },
  { name: 'client-provider', test: /\/widget\/shared\/client-provider\.ts$/ },
  { name: 'self-following', test: /\/widget\/shared\/self-following\.ts$/ },
  { name: 'desk', test: /\/widget\/(desk|reply)\.ts$/ },
  { name: 'later-tabs', test: /\/widget\/shared\/later-tabs\.ts$/ },
  { name: 'history-rule', test: /\/api-client\/(history-rule|kept-rows|row-columns)\.ts$/ },
  { name: 'history', test: /\/widget\/(history|history-filter|history-table)\.ts$/ },
  {
    name: 'realtime',
    test: /\/(api-client\/following\.ts|node_modules\/socket\.io-client\/.*)$/,
  },
];

if (what === 'script') await buildScript(option === '--if-changed');
else {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await buildScript(false);
  await buildModules();
  emitTypes();
  describeElements();
}

async function buildScript(onlyIfChanged: boolean): Promise<void> {
  const stamp = join(root, 'dist', 'script', '.sources');
  const sources = fingerprint(['widget', 'api-client']);
  if (onlyIfChanged && read(stamp) === sources) return;
  console.log('Building the script for host pages.');
  await viteBuild({
    plugins: [leanTemplates(), leanPackages(), registryFirst('first')],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: 'dist/script',
      emptyOutDir: true,
      lib: { entry: join(root, 'widget', 'script.ts'), formats: ['es'] },
      rolldownOptions: {
        output: {
          // A mere name for the first part: were it a part itself, `waypost.js?v=1` would be loaded a second time by the others.
          entryFileNames: 'waypost.js',
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: { groups: parts },
          minify: true,
          comments: false,
        },
      },
    },
  });
  await viteBuild({
    build: {
      outDir: 'dist/embed',
      emptyOutDir: true,
      lib: {
        entry: join(root, 'widget', 'embed', 'embed-page.ts'),
        formats: ['es'],
        fileName: () => 'embed-page.js',
      },
      minify: true,
    },
  });
  await viteBuild({
    plugins: [leanTemplates(), leanPackages()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: 'dist/maker',
      emptyOutDir: true,
      lib: { entry: join(root, 'widget', 'maker-page', 'maker-page.ts'), formats: ['es'] },
      rolldownOptions: {
        output: {
          entryFileNames: 'maker-page.js',
          chunkFileNames: '[name]-[hash].js',
          minify: true,
          comments: false,
        },
      },
    },
  });
  describeIntegrity(join(root, 'dist', 'script'));
  writeFileSync(stamp, sources);
}

async function buildModules(): Promise<void> {
  const entries = globSync(['widget/*.ts', 'api-client/*.ts'], { cwd: root });
  await viteBuild({
    plugins: [elementClasses(root)],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      lib: { entry: entries.map((entry) => join(root, entry)), formats: ['es'] },
      rolldownOptions: {
        external: isPackage,
        output: {
          preserveModules: true,
          preserveModulesRoot: root,
          // npm leaves out every folder that is called node_modules.
          entryFileNames: ({ name }) => `${name.replace('node_modules', 'bundled')}.js`,
        },
      },
    },
  });
}

/**
 * What stays outside of the modules: packages, but for the compiler's own helpers, and for @lit/localize, which
 * one page can set up only once: the page's own must not meet ours.
 */
function isPackage(name: string): boolean {
  const isOurs = name.startsWith(root) || /^(@oxc-project|@lit\/localize)\b/.test(name);
  return /^[@a-z]/.test(name) && !isOurs;
}

async function viteBuild(config: InlineConfig): Promise<void> {
  const { build } = await import('vite');
  await build({
    ...config,
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { target: 'es2022', sourcemap: true, ...config.build },
  }).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}

/** Declarations beside the modules, which name each other as the modules do. */
function emitTypes(): void {
  const project = {
    extends: '../tsconfig.json',
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: '..',
      outDir: '.',
    },
    include: ['../widget', '../api-client'],
    exclude: ['../widget/playground'],
  };
  mkdirSync(join(root, 'dist'), { recursive: true });
  const file = join(root, 'dist', 'tsconfig.json');
  writeFileSync(file, JSON.stringify(project));
  node(['node_modules/tsc7/bin/tsc', '-p', file]);
  rmSync(file);
  for (const each of globSync('dist/**/*.d.ts', { cwd: root })) {
    const text = readFileSync(join(root, each), 'utf8');
    const renamed = text.replaceAll(/(\bfrom |\bimport\(?\s*)'(\.[^']*)\.ts'/g, "$1'$2.js'");
    writeFileSync(join(root, each), renamed);
  }
}

function describeElements(): void {
  const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
  node([analyzer, 'analyze', '--config', 'tools/custom-elements-manifest.config.js']);
  const text = readFileSync(join(root, 'dist', 'custom-elements.json'), 'utf8');
  writeFileSync(join(root, 'dist', 'jsx.d.ts'), jsxTypes(JSON.parse(text) as Manifest));
}

function node(args: string[]): void {
  try {
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    process.stderr.write((error as { stdout: Buffer }).stdout);
    console.error(`The build failed at ‘node ${args.join(' ')}’.`);
    process.exit(1);
  }
}

/** Changes whenever anything changes that the script is made of. */
function fingerprint(folders: string[]): string {
  const hash = createHash('sha256');
  const files = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,css,json}`, { cwd: root }),
  );
  for (const file of [
    ...files.sort(),
    'package-lock.json',
    ...globSync('tools/{lean-*,registry-first,script-integrity}.ts', { cwd: root }).sort(),
    relative(root, import.meta.filename),
  ]) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
