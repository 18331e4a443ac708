import { findBrowser, lookForBrowser, lookInPath, WINDOWLESS } from './find-browser.ts';
import { firefox, firefoxForExtension, webKit } from './find-other-browsers.ts';
import { installPackages } from './install-packages.ts';

// The tests need a browser, and some need others beside it. As root on Debian or Ubuntu they are installed; elsewhere
// that is the person's own decision. Without Chromium nothing can be tested; without another, its tests are skipped.
if (!process.env['CHROME_PATH']) {
  if (!lookForBrowser()) installPackages('Chromium', ['chromium']);
  if (!lookInPath([WINDOWLESS])) installPackages('Chromium without windows', [WINDOWLESS]);
}
try {
  console.log(findBrowser());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
for (const { name, packages, variable, look, missing } of [firefox, webKit]) {
  if (!look() && !(variable && process.env[variable])) installPackages(name, packages);
  console.log(look() ?? `${missing}. Its tests are skipped.`);
}
if (firefox.look() && !firefoxForExtension.look())
  console.log(`${firefoxForExtension.missing}. The extension’s tests in it are skipped.`);
