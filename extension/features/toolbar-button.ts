import { browser } from 'wxt/browser';
import type { Me } from '../../api-client/contract/user.ts';
import type { Offers } from '../../api-client/contract/desk.ts';
import { defineFeature } from '../define-feature.ts';
import { heldClient } from '../held-client.ts';
import { openInTab } from '../open-panel.ts';

const POPUP = 'supervision.html';
/** Letters on the badge are white: the mark's own colour, dark enough for them. */
const BADGE = '#8a5100';

/**
 * The button in the browser's toolbar: for those who supervise it opens what happens now, for others the panel; its
 * badge says how many interactions ring at the user.
 */
export const toolbarButton = defineFeature({
  id: 'toolbar-button',
  runsIn: 'background',

  init(signal) {
    if (!browser.sidePanel) toggleOnClick(signal);
    let following = new AbortController();
    signal.addEventListener('abort', () => following.abort());
    heldClient.follow(({ client }) => {
      following.abort();
      following = new AbortController();
      if (!client) {
        void showButton(undefined);
        return void showBadge(undefined);
      }
      client.me.subscribe(({ data }) => void showButton(data), { signal: following.signal });
      client.desk.offers.subscribe(({ data }) => void showBadge(data), {
        signal: following.signal,
      });
    }, signal);
  },
});

/** In Firefox; Chrome and Edge open their panel by themselves, without waking the background. */
function toggleOnClick(signal: AbortSignal): void {
  const toggle = () => void (firefox.sidebarAction?.toggle() ?? openInTab());
  browser.action.onClicked.addListener(toggle);
  signal.addEventListener('abort', () => browser.action.onClicked.removeListener(toggle));
}

/** The part of Firefox's API that the types, which are Chrome's, do not know. */
const firefox = browser as typeof browser & {
  sidebarAction?: { toggle(): Promise<void> };
};

async function showButton(me: Me | undefined): Promise<void> {
  const isSupervisor = me !== undefined && me.type !== 'collaborator';
  await browser.action.setPopup({ popup: isSupervisor ? POPUP : '' });
  await browser.sidePanel?.setPanelBehavior({ openPanelOnActionClick: !isSupervisor });
}

async function showBadge(offers: Offers | undefined): Promise<void> {
  const count = offers?.ringing.length ?? 0;
  await browser.action.setBadgeText({ text: count > 0 ? String(count) : '' });
  if (count > 0) await browser.action.setBadgeBackgroundColor({ color: BADGE });
}
