import type { Me } from '../../api-client/contract/user.ts';
import type { InteractionData, Waypost } from '../../api-client/waypost.ts';
import { html, nothing } from 'lit';
import { consumeClient } from './client-consumer.ts';
import type { WaypostElement } from './element.ts';
import { FollowController } from './follow.ts';
import { freshness } from './freshness.ts';
import { missingInteraction } from './missing-interaction.ts';

/** One interaction that an element follows by itself; loaded only where nobody around feeds the element. */
export class SelfFollowing {
  /** The client that something around the element provides. */
  provided: Waypost | undefined;
  readonly #one: FollowController<InteractionData>;
  readonly #me: FollowController<Me>;

  constructor(host: WaypostElement) {
    this.#one = new FollowController<InteractionData>(host);
    this.#me = new FollowController<Me>(host);
    consumeClient(host, (client) => {
      this.provided = client;
      host.requestUpdate();
    });
  }

  follow(client: Waypost | undefined, interactionId: string): void {
    this.#one.follow(interactionId ? client : undefined, interactionId, (of) =>
      of.interaction(interactionId),
    );
    this.#me.follow(client, 'me', ({ me }) => me);
  }

  get data(): InteractionData | undefined {
    return this.#one.state?.data;
  }

  get me(): Me | undefined {
    return this.#me.state?.data;
  }

  /** Whether something is said that counts seconds. */
  get countsDown(): boolean {
    return this.#one.state?.retryAt != null;
  }

  missing(now: number): unknown {
    return missingInteraction(this.#one.state, now, this.refresh);
  }

  /** How fresh it is: nobody around says so. */
  foot(timeZone: string, now: number): unknown {
    const { state } = this.#one;
    if (!state) return nothing;
    return html`<div class="foot quiet small" part="foot" role="status">
      ${freshness(state, timeZone, now, this.refresh)}
    </div>`;
  }

  /** Asks the server anew, now; after a sign-in, too. */
  refresh = async (): Promise<void> => {
    await Promise.allSettled([this.#me.source?.refresh(), this.#one.source?.refresh()]);
  };
}
