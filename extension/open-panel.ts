import { browser } from 'wxt/browser';

/** Opens the panel beside the page in front; only as the direct answer to a click or a key. */
export function openPanel(windowId?: number): Promise<void> {
  if (!browser.sidePanel) return firefox.sidebarAction?.open() ?? openInTab();
  return browser.sidePanel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });
}

/** Where browsers have no room beside a page, as on a telephone. */
export async function openInTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
}

/** The part of Firefox's API that the types, which are Chrome's, do not know. */
const firefox = browser as typeof browser & {
  sidebarAction?: { open(): Promise<void> };
};
