import { msg } from '@lit/localize';
import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type {
  Contact,
  Interaction,
  InteractionDetails,
} from '../../api-client/contract/interaction.ts';
import type { History, HistoryData, Waypost } from '../../api-client/waypost.ts';
import { FollowController } from './follow.ts';
import { notice } from './notices.ts';
import type { InteractionOpenEvent } from './panel-events.ts';
import { missingWords } from './panel-notices.ts';

export const otherStyles = css`
  .others {
    border-block-start: 1px solid var(--_line);
  }
  .others h3 {
    padding: var(--_gap) 14px 6px;
    font-size: var(--_small);
    color: var(--_quiet);
  }
`;

/** What else the same customer came about, below an interaction: live, the newest first, with the checkpoints. */
export class OtherInteractions {
  /** The one that was opened from here last. */
  openedId: string | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #following: FollowController<HistoryData, History>;
  #id = '';
  #isLoadingOlder = false;
  #others: { of: HistoryData; id: string; items: readonly Interaction[] } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#following = new FollowController<HistoryData, History>(host);
  }

  follow(client: Waypost | undefined, { id, contact }: InteractionDetails): void {
    this.#id = id;
    const address = addressOf(contact);
    this.#following.follow(address ? client : undefined, address ?? '', (of) =>
      of.history(address ? { contact: address } : {}),
    );
  }

  /** Nothing where nobody can be asked, or nobody knows who the customer is. */
  render(timeZone: string): TemplateResult | typeof nothing {
    const { source, state } = this.#following;
    if (!source) return nothing;
    void Promise.allSettled([import('../contact-history.ts')]);
    return html`<section class="others" aria-labelledby="others">
      <h3 id="others">${msg('Other interactions with this customer')}</h3>
      <waypost-contact-history
        .interactions=${this.#items(state?.data)}
        .complete=${state?.data?.complete ?? false}
        .error=${missingWords(state)}
        .loadingOlder=${this.#isLoadingOlder}
        .timeZone=${timeZone}
        @waypost-older-wanted=${this.#loadOlder}
        @waypost-retry=${this.#retry}
        @waypost-interaction-open=${this.#noteOpened}
      >
        <div slot="empty">${notice(msg('None in the last three months'))}</div>
      </waypost-contact-history>
    </section>`;
  }

  /** The same list as long as nothing changed, so that its rows are not drawn anew with every second. */
  #items(data: HistoryData | undefined): readonly Interaction[] | undefined {
    if (!data) return undefined;
    if (this.#others?.of !== data || this.#others.id !== this.#id) {
      const items = data.items.filter(({ id }) => id !== this.#id);
      this.#others = { of: data, id: this.#id, items };
    }
    return this.#others.items;
  }

  #noteOpened = ({ interactionId }: InteractionOpenEvent): void => {
    this.openedId = interactionId;
  };

  #loadOlder = async (event: Event): Promise<void> => {
    event.stopPropagation();
    this.#isLoadingOlder = true;
    this.#host.requestUpdate();
    // The subscription's state says what went wrong; the button stays to try again.
    await Promise.allSettled([this.#following.source?.loadMore()]);
    this.#isLoadingOlder = false;
    this.#host.requestUpdate();
  };

  #retry = (event: Event): void => {
    event.stopPropagation();
    void Promise.allSettled([this.#following.source?.refresh()]);
  };
}

const addressOf = ({ phone, email }: Contact): string | undefined =>
  phone ?? email ?? undefined;
