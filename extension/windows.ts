import { browser } from 'wxt/browser';
import { contactSetting } from './settings.ts';

/** What stands for the only window where a browser has no windows, as on a telephone. */
const ONLY_WINDOW = 0;

/** The window in which this page is; in the background, the one that was used last. */
export async function ownWindow(): Promise<number> {
  const window = await browser.windows?.getCurrent();
  return window?.id ?? ONLY_WINDOW;
}

/** The contacts that were chosen, in whatever window. */
export async function forgetChosenContacts(): Promise<void> {
  const windows = (await browser.windows?.getAll()) ?? [{ id: ONLY_WINDOW }];
  for (const { id = ONLY_WINDOW } of windows) await contactSetting(id).clear();
}
