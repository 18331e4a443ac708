import type { Change } from './contract/change.ts';
import type { Interaction, InteractionDetails, Message } from './contract/interaction.ts';
import type { Problem } from './contract/problem.ts';
import { forbidsData, ProblemError } from './errors.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';
import type { InteractionData } from './waypost.ts';

const LARGEST_PAGE = 200;

/** One interaction with its conversation. */
export class InteractionView extends View<InteractionData> {
  readonly scope;
  readonly #id: string;
  #interaction: InteractionDetails | undefined;
  #messages: ReadonlyMap<string, Message> = new Map();
  /** What the feed told while a load was under way. */
  #meanwhile: Change[] | undefined;
  #detailing: Promise<void> | undefined;
  /** The cache's epoch in which the details were asked for. */
  #askedIn: Promise<number> | undefined;
  #shown: InteractionData | undefined;

  constructor(sync: Sync, id: string) {
    super(sync);
    this.#id = id;
    this.scope = `interaction:${id}` as const;
  }

  protected data(): InteractionData | undefined {
    if (!this.#interaction) return undefined;
    return (this.#shown ??= {
      interaction: this.#interaction,
      messages: [...this.#messages.values()].sort(
        (one, other) => one.sequence - other.sequence,
      ),
    });
  }

  protected async showCached(session: Session, signal: AbortSignal): Promise<void> {
    const cached = await session.cache.readDetails(this.#id);
    if (cached && !signal.aborted && !this.isLoaded && !this.#interaction)
      this.#show(cached.interaction, cached.messages);
  }

  protected async load(session: Session, signal: AbortSignal): Promise<void> {
    this.#meanwhile = [];
    this.#askedIn = session.cache.readEpoch();
    try {
      const [interaction, messages] = await Promise.all([
        this.sync.call('readInteraction', { params: { id: this.#id }, signal }),
        this.#loadMessages(signal),
      ]);
      if (signal.aborted) return;
      const meanwhile = this.#meanwhile;
      this.#meanwhile = undefined;
      this.#show(interaction, messages);
      meanwhile.forEach((change) => this.take(change));
      if (!this.#interaction) throw notSeen();
      this.#keep(session);
    } catch (error) {
      const isGone = error instanceof ProblemError && error.kind === 'not-found';
      if (isGone) void session.cache.forget([this.#id]);
      throw error;
    }
  }

  async #loadMessages(signal: AbortSignal): Promise<Message[]> {
    const messages: Message[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { limit: LARGEST_PAGE, cursor: cursor ?? undefined };
      const input = { params: { id: this.#id }, query, signal };
      const page = await this.sync.call('listInteractionMessages', input);
      messages.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return messages;
  }

  #show(interaction: InteractionDetails, messages: Iterable<Message>): void {
    this.#interaction = interaction;
    this.#messages = new Map([...messages].map((message) => [message.id, message]));
    this.#shown = undefined;
  }

  protected take(change: Change): void {
    if (!('interactionId' in change) || change.interactionId !== this.#id) return;
    this.#meanwhile?.push(change);
    if (change.kind === 'gone') this.fail(notSeen());
    else if (change.kind === 'interaction') this.#takeRow(change.interaction);
    else if (change.kind === 'message' && this.#interaction)
      this.#show(this.#interaction, [...this.#messages.values(), change.message]);
    if (this.session) this.#keep(this.session);
  }

  /** The row is shown at once; what only the details have follows. */
  #takeRow(row: Interaction): void {
    if (!this.#interaction) {
      if (this.hasFailed) void this.reload(); // it was gone, and is seen again
      return;
    }
    if (row.revision <= this.#interaction.revision) return;
    this.#show({ ...this.#interaction, ...row }, this.#messages.values());
    void this.#reloadDetails();
  }

  /** One at a time, and again until they are as new as the row. */
  #reloadDetails(): Promise<void> {
    this.#detailing ??= this.#loadDetails().finally(() => (this.#detailing = undefined));
    return this.#detailing;
  }

  async #loadDetails(): Promise<void> {
    const { session, visit: signal } = this;
    let loaded = -1;
    while (session && loaded < (this.#interaction?.revision ?? -1)) {
      const askedIn = session.cache.readEpoch();
      const answer = await this.sync
        .call('readInteraction', { params: { id: this.#id }, signal })
        .catch(() => undefined);
      if (signal.aborted || !this.#interaction) return;
      if (!answer) return void this.reload(); // which says what is wrong, and tries again
      if (answer.revision <= loaded) return;
      loaded = answer.revision;
      this.#askedIn = askedIn;
      if (loaded >= this.#interaction.revision) this.#show(answer, this.#messages.values());
      this.#keep(session);
      this.tell();
    }
  }

  /** The feed does not let it be followed: it went out of sight while nobody listened. */
  override refused(problem: Problem): void {
    const error = new ProblemError(problem);
    if (forbidsData(error) && this.session) void this.session.cache.forget([this.#id]);
    super.refused(problem);
  }

  #keep(session: Session): void {
    const data = this.data();
    if (!data || session !== this.session) return;
    void this.#askedIn?.then((epoch) => session.cache.writeDetails(data, epoch));
  }

  protected clear(): void {
    this.#interaction = this.#shown = undefined;
    this.#messages = new Map();
  }
}

/** What is told of an interaction that went out of the user's sight. */
export function notSeen(): ProblemError {
  return new ProblemError({
    type: 'urn:waypost:problem:not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is no such interaction, or you do not see it any more.',
  });
}
