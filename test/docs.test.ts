import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACTION_REFERENCE, actionReference } from '../tools/action-reference.ts';

/* The documents keep up with the code: what they name is there. */

const root = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const documents = [
  ...globSync('*.md', { cwd: root }),
  ...globSync('docs/**/*.md', { cwd: root }),
];

test('the reference of the actions is as `node tools/action-reference.ts` writes it', () => {
  expect(readFileSync(ACTION_REFERENCE, 'utf8')).toBe(actionReference());
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('links to files and headings that are there', () => {
    const broken = matches(text, /\]\(([^)\s]+)\)/g)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !leadsSomewhere(document, link));

    expect(broken).toEqual([]);
  });

  test('names only commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    const named = [
      ...matches(text, /`(?:[^`]* )?npm run ([\w:-]+)/g),
      ...matches(text, /`(?:[^`]* )?npm (start|test)\b/g),
    ];

    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('names only files and folders that are there', () => {
    const rooms = 'api-client|widget|extension|mock-server|test|tools|docs';
    const paths = matches(text, new RegExp(`[\`( ]((?:${rooms})/[\\w./-]*)(?=[\`)])`, 'g'));

    expect(paths.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? document : resolve(root, dirname(document), path);
  if (!existsSync(resolve(root, target))) return false;
  return heading === undefined || headingsOf(read(target)).includes(heading);
}

/** Headings as the anchors that a reader's program makes of them. */
function headingsOf(text: string): string[] {
  return matches(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
