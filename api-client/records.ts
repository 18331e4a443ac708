import type { Change } from './contract/change.ts';
import type { InteractionEvent } from './contract/interaction.ts';
import type { InteractionRecords } from './contract/interaction-records.ts';
import { notSeen } from './interaction.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';
import type { RecordsApi } from './waypost.ts';

const LARGEST_PAGE = 200;

/** What the tabs of one interaction show. Asked for anew with every change of it, and never kept. */
class RecordsView extends View<InteractionRecords> {
  readonly scope;
  readonly #id: string;
  #records: InteractionRecords | undefined;

  constructor(sync: Sync, id: string) {
    super(sync);
    this.#id = id;
    this.scope = `interaction:${id}` as const;
  }

  protected data(): InteractionRecords | undefined {
    return this.#records;
  }

  protected async showCached(): Promise<void> {
    // Nothing is kept.
  }

  protected async load(_session: Session, signal: AbortSignal): Promise<void> {
    const params = { id: this.#id };
    const records = await this.sync.call('readInteractionRecords', { params, signal });
    if (!signal.aborted) this.#records = records;
  }

  protected take(change: Change): void {
    if (!('interactionId' in change) || change.interactionId !== this.#id) return;
    if (change.kind === 'gone') this.fail(notSeen());
    else if (change.kind === 'interaction') void this.reload();
  }

  protected clear(): void {
    this.#records = undefined;
  }
}

/** Everything about one interaction, and what is done to it by hand. */
export function recordsApi(sync: Sync): RecordsApi {
  return {
    of: (id) => new RecordsView(sync, id),
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
