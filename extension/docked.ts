import { policy } from './policy.ts';
import { undockedSetting } from './settings.ts';
import { grantedSite } from './sites.ts';

/** Whether the panel is docked in a tab with a page of a site: the site is granted, chosen for it, and nobody forbids it. */
export async function isDocked(tab: number, site: string): Promise<boolean> {
  const [granted, decided, isUndocked] = await Promise.all([
    grantedSite(site),
    policy.read(),
    undockedSetting(tab).read(),
  ]);
  return granted?.isDocked === true && decided.docked && !isUndocked;
}
