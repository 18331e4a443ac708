import type { Supervision } from './contract/supervision.ts';
import { LateSubscription } from './late-subscription.ts';
import type { Sync } from './sync.ts';
import { untilThere } from './until-there.ts';
import type { Subscription, SupervisionOptions } from './waypost.ts';

/** What happens now. Most pages never ask: its code is loaded for the first that does. */
export function openSupervision(
  sync: Sync,
  options: SupervisionOptions,
): Subscription<Supervision> {
  type Code = typeof import('./supervision-view.ts');
  return new LateSubscription<Supervision, Subscription<Supervision>, Code>(
    {
      load: (missed) => untilThere(() => import('./supervision-view.ts'), missed),
      recall: nothing,
    },
    {
      open: ({ SupervisionView }) => new SupervisionView(sync, options),
      recall: nothing,
    },
  );
}

/** The client shows what is kept. */
const nothing = () => Promise.resolve(undefined);
