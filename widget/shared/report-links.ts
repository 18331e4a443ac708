import type { ReportGroup, ReportGrouping } from '../../api-client/contract/report.ts';
import { addressOf } from './history-address.ts';
import { tidy, type Filter } from './history-state.ts';
import { addDays, startOfDay, type Day } from './period.ts';
import { dayKey } from './time.ts';

/** What a report was asked for, as far as its figures lead to the history. */
export interface LinkGround {
  filter: Filter;
  timeZone: string;
}

interface Span {
  from: string;
  to: string;
}

/** The address at which a history shows the interactions of a span, of the report's filter and this one. */
export function linkTo(
  { filter, timeZone }: LinkGround,
  span: Span,
  more: Filter = {},
): string {
  const from = dayKey(span.from, timeZone);
  const last = dayKey(Date.parse(span.to) - 1, timeZone);
  const end = new Date(startOfDay(addDays(last, 1), timeZone)).toISOString();
  const until: Filter = end === span.to ? {} : { startedBefore: span.to };
  return addressOf({
    period: { kind: 'chosen', from, to: last },
    filter: tidy({ ...filter, ...more, ...until }),
    sort: '-start',
  });
}

/** One day. */
export function dayOf(day: Day, timeZone: string): Span {
  const [from, to] = [day, addDays(day, 1)].map((one) =>
    new Date(startOfDay(one, timeZone)).toISOString(),
  );
  return { from: from!, to: to! };
}

/** What a history filters by for a group. */
export function groupFilter(groupBy: ReportGrouping, { key }: ReportGroup): Filter {
  if (groupBy === 'version')
    return key === 'none' ? { routing: [key] } : { routingVersion: [key] };
  return { [groupBy]: [key] }; // a flow, a queue or a routing: fields of the same names
}
