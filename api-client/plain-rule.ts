import { plainTest, type HistoryTest } from './plain-filter.ts';
import { startOrder, type HistoryOrder } from './start-order.ts';
import type { HistoryQuery } from './waypost.ts';

/** What makes a history: which rows belong to it, and in which order. */
export interface HistoryRule {
  order: HistoryOrder;
  test: HistoryTest;
}

/** The rule of a plain query, as most lists are: the newest rows, in a period or of a contact. */
export function plainRule(query: HistoryQuery): HistoryRule {
  return { order: startOrder(true), test: plainTest(query) };
}
