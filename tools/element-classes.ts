import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Puts each element's class into a module that registers nothing, `widget/classes/<name>`, and leaves `widget/<name>` to
 * register it: both give the same class. What an element shows from its first moment on it takes as a class, too, and
 * registers when it is made.
 */
export function elementClasses(root: string): Plugin {
  const folder = join(root, 'widget');
  const names = globSync('*.ts', { cwd: folder })
    .map((file) => basename(file, '.ts'))
    .filter((name) => registration.test(read(name)));

  function read(name: string): string {
    return readFileSync(join(folder, `${name}.ts`), 'utf8');
  }

  /** From one folder further down; what comes later comes registered. */
  function moved(code: string): string {
    return code.replaceAll(specifiers, (_, before: string, specifier: string) => {
      const name = basename(specifier, '.ts');
      const isClass =
        before === 'from ' && `./${name}.ts` === specifier && names.includes(name);
      return `${before}'${isClass ? `#classes/${name}` : join('..', specifier)}'`;
    });
  }

  return {
    name: 'waypost-element-classes',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^#classes\// },
      handler: (id) => join(folder, 'classes', `${basename(id)}.ts`),
    },
    load: {
      filter: { id: /\/widget\/(classes\/)?[\w-]+\.ts$/ },
      handler(id) {
        const name = basename(id, '.ts');
        if (!names.includes(name)) return undefined;
        const code = read(name);
        if (id === join(folder, 'classes', `${name}.ts`))
          return { code: moved(code.replace(registration, '')), map: null };
        const [call, element] = registration.exec(code) ?? [];
        const lines = [
          `import { ${element} } from '#classes/${name}';`,
          "import { define } from './shared/define.ts';",
          `export * from '#classes/${name}';`,
          call,
        ];
        return { code: lines.join('\n'), map: null };
      },
    },
  };
}

const registration = /^define\('[\w-]+', (\w+)\);$/m;
const specifiers = /(\bfrom |\bimport\(?\s*)'(\.[^']*)'/g;
