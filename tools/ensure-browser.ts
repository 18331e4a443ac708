import { execFileSync, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, lookForBrowser } from './find-browser.ts';
import { firefox, webKit } from './find-other-browsers.ts';

// The tests need a browser, and some need others beside it. As root on Debian or Ubuntu they are installed; elsewhere
// that is the person's own decision. Without Chromium nothing can be tested; without another, its tests are skipped.
const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
let isUpdated = false;

if (!lookForBrowser() && !process.env['CHROME_PATH']) install('Chromium', ['chromium']);
try {
  console.log(findBrowser());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
for (const { name, packages, variable, look, missing } of [firefox, webKit]) {
  if (!look() && !(variable && process.env[variable])) install(name, packages);
  console.log(look() ?? `${missing}. Its tests are skipped.`);
}

function install(name: string, packages: string[]): void {
  if (!mayInstall) return;
  console.log(`${name} was not found: installing it (apt-get install ${packages.join(' ')}).`);
  try {
    if (!isUpdated) aptGet('update', '-q');
    isUpdated = true;
    aptGet('install', '-y', '-q', ...packages);
  } catch {
    console.error(`${name} could not be installed: apt-get says why above.`);
  }
}

function aptGet(...words: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit'];
  execFileSync('apt-get', words, { env, stdio });
}
