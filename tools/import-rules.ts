import { posix } from 'node:path';

/** One import: the file it stands in (from the project's root), what it names, and whether only types come in. */
export interface Import {
  file: string;
  specifier: string;
  typesOnly: boolean;
}

/**
 * Who may import whom:
 *   contract ← api-client ← widget ← extension;  contract ← mock-server;
 *   test and widget/playground → anything, nothing → test and widget/playground.
 * Answers with the rule that the import breaks, in a sentence, or with null.
 */
export function brokenImportRule({ file, specifier, typesOnly }: Import): string | null {
  const from = areaOf(file);
  if (!isArea(from)) return null;
  const target = specifier.startsWith('.')
    ? posix.join(posix.dirname(file), specifier)
    : specifier;
  return specifier.startsWith('.')
    ? brokenByFile(from, file, target, typesOnly)
    : brokenByPackage(from, target, file, typesOnly);
}

const areas = ['contract', 'api-client', 'widget', 'extension', 'mock-server'] as const;
type Area = (typeof areas)[number];

const mayImport: Record<Area, readonly Area[]> = {
  contract: ['contract'],
  'api-client': ['api-client', 'contract'],
  widget: ['widget', 'api-client', 'contract'],
  extension: ['extension', 'widget', 'api-client', 'contract'],
  'mock-server': ['mock-server', 'contract'],
};

/** The contract's files without schemas: they bring no schema library into a page. */
const plainContract = [
  'api-client/contract/api-version.ts',
  'api-client/contract/csv.ts',
  'api-client/contract/endpoints.ts',
  'api-client/contract/fold.ts',
  'api-client/contract/followed-endpoints.ts',
  'api-client/contract/history-columns.ts',
  'api-client/contract/socket-events.ts',
  'api-client/contract/spreadsheet-cells.ts',
];

/** What an action may know of the server: how actions are defined, and pure helpers. Effects come in by its context. */
const openToActions = ['mock-server/routing/', 'api-client/contract/'];

function brokenByFile(from: Area, file: string, target: string, typesOnly: boolean) {
  const to = areaOf(target);
  if (!isArea(to)) return `‘${from}’ imports nothing from ‘${to}’.`;
  if (!mayImport[from].includes(to)) return `‘${from}’ imports nothing from ‘${to}’.`;
  const inPage = from === 'api-client' || from === 'widget' || from === 'extension';
  if (inPage && to === 'contract' && !typesOnly && !plainContract.includes(target)) {
    return `‘${from}’ takes only types and what has no schema from the contract, so that no schema library reaches a page.`;
  }
  if (isAction(file) && !openToActions.some((open) => target.startsWith(open))) {
    return 'An action imports its definition, field schemas and pure helpers: no other action, no storage, no route.';
  }
  return null;
}

function brokenByPackage(from: Area, name: string, file: string, typesOnly: boolean) {
  if (from === 'contract' && name !== 'zod')
    return 'The contract imports zod and nothing else.';
  const inPage = from === 'api-client' || from === 'widget' || from === 'extension';
  if (inPage && !typesOnly && /^zod(\/|$)/.test(name))
    return 'No schema library reaches a page.';
  if (inPage && name.startsWith('node:')) return 'A page has no Node.';
  if (isAction(file) && /^(kysely|pg|hono|node:.*)(\/|$)/.test(name)) {
    return 'An action touches nothing outside: effects come in by its context.';
  }
  return null;
}

function isAction(file: string): boolean {
  return /^mock-server\/actions\/(?!index\.ts$)[^/]+\.ts$/.test(file);
}

function areaOf(path: string): string {
  if (path.startsWith('widget/playground/')) return 'playground';
  if (path.startsWith('api-client/contract/')) return 'contract';
  return path.split('/')[0] ?? path;
}

function isArea(name: string): name is Area {
  return (areas as readonly string[]).includes(name);
}
