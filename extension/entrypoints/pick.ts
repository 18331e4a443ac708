import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runFeatures } from '../define-feature.ts';
import { pickOnPage } from '../features/pick-on-page.ts';

/** Ours alone: pages do not see what a content script calls so. */
const holder = globalThis as { waypostPicking?: AbortController };

/** Begun again, it leaves no second one behind. */
export default defineUnlistedScript(() => {
  holder.waypostPicking?.abort();
  holder.waypostPicking = runFeatures('pick', [pickOnPage]);
});
