import { browser } from 'wxt/browser';
import { isDocked } from './docked.ts';
import type { PageContacts } from './page-shapes.ts';
import { policy } from './policy.ts';
import {
  dockTicketSetting,
  followAll,
  pageSetting,
  sitesSetting,
  undockedSetting,
} from './settings.ts';
import { siteOf } from './sites.ts';

/** The tab in whose page our page is docked, and what that page shows. */
export interface Docked {
  tab: number;
  page: PageContacts | null;
}

/**
 * Tells what the page shows that this one is docked in; null when it must show nothing: the frame is none that our
 * script made in the page of a granted site, or is not wanted there any more.
 */
export async function followDocked(
  listener: (docked: Docked | null) => void,
  signal: AbortSignal,
): Promise<void> {
  const { id: tab, url } = (await browser.tabs.getCurrent()) ?? {};
  const site = url === undefined ? null : siteOf(url); // no browser tells the address of another site
  if (tab === undefined || site === null || !(await hasTicket(tab))) return listener(null);
  followAll(
    {
      page: pageSetting(tab),
      sites: sitesSetting,
      isUndocked: undockedSetting(tab),
      policy,
    },
    ({ page }) => {
      void isDocked(tab, site).then((isWanted) => {
        if (!signal.aborted) listener(isWanted ? { tab, page } : null);
      });
    },
    signal,
  );
}

/** Each ticket is good for one frame, right below the page of the tab. */
async function hasTicket(tab: number): Promise<boolean> {
  const setting = dockTicketSetting(tab);
  const ticket = location.hash.slice(1);
  if (window.parent !== window.top || window === window.top) return false;
  if (ticket === '' || (await setting.read()) !== ticket) return false;
  await setting.clear();
  return true;
}
