import { browser } from 'wxt/browser';
import { policy } from './policy.ts';
import { undockedSetting } from './settings.ts';
import { grantedSite } from './sites.ts';

/**
 * Whether the panel can be docked at all. Not in Firefox: it runs our page in the process of the page around it, and
 * lets it do next to nothing; its package lets no page reach any of ours.
 */
export const canDock = (): boolean =>
  browser.runtime.getManifest().web_accessible_resources !== undefined;

/** Whether the panel is docked in a tab with a page of a site: the site is granted, chosen for it, and nobody forbids it. */
export async function isDocked(tab: number, site: string): Promise<boolean> {
  if (!canDock()) return false;
  const [granted, decided, isUndocked] = await Promise.all([
    grantedSite(site),
    policy.read(),
    undockedSetting(tab).read(),
  ]);
  return granted?.isDocked === true && decided.docked && !isUndocked;
}
