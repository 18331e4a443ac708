import { browser, type Browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { openPanel } from '../open-panel.ts';

/** The keys that the manifest suggests; everybody may choose others in the browser's own page of shortcuts. */
export const keyCommands = defineFeature({
  id: 'key-commands',
  runsIn: 'background',

  init(signal) {
    const act = (command: string, tab?: Browser.tabs.Tab) => {
      if (command === 'open-panel') void openPanel(tab?.windowId);
      if (command === 'open-history')
        void browser.tabs.create({ url: browser.runtime.getURL('/interactions.html') });
    };
    browser.commands.onCommand.addListener(act);
    signal.addEventListener('abort', () => browser.commands.onCommand.removeListener(act));
  },
});
