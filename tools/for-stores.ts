import type { Plugin } from 'vite';

/*
 * What a browser's store warns of in packages, said another way. Neither does what the warning is about: one asks for
 * the global object, the other writes Lit's own templates, through its Trusted Types policy.
 */
const otherWords: { file: RegExp; from: RegExp; to: string }[] = [
  {
    file: /engine\.io-client\/build\/esm\/globals\.js$/,
    from: /Function\(["']return this["']\)\(\)/,
    to: 'globalThis',
  },
  {
    file: /\/lit-html\/(development\/)?lit-html\.js$/,
    from: /(\w+)\.innerHTML\s*=\s*(\w+)/,
    to: 'Object.assign($1, { innerHTML: $2 })',
  },
];

/** Fails when a package does not say any more what is replaced: then look at it anew. */
export function forStores(): Plugin {
  return {
    name: 'for-stores',
    enforce: 'pre',
    transform(code, id) {
      const [file = ''] = id.split('?');
      const other = otherWords.find((each) => each.file.test(file));
      if (!other) return undefined;
      if (!other.from.test(code)) throw new Error(`${file} does not have ${other.from}.`);
      return code.replace(other.from, other.to);
    },
  };
}
