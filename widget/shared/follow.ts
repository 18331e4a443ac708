import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Subscription, SubscriptionState } from '../../api-client/waypost.ts';

/** Follows one subscription of the client for an element, as long as the element is connected. */
export class FollowController<
  Data,
  Source extends Subscription<Data> = Subscription<Data>,
> implements ReactiveController {
  source: Source | undefined;
  state: SubscriptionState<Data> | undefined;
  readonly #host: ReactiveControllerHost;
  #of: unknown;
  /** Names what is followed; undefined when nothing is. */
  key: string | undefined;
  #following: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Follows what `open` gives; nothing changes when `of` and `key` are those followed now. */
  follow<Of>(of: Of | undefined, key: string, open: (of: Of) => Source): void {
    if (of === this.#of && (of === undefined || key === this.key)) return;
    this.stop();
    this.#of = of;
    if (of === undefined) return;
    this.key = key;
    const { signal } = (this.#following = new AbortController());
    this.source = open(of);
    this.source.subscribe(
      (state) => {
        if (signal.aborted) return;
        this.state = state;
        this.#host.requestUpdate();
      },
      { signal },
    );
  }

  stop(): void {
    this.#following?.abort();
    this.#of = this.source = this.state = undefined;
    this.key = undefined;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.stop();
  }
}
