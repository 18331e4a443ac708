import type { ReactiveControllerHost } from 'lit';
import type { InteractionButton } from '../../api-client/contract/interaction-buttons.ts';
import type {
  CardRecord,
  InteractionRecords,
} from '../../api-client/contract/interaction-records.ts';
import type { PathRouting } from '../../api-client/contract/interaction-routings.ts';
import type { InteractionSettings } from '../../api-client/contract/interaction-settings.ts';
import type {
  InteractionDetails,
  InteractionEvent,
} from '../../api-client/contract/interaction.ts';
import type { RecordsApi, SubscriptionState } from '../../api-client/waypost.ts';
import { Asked } from './asked.ts';
import { FollowController } from './follow.ts';

/** What is asked for besides the interaction itself, each only while something shows it. */
export interface Wanted {
  records: boolean;
  events: boolean;
  card: boolean;
  routings: boolean;
  settings: boolean;
  buttons: boolean;
}

/** What happened on one interaction, and its records, as far as they are on show; anew with every change of it. */
export class Records {
  readonly events: Asked<InteractionEvent[]>;
  readonly routings: Asked<PathRouting[]>;
  readonly card: Asked<CardRecord | null>;
  readonly settings: Asked<InteractionSettings>;
  readonly buttons: Asked<InteractionButton[]>;
  api: RecordsApi | undefined;
  id = '';
  readonly #following: FollowController<InteractionRecords>;

  constructor(host: ReactiveControllerHost) {
    const changed = () => host.requestUpdate();
    this.#following = new FollowController<InteractionRecords>(host);
    this.events = new Asked(changed);
    this.routings = new Asked(changed);
    this.card = new Asked(changed);
    this.settings = new Asked(changed);
    this.buttons = new Asked(changed);
  }

  get state(): SubscriptionState<InteractionRecords> | undefined {
    return this.#following.state;
  }

  get data(): InteractionRecords | undefined {
    return this.state?.data;
  }

  follow(api: RecordsApi | undefined, interaction: InteractionDetails, wanted: Wanted): void {
    const { id, revision } = interaction;
    if (api !== this.api || id !== this.id) this.#forget();
    this.api = api;
    this.id = id;
    if (!api) return;
    if (wanted.records) this.#following.follow(api, id, (of) => of.of(id));
    const now = `${id} ${revision}`;
    if (wanted.events) this.events.ask(now, () => api.events(id));
    if (wanted.routings)
      this.routings.ask(`${id} ${this.#routingKey()}`, () => api.routings(id));
    if (wanted.card) this.card.ask(`${id} ${interaction.card?.id}`, () => api.card(id));
    if (wanted.settings) this.settings.ask(now, () => api.settings(id));
    if (wanted.buttons) this.buttons.ask(now, () => api.buttons(id));
  }

  /** The trees are asked for anew when it came to another one. */
  #routingKey(): string {
    const versions = (this.events.value ?? []).map(
      ({ routingId, routingVersion }) => `${routingId} ${routingVersion}`,
    );
    return [...new Set(versions)].join();
  }

  #asked(): Asked<unknown>[] {
    return [this.events, this.routings, this.card, this.settings, this.buttons];
  }

  #forget(): void {
    this.#following.stop();
    for (const asked of this.#asked()) asked.forget();
  }

  /** Asks for all of it anew, now. */
  refresh = async (): Promise<void> => {
    for (const asked of this.#asked()) asked.again();
    await Promise.allSettled([this.#following.source?.refresh()]);
  };
}
