import { browser, type Browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { policy } from '../policy.ts';

/** Shows the options, with the first steps above them, as soon as the extension is installed. */
export const firstRun = defineFeature({
  id: 'first-run',
  runsIn: 'background',

  init(signal) {
    const welcome = ({ reason }: Browser.runtime.InstalledDetails) => {
      if (reason === 'install') void showSteps();
    };
    browser.runtime.onInstalled.addListener(welcome);
    signal.addEventListener('abort', () => browser.runtime.onInstalled.removeListener(welcome));
  },
});

/** Where an administrator has given server and sites, the button in the toolbar leads on. */
async function showSteps(): Promise<void> {
  const { server, sites } = await policy.read();
  if (server !== null && sites.length > 0) return;
  // In a tab of its own: the browser's way to the options would take the place of an empty one.
  await browser.tabs.create({ url: browser.runtime.getURL('/options.html') });
}
