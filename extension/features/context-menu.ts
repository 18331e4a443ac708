import { browser, type Browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { openPanel } from '../open-panel.ts';
import { readLink, readText } from '../read-contact.ts';
import { contactSetting } from '../settings.ts';
import { ownWindow } from '../windows.ts';

const ITEM = 'show-interactions';

/** “Show interactions” on a selected number or address, and on a link that calls or writes to one. */
export const contextMenu = defineFeature({
  id: 'context-menu',
  runsIn: 'background',

  init(signal) {
    const offer = () => {
      browser.contextMenus.removeAll(() => {
        const title = browser.i18n.getMessage('showInteractions');
        browser.contextMenus.create({ id: ITEM, title, contexts: ['selection'] });
        browser.contextMenus.create({
          id: `${ITEM}-of-link`,
          title,
          contexts: ['link'],
          targetUrlPatterns: ['tel:*', 'mailto:*'],
        });
      });
    };
    browser.runtime.onInstalled.addListener(offer);
    browser.contextMenus.onClicked.addListener(show);
    signal.addEventListener('abort', () => {
      browser.runtime.onInstalled.removeListener(offer);
      browser.contextMenus.onClicked.removeListener(show);
    });
  },
});

/** The panel opens before anything is waited for, also where nothing was found: it says what it can show. */
function show(clicked: Browser.contextMenus.OnClickData, tab?: Browser.tabs.Tab): void {
  void openPanel(tab?.windowId);
  const [contact] = clicked.linkUrl
    ? readLink(clicked.linkUrl)
    : readText(clicked.selectionText ?? '', 'any');
  if (contact) void choose(contact, tab?.windowId);
}

/** For the panel of the window that was clicked in. */
async function choose(contact: string, window?: number): Promise<void> {
  await contactSetting(window ?? (await ownWindow())).write(contact);
}
