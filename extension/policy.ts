import { browser } from 'wxt/browser';
import { readServerAddress } from './server-address.ts';
import type { Followed } from './settings.ts';
import { siteOf } from './sites.ts';

/** What an administrator has decided for everybody, by the browser's managed storage: see managed-schema.json. */
export interface Policy {
  server: string | null;
  sites: string[];
  /** False forbids marks in the pages of all sites. */
  marks: boolean;
  /** False forbids the docked panel on all sites. */
  docked: boolean;
  language: 'en' | 'fr' | null;
}

/** What is no address or no language is left out: an administrator's slip closes nothing. */
export function readPolicy(given: Record<string, unknown>): Policy {
  const { server, sites, marks, docked, language } = given;
  return {
    server: typeof server === 'string' ? readServerAddress(server) : null,
    sites: (Array.isArray(sites) ? sites : []).flatMap((site: unknown) => {
      const read = typeof site === 'string' ? siteOf(site) : null;
      return read === null ? [] : [read];
    }),
    marks: marks !== false,
    docked: docked !== false,
    language: language === 'en' || language === 'fr' ? language : null,
  };
}

/** Tells the policy, and each that comes in its place. A browser without managed storage has none. */
export const policy: Followed<Policy> & { read(): Promise<Policy> } = {
  async read() {
    return readPolicy(await browser.storage.managed.get().catch(() => ({})));
  },
  follow(listener, signal) {
    const tell = async () => {
      const decided = await policy.read();
      if (!signal.aborted) listener(decided);
    };
    const onChange = (_: unknown, area: string) => {
      if (area === 'managed') void tell();
    };
    browser.storage.onChanged.addListener(onChange);
    signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChange));
    void tell();
  },
};
