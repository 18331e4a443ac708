import { hearPage } from '../answer-page.ts';
import { defineFeature } from '../define-feature.ts';
import { openPanel } from '../open-panel.ts';

/**
 * Opens the side panel at a click on one of our marks. The browser allows that only while it handles the click, so
 * nothing is asked before: it does no harm on a site that was just taken off the list. Firefox allows it never.
 */
export const openFromPage = defineFeature({
  id: 'open-from-page',
  runsIn: 'background',

  init(signal) {
    hearPage(
      'open-panel',
      (_, { tab }, reply) => {
        openPanel(tab.windowId).then(
          () => reply({ answered: true }),
          () => reply({ answered: false }),
        );
        return true; // the answer comes later
      },
      signal,
    );
  },
});
