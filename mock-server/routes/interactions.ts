import { Temporal } from 'temporal-polyfill';
import type { Viewer } from '../access/identity.ts';
import { WINDOW_MONTHS, windowStart } from '../access/visible.ts';
import { windowZone } from '../access/window-zone.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import { readPhone } from '../routing/answers.ts';
import type { Services } from '../services.ts';
import {
  listEvents,
  listInteractions,
  readInteraction,
  readInteractionDetails,
  type Window,
} from '../storage/interactions.ts';
import { listMessages } from '../storage/messages.ts';
import { readRegion } from '../storage/organisations.ts';
import { route } from './route.ts';
import { pageAfter } from './sequence-page.ts';

export const interactionRoutes = [
  route('listInteractions', async ({ query, viewer, services }) => {
    demandHistory(viewer);
    const { db } = services;
    const window = await windowZone(services, viewer.organisationId);
    const region = await readRegion(db, viewer.organisationId);
    const { limit, cursor } = query;
    const items = await listInteractions(db, viewer, window, {
      ...period(query, window),
      search: query.search ? contactPart(query.search) : undefined,
      contact: query.contact ? wholeContact(query.contact, region) : undefined,
      checkpointId: query.checkpoint?.[0],
      before: cursor === undefined ? undefined : idOf(cursor),
      limit: limit + 1,
    });
    const page = items.slice(0, limit);
    return { items: page, nextCursor: items.length > limit ? btoa(page.at(-1)!.id) : null };
  }),

  route('readInteraction', async ({ params, viewer, services }) => {
    demandHistory(viewer);
    const window = await windowZone(services, viewer.organisationId);
    const found = await readInteractionDetails(services.db, viewer, params.id, window);
    if (!found) throw notFound('interaction');
    return found;
  }),

  route('listInteractionCheckpoints', async ({ params, viewer, services }) => {
    const { checkpoints } = await demandInteraction(services, viewer, params.id);
    return { items: checkpoints };
  }),

  route('listInteractionEvents', async ({ params, query, viewer, services }) => {
    await demandInteraction(services, viewer, params.id);
    const { organisationId } = viewer;
    return pageAfter(query, (range) =>
      listEvents(services.db, organisationId, params.id, range),
    );
  }),

  route('listInteractionMessages', async ({ params, query, viewer, services }) => {
    await demandInteraction(services, viewer, params.id);
    const { organisationId } = viewer;
    return pageAfter(query, (range) =>
      listMessages(services.db, organisationId, params.id, range),
    );
  }),
];

/** Refuses when the active profile closes the history. */
function demandHistory(viewer: Viewer): void {
  if (viewer.historyOpen) return;
  throw new Refusal(
    'history-off',
    'Your active profile does not open the history of interactions. Choose another profile, or ask an administrator.',
  );
}

/** The interaction, when the viewer sees it. */
export async function demandInteraction(services: Services, viewer: Viewer, id: string) {
  demandHistory(viewer);
  const window = await windowZone(services, viewer.organisationId);
  const found = await readInteraction(services.db, viewer, id, window);
  if (!found) throw notFound('interaction');
  return found;
}

/** At most three calendar months, and never before the window. */
function period(
  query: { from?: string | undefined; to?: string | undefined },
  { now, timeZone }: Window,
): { from: Date | undefined; to: Date | undefined } {
  const from = query.from === undefined ? undefined : new Date(query.from);
  const to = query.to === undefined ? undefined : new Date(query.to);
  if (from && to && from >= to) throw invalidField('to', 'The period ends before it begins.');
  const bound = windowStart(now, timeZone);
  if (from && from < bound) {
    const message = `The history goes back to ${bound.toISOString()}.`;
    throw new Refusal('period-too-long', message, [{ path: 'from', message }]);
  }
  if (from && to && to > monthsLater(from, timeZone)) {
    const message = `A period has at most ${WINDOW_MONTHS} months.`;
    throw new Refusal('period-too-long', message, [{ path: 'to', message }]);
  }
  return { from, to };
}

function monthsLater(from: Date, timeZone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(
    timeZone,
  );
  // one day more than the months: a period may begin at midnight and end with its last day
  return new Date(start.add({ months: WINDOW_MONTHS, days: 1 }).epochMilliseconds);
}

function contactPart(text: string): { digits: string } | { email: string } {
  const looksLikePhone = /^[+\d\s().-]+$/.test(text) && /\d/.test(text);
  if (!looksLikePhone) return { email: text.toLowerCase() };
  const digits = text.replace('(0)', '').replace(/\D/g, ''); // +33 (0)6: the zero is dialled at home only
  return { digits: text.trim().startsWith('00') ? digits.slice(2) : digits.replace(/^0/, '') };
}

/** One whole phone number, in any spelling, or address. */
function wholeContact(text: string, region: string): { digits: string } | { email: string } {
  if (text.includes('@')) return { email: text.toLowerCase() };
  const phone = readPhone(text, region);
  if (!phone)
    throw invalidField('contact', 'This is neither a phone number nor an e-mail address.');
  return { digits: phone.slice(1) };
}

function idOf(cursor: string): string {
  const id = decode(cursor);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw invalidField('cursor', 'This cursor is none of this list’s.');
  }
  return id;
}

function decode(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    return '';
  }
}
