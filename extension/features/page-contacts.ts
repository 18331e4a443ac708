import { browser } from 'wxt/browser';
import { answerPage } from '../answer-page.ts';
import { isDocked } from '../docked.ts';
import { defineFeature } from '../define-feature.ts';
import { SETTINGS_CHANGED } from '../page-messages.ts';
import type { Dock } from '../page-shapes.ts';
import { policy } from '../policy.ts';
import {
  contactSetting,
  dockWidthSetting,
  languageSetting,
  pageSetting,
  pickedSetting,
  rulesSetting,
} from '../settings.ts';
import { rulesFor } from '../site-rules.ts';
import { grantedSite, hostOf } from '../sites.ts';
import { wordsIn, type Words } from '../words.ts';

/** Keeps what each tab's page shows, in memory and only as long as the tab shows it, and tells pages by what to look. */
export const pageContacts = defineFeature({
  id: 'page-contacts',
  runsIn: 'background',

  init(signal) {
    answerPage(
      'page-settings',
      async (_, { site, tab }) => {
        const [granted, own, language, decided] = await Promise.all([
          grantedSite(site),
          rulesSetting.read(),
          languageSetting.read(),
          policy.read(),
        ]);
        const words = wordsIn(language);
        return {
          rules: rulesFor(hostOf(site), own),
          hasMarks: decided.marks && (granted?.hasMarks ?? false),
          openPanel: words.openPanel,
          dock: (await isDocked(tab.id, site)) ? await dockOf(words) : null,
        };
      },
      signal,
    );
    answerPage(
      'page-contacts',
      async (contacts, { tab }) => {
        await pageSetting(tab.id).write(contacts);
        return null;
      },
      signal,
    );
    answerPage(
      'picked',
      async (picked, { tab }) => {
        if (picked) await pickedSetting(tab.id).write(picked);
        else await pickedSetting(tab.id).clear();
        return null;
      },
      signal,
    );
    answerPage(
      'page-left',
      async (page, { tab }) => {
        const setting = pageSetting(tab.id);
        if ((await setting.read())?.page === page) await setting.clear();
        await pickedSetting(tab.id).clear();
        return null;
      },
      signal,
    );
    browser.tabs.onRemoved.addListener(forget);
    browser.windows?.onRemoved.addListener(forgetWindow);
    browser.storage.local.onChanged.addListener(onChange);
    browser.storage.onChanged.addListener(onDecision);
    signal.addEventListener('abort', () => {
      browser.tabs.onRemoved.removeListener(forget);
      browser.windows?.onRemoved.removeListener(forgetWindow);
      browser.storage.local.onChanged.removeListener(onChange);
      browser.storage.onChanged.removeListener(onDecision);
    });
  },
});

function forget(tab: number): void {
  void pageSetting(tab).clear();
  void pickedSetting(tab).clear();
}

/** Its number is given to no other, and the contact that was chosen in it has no use any more. */
function forgetWindow(window: number): void {
  void contactSetting(window).clear();
}

/** What is chosen for pages: the names of the settings in the storage. */
function onChange(changes: Record<string, unknown>): void {
  if (['sites', 'rules', 'language'].some((name) => name in changes)) void tellPages();
}

/** What an administrator decides holds in pages that are open, too. */
function onDecision(_: unknown, area: string): void {
  if (area === 'managed') void tellPages();
}

async function dockOf({ dockTitle, dockResize }: Words): Promise<Dock> {
  return { width: await dockWidthSetting.read(), title: dockTitle, resize: dockResize };
}

/** Those that have no script of ours hear nothing. */
async function tellPages(): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) void browser.tabs.sendMessage(id, SETTINGS_CHANGED).catch(() => {});
}
