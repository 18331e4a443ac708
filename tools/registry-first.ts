import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const polyfill = createRequire(import.meta.url).resolve(
  '@webcomponents/webcomponentsjs/bundles/webcomponents-ce.js',
);

/**
 * Has a part wait, where a page has no registry of custom elements (a content script of an extension has none), for the
 * polyfill that brings one. This is put before the finished part: with an `await` in a module of ours, each part that is
 * loaded later would be loaded by way of another one.
 */
export function registryFirst(part: string): Plugin {
  const source = readFileSync(polyfill, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
  const fileName = `custom-elements-${hash}.js`;
  return {
    name: 'waypost-registry-first',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
    banner: ({ name }) =>
      name === part ? `globalThis.customElements||await import('./${fileName}');` : '',
  };
}
