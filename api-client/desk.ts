import type { Change } from './contract/change.ts';
import type { Offers, Presence } from './contract/desk.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';
import type { Desk } from './waypost.ts';

/** What rings at the user and what is theirs. Never kept: it is true for a moment. */
class OffersView extends View<Offers> {
  readonly scope = 'history';
  #offers: Offers | undefined;

  protected data(): Offers | undefined {
    return this.#offers;
  }

  protected async showCached(): Promise<void> {
    // Nothing is kept.
  }

  protected async load(_session: Session, signal: AbortSignal): Promise<void> {
    const offers = await this.sync.call('listOffers', { signal });
    if (!signal.aborted) this.#offers = offers;
  }

  protected take({ kind }: Change): void {
    if (kind === 'offers') void this.reload();
  }

  protected clear(): void {
    this.#offers = undefined;
  }
}

/** Whether the user said that they are there. */
class PresenceView extends View<Presence> {
  readonly scope = 'history';
  #presence: Presence | undefined;

  protected data(): Presence | undefined {
    return this.#presence;
  }

  protected async showCached(): Promise<void> {
    // Nothing is kept.
  }

  protected async load(_session: Session, signal: AbortSignal): Promise<void> {
    const presence = await this.sync.call('readPresence', { signal });
    if (!signal.aborted) this.#presence = presence;
  }

  protected take({ kind }: Change): void {
    if (kind === 'offers') void this.reload(); // whoever lets it ring is set to away
  }

  protected clear(): void {
    this.#presence = undefined;
  }

  show(presence: Presence): void {
    this.#presence = presence;
    this.tell();
  }
}

/** The work of an advisor, call by call, and what it is about. */
export function createDesk(sync: Sync): Desk {
  const offers = new OffersView(sync);
  const presence = new PresenceView(sync);
  type Act =
    'acceptInteraction' | 'refuseInteraction' | 'dissuadeInteraction' | 'finishInteraction';
  const act = async (name: Act, id: string, qualification?: string[]) => {
    const params = { id };
    try {
      if (name === 'finishInteraction')
        await sync.call(name, { params, query: { qualification } });
      else await sync.call(name, { params });
    } finally {
      offers.refresh().catch(() => {}); // also when it was too late; who follows the offers is told of a failure
    }
  };
  return {
    offers,
    presence,
    async choosePresence(status) {
      const chosen = await sync.call('choosePresence', { body: { status } });
      presence.show(chosen);
      return chosen;
    },
    accept: (id) => act('acceptInteraction', id),
    refuse: (id) => act('refuseInteraction', id),
    dissuade: (id) => act('dissuadeInteraction', id),
    finish: (id, qualificationIds) => act('finishInteraction', id, qualificationIds),
    write: (id, text, key) =>
      sync.call('sendAdvisorMessage', { params: { id }, body: { text, key } }),
  };
}
