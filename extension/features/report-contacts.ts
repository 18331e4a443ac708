import { defineFeature } from '../define-feature.ts';
import { askFromPage, type PageAsked } from '../page-messages.ts';
import { followPage } from '../page-state.ts';

/** Tells the background which contacts the page shows, and when it is left. */
export const reportContacts = defineFeature({
  id: 'report-contacts',
  runsIn: 'page',

  init(signal) {
    let told: PageAsked<'page-contacts'> | null = null;
    followPage((now) => {
      if (!now) return;
      const contacts = now.list.map(({ contact }) => contact);
      const isOld = told?.page === now.page && String(told.contacts) === String(contacts);
      told = { page: now.page, contacts, isCut: now.isCut };
      if (!isOld) report(told);
    }, signal);
    const leave = () => {
      if (told) void askFromPage('page-left', told.page).catch(() => {});
    };
    addEventListener('pagehide', leave, { signal });
    // The page comes back as it was left.
    addEventListener('pageshow', ({ persisted }) => persisted && told && report(told), {
      signal,
    });
  },
});

/** Nobody hears it when the site is no longer granted: then there is nothing to tell. */
function report(told: PageAsked<'page-contacts'>): void {
  void askFromPage('page-contacts', told).catch(() => {});
}
