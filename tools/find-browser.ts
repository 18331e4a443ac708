import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a Chromium under test is started with: nothing in the background, and no sandbox where root may not have one. */
export const browserArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** The Chromium, Chrome or Edge of this machine; CHROME_PATH chooses another. */
export function findBrowser(): string {
  const found = lookForBrowser();
  if (found) return found;
  const chosen = process.env['CHROME_PATH'];
  throw new Error(
    chosen
      ? `CHROME_PATH says ‘${chosen}’, but there is no program that can be run.`
      : 'The tests need Chromium, Chrome or Edge, and none was found: install one (Debian and Ubuntu: apt-get install chromium), or set CHROME_PATH to its program.',
  );
}

/** The same, or null when there is none. */
export function lookForBrowser(): string | null {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) return isProgram(chosen) ? chosen : null;
  return candidates().find(isProgram) ?? null;
}

/** What Debian calls a Chromium that has no windows, and so takes a fourth less to do the same. It has no extensions. */
export const WINDOWLESS = 'chromium-headless-shell';

/** The browser for pages that nobody watches: the one without windows where it is, or else the same as otherwise. */
export function findWindowlessBrowser(): string {
  return lookForWindowlessBrowser() ?? findBrowser();
}

/** The same, or null when there is none. */
export function lookForWindowlessBrowser(): string | null {
  if (process.env['CHROME_PATH']) return lookForBrowser();
  return lookInPath([WINDOWLESS]) ?? lookForBrowser();
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

function candidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) => {
      const program = join('Applications', `${name}.app`, 'Contents', 'MacOS', name);
      return [join('/', program), join(process.env['HOME'] ?? '/', program)];
    });
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
    return roots.flatMap((root) => {
      const folder = process.env[root] ?? 'C:\\';
      return [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ];
    });
  }
  return inPath(names);
}

/** The first program of one of these names, or null. */
export function lookInPath(names: readonly string[]): string | null {
  return inPath(names).find(isProgram) ?? null;
}

function inPath(names: readonly string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...folders, '/usr/bin'].flatMap((folder) => names.map((name) => join(folder, name)));
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
