// The one script that a page loads: it registers every element, and does no harm when loaded twice.
import './checkpoint-chips.ts';
import './panel.ts';
import { hasThePage } from './shared/define.ts';

// For pages that share one client between elements.
export { startWaypost } from '../api-client/start.ts';

/** Registers the settings for those who configure (`<waypost-checkpoint-settings>` and the others), and `<waypost-report>`. */
export const loadMaker = (): Promise<unknown> => import('./maker.ts');

// What is not on show yet comes in a quiet moment, so that it is there when the page goes off line.
const whenQuiet = globalThis.requestIdleCallback ?? setTimeout;
if (hasThePage()) whenQuiet(loadTheRest);

function loadTheRest(): Promise<unknown> {
  return Promise.allSettled([
    import('./frame.ts'),
    import('./interaction.ts'),
    import('./checkpoint-trail.ts'),
    import('./contact-history.ts'),
    import('./history.ts'),
    import('./history-filter.ts'),
    import('./history-table.ts'),
    import('./shared/later-tabs.ts'),
    import('./shared/trail-copy.ts'),
    import('./desk.ts'),
    import('./reply.ts'),
    import('./routing-path.ts'),
    import('./supervision.ts'),
    import('./shared/tooltip-box.ts'),
    import('../api-client/contract/endpoints.ts'), // with all that is called by hand
    import('../api-client/kept-rows.ts'), // with all that filters and sorts
  ]);
}
