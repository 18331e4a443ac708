import { z } from 'zod';
import type { HistoryFilter, HistorySort } from '../../../api-client/contract/history.ts';
import { invalidField } from '../../refusal.ts';
import { readCursor, type Place } from '../keyset.ts';
import type { Order } from './order.ts';

/** What a cursor is good for: the filter, told by a digest, and the sort. */
export async function purposeOf(filter: HistoryFilter, sort: HistorySort): Promise<string> {
  const text = JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `${sort} ${btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 9)))}`;
}

/** As the database writes an instant. */
const INSTANT = /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;

/** The place that a cursor names in this order. Refuses a cursor of another filter or sort, and any that is none. */
export function readPlace(
  purpose: string,
  order: Order,
  cursor: string | undefined,
): Place | undefined {
  const place = readCursor(purpose, cursor);
  if (order.by !== 'value' || typeof place?.value !== 'string') return place;
  if (order.type === 'timestamptz' && !isInstant(place.value))
    throw invalidField('cursor', 'This cursor is none of this list’s; begin without one.');
  return place;
}

/** There is no 30 February: the database would fail at it. */
function isInstant(text: string): boolean {
  const written = text.replace(' ', 'T').replace('+00', 'Z');
  return INSTANT.test(text) && z.iso.datetime().safeParse(written).success;
}
