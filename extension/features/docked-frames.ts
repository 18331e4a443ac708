import { browser } from 'wxt/browser';
import { answerPage } from '../answer-page.ts';
import { defineFeature } from '../define-feature.ts';
import { isDocked } from '../docked.ts';
import { SETTINGS_CHANGED } from '../page-messages.ts';
import { dockTicketSetting, dockWidthSetting, undockedSetting } from '../settings.ts';

const CLOSED = /^undocked-(\d+)$/;

/** Gives our script in a page what it needs to dock the panel there, and keeps what is done to it. */
export const dockedFrames = defineFeature({
  id: 'docked-frames',
  runsIn: 'background',

  init(signal) {
    answerPage(
      'dock',
      async (_, { tab, site }) => {
        if (!(await isDocked(tab.id, site))) return '';
        const ticket = crypto.randomUUID();
        await dockTicketSetting(tab.id).write(ticket);
        return ticket;
      },
      signal,
    );
    answerPage('dock-width', (width) => dockWidthSetting.write(width).then(() => null), signal);
    answerPage(
      'undock',
      (_, { tab }) =>
        undockedSetting(tab.id)
          .write(true)
          .then(() => null),
      signal,
    );
    browser.storage.session.onChanged.addListener(onChange);
    browser.tabs.onRemoved.addListener(forget);
    signal.addEventListener('abort', () => {
      browser.storage.session.onChanged.removeListener(onChange);
      browser.tabs.onRemoved.removeListener(forget);
    });
  },
});

/** In whichever of our pages it was closed or opened again, the tab hears of it. */
function onChange(changes: Record<string, unknown>): void {
  for (const name of Object.keys(changes)) {
    const tab = CLOSED.exec(name)?.[1];
    if (tab) void browser.tabs.sendMessage(Number(tab), SETTINGS_CHANGED).catch(() => {});
  }
}

function forget(tab: number): void {
  void dockTicketSetting(tab).clear();
  void undockedSetting(tab).clear();
}
