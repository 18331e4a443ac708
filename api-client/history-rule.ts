import { filterOf } from './history-filter.ts';
import { orderOf } from './history-order.ts';
import type { HistoryRule } from './plain-rule.ts';
import type { HistoryQuery } from './waypost.ts';

/** The rule of any query. */
export function ruleOf(query: HistoryQuery): HistoryRule {
  return { order: orderOf(query.sort), test: filterOf(query) };
}
