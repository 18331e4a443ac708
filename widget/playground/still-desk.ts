import type { Offer, Offers, PresenceStatus } from '../../api-client/contract/desk.ts';
import { WaypostError } from '../../api-client/errors.ts';
import type { Desk, Subscription, SubscriptionState } from '../../api-client/waypost.ts';
import { message } from './samples.ts';

/** What a still desk says. Without offers it is loading, or failed when there is an error. */
export interface StillDesk {
  presence?: PresenceStatus;
  offers?: Offers;
  error?: WaypostError;
  /** Whether what is done with it comes too late, or nothing reaches the server. */
  fails?: boolean;
}

/** A desk that stays in one state; who is there can be chosen, and messages can be written. */
export function stillDesk({ presence, offers, error, fails = false }: StillDesk): Desk {
  const here = new Switch(presence && { status: presence, since: null }, error);
  const refuse = () =>
    fails ? Promise.reject(new WaypostError('conflict', 'Too late.')) : Promise.resolve();
  return {
    offers: new Switch(offers, error),
    presence: here,
    async choosePresence(status) {
      const chosen = { status, since: null };
      here.tell(chosen);
      return chosen;
    },
    accept: refuse,
    refuse,
    dissuade: refuse,
    finish: refuse,
    write: async (_id, text) => {
      if (fails) throw new WaypostError('network', 'The server cannot be reached.');
      return message(9, 'advisor', text);
    },
  };
}

class Switch<Data> implements Subscription<Data> {
  state: SubscriptionState<Data>;
  readonly #listeners = new Set<(state: SubscriptionState<Data>) => void>();

  constructor(data: Data | undefined, error: WaypostError | undefined) {
    const status = error ? 'error' : data === undefined ? 'loading' : 'live';
    this.state = { status, data, error, since: undefined, retryAt: null, kept: true };
  }

  tell(data: Data): void {
    this.state = { ...this.state, data };
    for (const listener of this.#listeners) listener(this.state);
  }

  subscribe(
    listener: (state: SubscriptionState<Data>) => void,
    { signal }: { signal: AbortSignal },
  ): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
    listener(this.state);
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }
}

const NOW = Date.now();
const instant = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

/** An interaction on the desk: it rings for so many seconds, or is accepted. */
export function offer(index: number, ringsFor: number | null, name: string | null): Offer {
  return {
    interactionId: `interaction-${index}`,
    flow: index % 2 ? 'whatsapp-messaging' : 'chat-messaging',
    queue: index === 2 ? null : { id: 'queue', name: 'Orders' },
    contactName: name,
    waitingSince: instant(-38 - 60 * index),
    ringsUntil: ringsFor === null ? null : instant(ringsFor),
    acceptedAt: ringsFor === null ? instant(-20) : null,
  };
}
