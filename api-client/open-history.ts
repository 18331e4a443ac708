import { isPlain } from './cache-reading.ts';
import { HistoryView } from './history.ts';
import { LateHistory } from './late-subscription.ts';
import { plainRule } from './plain-rule.ts';
import type { Sync } from './sync.ts';
import { untilThere } from './until-there.ts';
import type { History, HistoryQuery } from './waypost.ts';

/** The interactions of a query. How others than the newest are found and sorted is loaded for the first of them. */
export function openHistory(sync: Sync, query: HistoryQuery): History {
  if (isPlain(query)) return new HistoryView(sync, query, plainRule(query));
  const nothing = () => Promise.resolve(undefined);
  return new LateHistory(
    {
      load: (missed) => untilThere(() => import('./history-rule.ts'), missed),
      recall: nothing,
    },
    { open: ({ ruleOf }) => new HistoryView(sync, query, ruleOf(query)), recall: nothing },
  );
}
