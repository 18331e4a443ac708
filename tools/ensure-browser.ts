import { execFileSync, type StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, lookForBrowser } from './find-browser.ts';

// The tests need a browser. As root on Debian or Ubuntu it is installed; elsewhere that is the person's own decision.
const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
if (!lookForBrowser() && !process.env['CHROME_PATH'] && mayInstall) {
  console.log('No browser was found: installing Chromium (apt-get install chromium).');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit'];
  try {
    execFileSync('apt-get', ['update', '-q'], { env, stdio });
    execFileSync('apt-get', ['install', '-y', '-q', 'chromium'], { env, stdio });
  } catch {
    console.error('Chromium could not be installed: apt-get says why above.');
  }
}
try {
  console.log(findBrowser());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
