import { browser } from 'wxt/browser';
import { askFromPage, SETTINGS_CHANGED, type PageAnswered } from './page-messages.ts';
import { watchPage, type Shown } from './watch-page.ts';

/** What the page shows, and what the person chose for its site. */
export interface PageNow extends Shown {
  /** Another one for every page that the document shows, in single-page applications, too. */
  page: string;
  settings: PageAnswered<'page-settings'>;
}

type Listener = (now: PageNow | null) => void;

/** Told to the document by a script that is put into it. It says nothing about us, since the page may hear it, too. */
const ARRIVAL = 'script-arrival';

const listeners = new Set<Listener>();
let present: PageNow | null = null;

/**
 * Tells the contacts of the page as they change; null when there is nothing to be done here, since the site is no
 * longer granted or the extension is gone.
 */
export function followPage(listener: Listener, signal: AbortSignal): void {
  listeners.add(listener);
  if (present) listener(present);
  signal.addEventListener('abort', () => {
    listeners.delete(listener);
    listener(null);
  });
}

/** Watches the page for all features in it, until they are stopped; and stops them when the extension is gone. */
export function startPageState(running: AbortController): void {
  const { signal } = running;
  // After an update or a reload of the extension its former script is still in the page, and reaches nobody.
  const stopWhenGone = () => {
    if (browser.runtime?.id === undefined) running.abort();
  };
  document.dispatchEvent(new Event(ARRIVAL)); // the former takes its panel's margin away before ours is there
  document.addEventListener(ARRIVAL, stopWhenGone, { signal });
  let watching = new AbortController();
  const where: Where = { address: location.href, page: crypto.randomUUID() };
  const renew = async () => {
    const settings = await askFromPage('page-settings', null).catch(() => null);
    watching.abort();
    if (signal.aborted) return;
    if (settings === null) return tell(null);
    watching = new AbortController();
    const both = AbortSignal.any([signal, watching.signal]);
    watch(settings, where, both, stopWhenGone);
  };
  const hear = (message: unknown, { id, tab }: { id?: string; tab?: unknown }) => {
    if (message === SETTINGS_CHANGED && id === browser.runtime.id && !tab) void renew();
  };
  browser.runtime.onMessage.addListener(hear);
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(hear));
  void renew();
}

/** Which page the document shows: still the same one when only what was chosen for it changes. */
interface Where {
  address: string;
  page: string;
}

function watch(
  settings: PageNow['settings'],
  where: Where,
  signal: AbortSignal,
  before: () => void,
): void {
  let shown: Shown | null = null;
  const isNewPage = () => {
    if (location.href === where.address) return false;
    where.address = location.href;
    where.page = crypto.randomUUID();
    return true;
  };
  const { lookAgain } = watchPage(
    settings.rules,
    (now) => {
      shown = now;
      isNewPage();
      tell({ ...shown, page: where.page, settings });
    },
    signal,
    before,
  );
  const onNavigation = () => {
    if (isNewPage() && shown) tell({ ...shown, page: where.page, settings });
    lookAgain();
  };
  for (const event of ['popstate', 'hashchange'])
    addEventListener(event, onNavigation, { signal });
  // Only this event tells of `history.pushState`; where a browser lacks it, the next change of the page does.
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', onNavigation, { signal });
  addEventListener('pageshow', () => lookAgain(), { signal });
}

function tell(now: PageNow | null): void {
  present = now;
  for (const listener of listeners) listener(now);
}
