import type { InteractionEvent } from './contract/interaction.ts';
import type { Sync } from './sync.ts';
import type { RecordsApi } from './waypost.ts';

const LARGEST_PAGE = 200;

/** What is asked of one interaction and done to it by hand, call by call. */
export function recordCalls(sync: Sync): Omit<RecordsApi, 'of'> {
  return {
    card: (id) => sync.call('readInteractionCard', { params: { id } }),
    events: (id) => listEvents(sync, id),
    routings: async (id) =>
      (await sync.call('readInteractionRoutings', { params: { id } })).items,
    settings: (id) => sync.call('readInteractionSettings', { params: { id } }),

    searchCards: (id, query) => sync.call('searchInteractionCards', { params: { id }, query }),
    createCard: (id, body) => sync.call('createInteractionCard', { params: { id }, body }),
    assignCard: (id, body) => sync.call('assignInteractionCard', { params: { id }, body }),
    unassignCard: (id, linked) =>
      sync.call('unassignInteractionCard', { params: { id }, query: { linked } }),

    searchCases: (id, search) =>
      sync.call('searchInteractionCases', { params: { id }, query: { search } }),
    createCase: (id, body) => sync.call('createInteractionCase', { params: { id }, body }),
    assignCase: (id, body) => sync.call('assignInteractionCase', { params: { id }, body }),
    unassignCase: (id, linked) =>
      sync.call('unassignInteractionCase', { params: { id }, query: { linked } }),

    createPayment: (id, body) =>
      sync.call('createInteractionPayment', { params: { id }, body }),
    cancelPayment: (id, paymentId) =>
      sync.call('cancelInteractionPayment', { params: { id, paymentId } }),
    undo: (id, undo) => sync.call('undoOnInteraction', { params: { id }, body: { undo } }),

    qualify: (id, body) => sync.call('qualifyInteraction', { params: { id }, body }),
    removeQualification: (id, qualificationId) =>
      sync.call('removeInteractionQualification', { params: { id, qualificationId } }),

    buttons: async (id) =>
      (await sync.call('listInteractionButtons', { params: { id } })).items,
    press: (id, buttonId, key) =>
      sync.call('pressInteractionButton', { params: { id, buttonId }, body: { key } }),
  };
}

async function listEvents(sync: Sync, id: string): Promise<InteractionEvent[]> {
  const events: InteractionEvent[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { limit: LARGEST_PAGE, cursor: cursor ?? undefined };
    const page = await sync.call('listInteractionEvents', { params: { id }, query });
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return events;
}
