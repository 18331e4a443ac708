import { browser } from 'wxt/browser';

/** Opens the panel beside the page in front; only as the direct answer to a click or a key. */
export function openPanel(windowId?: number): Promise<void> {
  if (!browser.sidePanel) return firefox.sidebarAction?.open() ?? Promise.resolve();
  return browser.sidePanel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });
}

/** The part of Firefox's API that the types, which are Chrome's, do not know. */
const firefox = browser as typeof browser & {
  sidebarAction?: { open(): Promise<void> };
};
