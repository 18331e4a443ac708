import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '../../../dist/script');

/** The parts of the script that a page needs, each with what it imports; `waypost` is the script itself. */
export function partsOf(...names: string[]): string[] {
  const parts = new Set(names.map(fileOf));
  for (const part of parts) for (const imported of importsOf(part)) parts.add(imported);
  return [...parts];
}

/** All that the script has besides these. */
export function otherParts(parts: readonly string[]): string[] {
  return globSync('*.js', { cwd: folder }).filter((file) => !parts.includes(file));
}

/** Together, compressed one by one as a server sends them, in bytes. */
export function gzipOf(parts: readonly string[]): number {
  const sizes = parts.map((part) => gzipSync(readFileSync(join(folder, part)), { level: 9 }));
  return sizes.reduce((sum, { length }) => sum + length, 0);
}

function fileOf(name: string): string {
  if (name === 'waypost') return 'waypost.js';
  const [file, ...others] = globSync(`${name}-????????.js`, { cwd: folder });
  if (file && !others.length) return file;
  throw new Error(`The built script has no single part ‘${name}’.`);
}

function importsOf(part: string): string[] {
  const code = readFileSync(join(folder, part), 'utf8');
  // What is imported when the part is loaded; import(…) is not.
  return [...code.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)].map(([, file]) => file!);
}
