import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { policy } from '../policy.ts';
import { pageSetting, sitesSetting, type Site } from '../settings.ts';
import { grantedSites, patternOf, siteOf } from '../sites.ts';

/** The file that WXT makes of the entry point. */
const SCRIPT = 'page.js';
const ID = 'page';

/** Puts our script into the pages of exactly those sites that are granted: those to come, and those that are open. */
export const pageScript = defineFeature({
  id: 'page-script',
  runsIn: 'background',

  init(signal) {
    // Content scripts read local storage unless an extension says otherwise; Firefox has no way to say it.
    void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    let work = Promise.resolve();
    const inTurn = (step: () => Promise<void>) => {
      work = work.then(step).catch(reportError);
    };
    const onAdded = () => inTurn(register);
    const onRemoved = () => inTurn(dropUnpermitted);
    const onInstalled = () => inTurn(async () => putInto(patternsOf(await grantedSites())));
    sitesSetting.follow(() => inTurn(register), signal);
    browser.permissions.onRemoved.addListener(onRemoved);
    browser.permissions.onAdded.addListener(onAdded);
    browser.runtime.onInstalled.addListener(onInstalled);
    signal.addEventListener('abort', () => {
      browser.permissions.onAdded.removeListener(onAdded);
      browser.permissions.onRemoved.removeListener(onRemoved);
      browser.runtime.onInstalled.removeListener(onInstalled);
    });
  },
});

const patternsOf = (sites: Site[]) => sites.map(({ site }) => patternOf(site)).sort();

async function register(): Promise<void> {
  const granted = await grantedSites();
  const matches = patternsOf(granted);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  const former = registered?.matches ?? [];
  if (String([...former].sort()) === String(matches)) return;
  const script = { id: ID, js: [SCRIPT], matches, runAt: 'document_idle' as const };
  if (matches.length === 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
  else if (registered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
  await putInto(matches.filter((pattern) => !former.includes(pattern)));
  await forgetOthers(granted);
}

/** Into the pages that are open already. */
async function putInto(sites: string[]): Promise<void> {
  if (sites.length === 0) return;
  for (const { id } of await browser.tabs.query({ url: sites }))
    if (id !== undefined) await put(id);
}

async function put(tab: number): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId: tab }, files: [`/${SCRIPT}`] })
    .catch(() => {}); // an error page, or one that the browser keeps extensions out of
}

/** What the browser permits no more leaves the list, unless an administrator put it there. */
async function dropUnpermitted(): Promise<void> {
  const [all, granted] = [await sitesSetting.read(), await grantedSites()];
  const { sites: decided } = await policy.read();
  const left = [...granted.map(({ site }) => site), ...decided];
  const kept = all.filter(({ site }) => left.includes(site));
  if (kept.length < all.length) await sitesSetting.write(kept);
}

/** Forgets what tabs show that are on none of these sites. */
async function forgetOthers(granted: Site[]): Promise<void> {
  for (const { id, url } of await browser.tabs.query({})) {
    const site = url === undefined ? null : siteOf(url);
    const isGranted = granted.some((each) => each.site === site);
    if (id !== undefined && !isGranted) await pageSetting(id).clear();
  }
}
