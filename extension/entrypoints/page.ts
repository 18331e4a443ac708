import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runFeatures } from '../define-feature.ts';
import { dockInPage } from '../features/dock-in-page.ts';
import { marks } from '../features/marks.ts';
import { reportContacts } from '../features/report-contacts.ts';
import { startPageState } from '../page-state.ts';

/** Ours alone: pages do not see what a content script calls so. */
const holder = globalThis as { waypostInPage?: AbortController };

/** Put again into a page that has it, as after an update of the extension, it takes the place of what was there. */
export default defineUnlistedScript(() => {
  holder.waypostInPage?.abort();
  holder.waypostInPage = runFeatures('page', [reportContacts, marks, dockInPage]);
  startPageState(holder.waypostInPage);
});
