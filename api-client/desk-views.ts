import type { Change } from './contract/change.ts';
import type { Offers, Presence } from './contract/desk.ts';
import type { Session } from './sync.ts';
import { View } from './view.ts';

/** What rings at the user and what is theirs. Never kept: it is true for a moment. */
export class OffersView extends View<Offers> {
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
export class PresenceView extends View<Presence> {
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
