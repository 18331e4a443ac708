import type { Change } from '../../api-client/contract/change.ts';
import { type Interaction } from '../../api-client/contract/interaction.ts';
import { HistoryList } from '../../api-client/history-list.ts';
import { ruleOf } from '../../api-client/history-rule.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { rowOf } from './rows.ts';

export const change = (interaction: Interaction): Change => ({
  kind: 'interaction',
  interactionId: interaction.id,
  interaction,
});
export const gone = (number: number): Change => ({
  kind: 'gone',
  interactionId: rowOf(number).id,
});
export const page = (items: Interaction[], nextCursor: string | null = null) => ({
  items,
  nextCursor,
});
export const numbersOf = ({ items }: HistoryList) =>
  items.map(({ id }) => Number(id.slice(-12)));

export const listOf = (query: HistoryQuery) => new HistoryList(query, ruleOf(query));

export function loaded(rows: Interaction[], nextCursor: string | null = null): HistoryList {
  const list = listOf({});
  list.replace(list.begin(), page(rows, nextCursor));
  return list;
}
