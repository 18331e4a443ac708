import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';

/** A click on the button in the browser's toolbar opens the panel, and closes it again. */
export const openSidePanel = defineFeature({
  id: 'open-side-panel',
  runsIn: 'background',

  init(signal) {
    if (browser.sidePanel) {
      // Chrome and Edge do it by themselves, without waking the background.
      void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
      return;
    }
    const toggle = () => void firefox.sidebarAction?.toggle();
    browser.action.onClicked.addListener(toggle);
    signal.addEventListener('abort', () => browser.action.onClicked.removeListener(toggle));
  },
});

/** The part of Firefox's API that the types, which are Chrome's, do not know. */
const firefox = browser as typeof browser & {
  sidebarAction?: { toggle(): Promise<void> };
};
