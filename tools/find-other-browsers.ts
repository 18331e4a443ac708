import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, lookInPath } from './find-browser.ts';
import { leastFirefox } from './least-browsers.ts';

/** A browser that some tests need beside Chromium: without it they are skipped, and say why. */
export interface OtherBrowser {
  name: string;
  /** What Debian calls it. */
  packages: string[];
  /** The variable that names another program, where there is one. */
  variable?: string;
  /** Null when it is not on this machine. */
  look: () => string | null;
  /** What its tests are called that cannot run. */
  missing: string;
}

export const firefox: OtherBrowser = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  variable: 'FIREFOX_PATH',
  look: lookForFirefox,
  missing:
    'Firefox is not on this machine: install it (Debian: apt-get install firefox-esr), or set FIREFOX_PATH to its program',
};

/** Firefox as the extension needs it: an older one does not install it. */
export const firefoxForExtension = {
  look: () => {
    const program = lookForFirefox();
    return program && versionOf(program) >= leastFirefox ? program : null;
  },
  get missing(): string {
    const program = lookForFirefox();
    return program
      ? `The Firefox on this machine is older than the extension needs (${leastFirefox}): ‘${program}’`
      : firefox.missing;
  },
};

/** WebKit's driver; its browser needs a screen, and Xvfb is one without a monitor. */
export const webKit: OtherBrowser = {
  name: 'WebKit',
  packages: ['webkit2gtk-driver', 'xvfb'],
  look: () => lookInPath(['Xvfb']) && lookInPath(['WebKitWebDriver']),
  missing:
    'WebKit’s driver is not on this machine: install it (Debian and Ubuntu: apt-get install webkit2gtk-driver xvfb)',
};

function lookForFirefox(): string | null {
  const chosen = process.env['FIREFOX_PATH'];
  if (chosen) return isProgram(chosen) ? chosen : null;
  if (process.platform === 'darwin')
    return firstProgram('/Applications/Firefox.app/Contents/MacOS/firefox');
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)'].map(
      (root) => process.env[root] ?? 'C:\\',
    );
    return firstProgram(...roots.map((root) => join(root, 'Mozilla Firefox', 'firefox.exe')));
  }
  // A snap's Firefox cannot read the profile and the extension that a test makes for it.
  return lookInPath(
    existsSync('/snap/bin/firefox') ? ['firefox-esr'] : ['firefox-esr', 'firefox'],
  );
}

/** Any, where a Firefox does not say it: then its tests say what is wrong. */
function versionOf(program: string): number {
  try {
    const said = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    return Number(/Firefox (\d+)/.exec(said)?.[1] ?? Infinity);
  } catch {
    return Infinity;
  }
}

const firstProgram = (...paths: string[]) => paths.find(isProgram) ?? null;
