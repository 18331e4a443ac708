import { browser } from 'wxt/browser';
import { permissionFor, readServerAddress } from './server-address.ts';
import { serverSetting, sitesSetting, type Followed, type Site } from './settings.ts';

/**
 * The site of a page's address, as `https://crm.example`: ports cannot be told apart. Null for an address that the
 * extension may not be let onto: the browser's own pages, files, and http beyond this machine.
 */
export function siteOf(address: string): string | null {
  const origin = readServerAddress(address);
  if (origin === null) return null;
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}`;
}

export const hostOf = (site: string): string => new URL(site).hostname;

export const patternOf = (site: string): string => permissionFor(site).origins[0]!; // it has this one

/** Sites that are on the person's list, and that the browser permits. */
export async function grantedSites(): Promise<Site[]> {
  const sites = await sitesSetting.read();
  const permitted = await Promise.all(sites.map(({ site }) => isPermitted(site)));
  return sites.filter((_, index) => permitted[index]);
}

export async function grantedSite(site: string): Promise<Site | null> {
  return (await grantedSites()).find((granted) => granted.site === site) ?? null;
}

function isPermitted(site: string): Promise<boolean> {
  return browser.permissions.contains(permissionFor(site));
}

/** Tells the granted sites, as the person's list and what the browser permits change. */
export const granted: Followed<Site[]> = {
  follow(listener, signal) {
    let turn = 0;
    const tell = async () => {
      const mine = ++turn;
      const sites = await grantedSites();
      if (mine === turn && !signal.aborted) listener(sites);
    };
    const onChange = () => void tell();
    const { onAdded, onRemoved } = browser.permissions;
    for (const event of [onAdded, onRemoved]) event.addListener(onChange);
    signal.addEventListener('abort', () => {
      for (const event of [onAdded, onRemoved]) event.removeListener(onChange);
    });
    sitesSetting.follow(onChange, signal);
  },
};

/** Asks the browser's user, and answers what they said. Only as the direct answer to a click: nothing may be waited for before. */
export async function grantSite(site: string): Promise<boolean> {
  if (!(await browser.permissions.request(permissionFor(site)))) return false;
  const sites = await sitesSetting.read();
  // One that an administrator gave is on the list already, as it was chosen there.
  if (!sites.some((each) => each.site === site))
    await sitesSetting.write([...sites, { site, hasMarks: true, isDocked: false }]);
  return true;
}

/** Leaves a site. The permission goes as well, unless the server is there. */
export async function leaveSite(site: string): Promise<void> {
  const others = (await sitesSetting.read()).filter((each) => each.site !== site);
  await sitesSetting.write(others);
  const server = await serverSetting.read();
  if (server !== null && siteOf(server) === site) return;
  await browser.permissions.remove(permissionFor(site)).catch(() => false); // an administrator may have given it for good
}

export async function changeSite(changed: Site): Promise<void> {
  const sites = await sitesSetting.read();
  await sitesSetting.write(sites.map((site) => (site.site === changed.site ? changed : site)));
}
