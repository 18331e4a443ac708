import { browser, type Browser } from 'wxt/browser';
import type { PageContacts, Picked } from './page-shapes.ts';
import { followAll, pageSetting, pickedSetting, undockedSetting } from './settings.ts';
import { granted, siteOf } from './sites.ts';

/** The tab in front of the side panel's window. */
export interface Front {
  tab: number | null;
  /** Null where the browser does not tell: neither was the site granted, nor the extension called on the page. */
  site: string | null;
  isGranted: boolean;
  /** What its page shows; null while it has not been told. */
  page: PageContacts | null;
  /** How picking on it stands; null while nobody picks. */
  picked: Picked | null;
  /** Whether a person has closed the docked panel in it. */
  isUndocked: boolean;
}

const NOTHING: Front = {
  tab: null,
  site: null,
  isGranted: false,
  page: null,
  picked: null,
  isUndocked: false,
};

/** Tells what is in front, as tabs and pages change, until the signal aborts. */
export function followFront(listener: (front: Front) => void, signal: AbortSignal): void {
  let front = NOTHING;
  let grantedSites: string[] = [];
  let following = new AbortController();
  signal.addEventListener('abort', () => following.abort());
  const tell = (now: Partial<Front>) => {
    front = { ...front, ...now };
    front.isGranted = front.site !== null && grantedSites.includes(front.site);
    listener(front);
  };
  const look = async () => {
    const tab = await tabInFront();
    if (signal.aborted) return;
    const site = tab?.url === undefined ? null : siteOf(tab.url);
    if (tab?.id === undefined) {
      following.abort();
      return tell(NOTHING);
    }
    if (tab.id === front.tab) return tell({ site });
    following.abort();
    following = new AbortController();
    front = { ...NOTHING, tab: tab.id, site };
    const ofTab = {
      page: pageSetting(tab.id),
      picked: pickedSetting(tab.id),
      isUndocked: undockedSetting(tab.id),
    };
    followAll(ofTab, tell, following.signal);
  };
  const onChange = () => void look();
  const events = [browser.tabs.onActivated, browser.tabs.onUpdated, browser.tabs.onRemoved];
  for (const event of events) (event as Event).addListener(onChange);
  signal.addEventListener('abort', () => {
    for (const event of events) (event as Event).removeListener(onChange);
  });
  granted.follow((sites) => {
    grantedSites = sites.map(({ site }) => site);
    void look();
  }, signal);
}

/** What all of the events have in common. */
interface Event {
  addListener(listener: () => void): void;
  removeListener(listener: () => void): void;
}

/** Opened in a tab of its own, the panel is about the tab that was in front before. */
async function tabInFront(): Promise<Browser.tabs.Tab | undefined> {
  const own = await browser.tabs.getCurrent();
  const tabs = await browser.tabs.query({ currentWindow: true });
  if (!own) return tabs.find(({ active }) => active);
  const others = tabs.filter(({ id }) => id !== own.id);
  const [last] = others.sort((one, other) => lastSeen(other) - lastSeen(one));
  return last;
}

const lastSeen = ({ lastAccessed = 0 }: Browser.tabs.Tab) => lastAccessed;
