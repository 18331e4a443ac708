import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './built-package.ts';

interface Snippet {
  language: string;
  /** The file that it is, where it is one. */
  file: string;
  text: string;
}

/** The snippets of a document. A test takes each, and so knows of one that no test runs. */
export class Snippets {
  readonly #left: Set<Snippet>;

  constructor(document: string) {
    const text = readFileSync(resolve(root, document), 'utf8');
    const found = text.matchAll(/^```(\w*) ?(\S*)\n(.*?)^```$/gms);
    this.#left = new Set(
      [...found].map(([, language = '', file = '', text = '']) => ({ language, file, text })),
    );
  }

  /** The one that is this file, or holds these words; from now on it is taken. */
  take(what: string): string {
    const snippet = [...this.#left].find(
      ({ file, text }) => file === what || text.includes(what),
    );
    if (!snippet) throw new Error(`There is no snippet ‘${what}’ any more.`);
    this.#left.delete(snippet);
    return snippet.text;
  }

  /** The first lines of those that no test took. */
  get left(): string[] {
    return [...this.#left].map(({ text }) => text.split('\n')[0] ?? '');
  }
}
