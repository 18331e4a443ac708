import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** The package's folder. */
export const root = resolve(import.meta.dirname, '../..');

if (!existsSync(resolve(root, 'dist/widget/classes')))
  throw new Error('The package is not built: run ‘npm run build’ first.');

/** What each export leads to: `types`, `default` and, where a server gets something else, `node`. */
export interface Export {
  specifier: string;
  targets: string[];
}

/** Every name that can be imported of the package and holds code; `*` is every element. */
export function listExports(): Export[] {
  const { exports } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
  };
  return Object.entries(exports).flatMap(([path, target]) => {
    const targets = typeof target === 'string' ? [target] : Object.values(target);
    const names = path.includes('*') ? elementNames : [''];
    return names.map((name) => ({
      specifier: path.replace('.', 'waypost').replace('*', name),
      targets: targets.map((each) => each.replace('*', name)),
    }));
  });
}

/** `panel` for `<waypost-panel>`, and so on. */
export const elementNames: readonly string[] = globSync('dist/widget/classes/*.js', {
  cwd: root,
}).map((file) => basename(file, '.js'));

/** What the build has written into `dist`. */
export function readBuilt<Content>(file: string): Content {
  return JSON.parse(readFileSync(resolve(root, 'dist', file), 'utf8')) as Content; // the test looks at what it needs
}
