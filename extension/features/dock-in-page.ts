import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { Dock, type DockActs } from '../dock.ts';
import { askFromPage } from '../page-messages.ts';
import { followPage } from '../page-state.ts';

/** The panel at the right edge of the page, where a person chose so for the site. */
export const dockInPage = defineFeature({
  id: 'dock-in-page',
  runsIn: 'page',

  init(signal) {
    let dock: Dock | null = null;
    followPage((now) => {
      const settings = now?.settings.dock ?? null;
      if (settings) dock ??= new Dock(settings, acts);
      else dock = dock?.remove() ?? null;
      dock?.stay();
    }, signal);
  },
});

const acts: DockActs = {
  async address() {
    const ticket = await askFromPage('dock', null).catch(() => null);
    // Where the browser has such, this is another address in each session, which the page cannot know.
    return ticket && `${browser.runtime.getURL('/docked.html')}#${ticket}`;
  },
  remember: (width) => void askFromPage('dock-width', width).catch(() => {}),
  close: () => void askFromPage('undock', null).catch(() => {}),
};
