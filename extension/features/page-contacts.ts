import { browser } from 'wxt/browser';
import { answerPage } from '../answer-page.ts';
import { defineFeature } from '../define-feature.ts';
import { SETTINGS_CHANGED } from '../page-messages.ts';
import { languageSetting, pageSetting, pickedSetting, rulesSetting } from '../settings.ts';
import { rulesFor } from '../site-rules.ts';
import { grantedSite, hostOf } from '../sites.ts';
import { wordsIn } from '../words.ts';

/** Keeps what each tab's page shows, in memory and only as long as the tab shows it, and tells pages by what to look. */
export const pageContacts = defineFeature({
  id: 'page-contacts',
  runsIn: 'background',

  init(signal) {
    answerPage(
      'page-settings',
      async (_, { site }) => {
        const [granted, own, language] = await Promise.all([
          grantedSite(site),
          rulesSetting.read(),
          languageSetting.read(),
        ]);
        return {
          rules: rulesFor(hostOf(site), own),
          hasMarks: granted?.hasMarks ?? false,
          openPanel: wordsIn(language).openPanel,
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
    browser.storage.local.onChanged.addListener(onChange);
    signal.addEventListener('abort', () => {
      browser.tabs.onRemoved.removeListener(forget);
      browser.storage.local.onChanged.removeListener(onChange);
    });
  },
});

function forget(tab: number): void {
  void pageSetting(tab).clear();
  void pickedSetting(tab).clear();
}

/** What is chosen for pages: the names of the settings in the storage. */
function onChange(changes: Record<string, unknown>): void {
  if (['sites', 'rules', 'language'].some((name) => name in changes)) void tellPages();
}

/** Those that have no script of ours hear nothing. */
async function tellPages(): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) void browser.tabs.sendMessage(id, SETTINGS_CHANGED).catch(() => {});
}
