import type { Message } from '../../api-client/contract/interaction.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { Desk } from '../../api-client/waypost.ts';
import { randomUuid } from './random-uuid.ts';

/** A message that is on its way to the server. Its key stays the same at every try, so it is written once. */
export interface Unsent {
  readonly key: string;
  readonly text: string;
  readonly error: WaypostError | undefined;
  /** The message that the server made of it, until the conversation shows that one. */
  readonly messageId: string | undefined;
}

/** What an advisor writes in one interaction: the draft, and what is being sent, one after the other and in order. */
export class Outbox {
  draft = '';
  unsent: readonly Unsent[] = [];
  /** The person opened the interaction to answer: the field takes the focus when it is there, once. */
  wantsFocus = false;
  /** Told of every change. */
  changed: () => void = () => {};
  readonly #write: (text: string, key: string) => Promise<Message>;
  #isSending = false;

  constructor(write: (text: string, key: string) => Promise<Message>) {
    this.#write = write;
  }

  askForFocus(): void {
    this.wantsFocus = true;
    this.changed();
  }

  add(text: string): void {
    const entry = { key: randomUuid(), text, error: undefined, messageId: undefined };
    this.unsent = [...this.unsent, entry];
    void this.#send();
  }

  retry(key: string): void {
    this.#change(key, { error: undefined });
    void this.#send();
  }

  /** Gives the text back to the draft: it was not sent, and is not sent as it is. */
  takeBack(key: string): void {
    const taken = this.unsent.find((entry) => entry.key === key);
    if (!taken) return;
    this.draft = [taken.text, this.draft].filter(Boolean).join('\n');
    this.unsent = this.unsent.filter((entry) => entry !== taken);
    void this.#send();
  }

  /** The conversation shows these messages now. */
  shows(messages: readonly Message[]): void {
    const ids = new Set(messages.map(({ id }) => id));
    this.unsent = this.unsent.filter(({ messageId }) => !messageId || !ids.has(messageId));
  }

  async #send(): Promise<void> {
    this.changed();
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const { key, text } = next;
      try {
        const { id } = await this.#write(text, key);
        this.#change(key, { messageId: id });
      } catch (error) {
        this.#change(key, { error: error as WaypostError }); // the client fails with nothing else
      }
    }
    this.#isSending = false;
  }

  /** The first that the server has not yet, unless one before it has failed: what comes later waits for it. */
  #next(): Unsent | undefined {
    const first = this.unsent.find(({ messageId }) => !messageId);
    return first?.error ? undefined : first;
  }

  #change(key: string, change: Partial<Unsent>): void {
    this.unsent = this.unsent.map((entry) =>
      entry.key === key ? { ...entry, ...change } : entry,
    );
    this.changed();
  }
}

const outboxes = new WeakMap<Desk, Map<string, Outbox>>();

/** The outbox of an interaction, the same each time: in memory only, and as long as the client is there. */
export function outboxOf(desk: Desk, interactionId: string): Outbox {
  const known = outboxes.get(desk) ?? new Map<string, Outbox>();
  outboxes.set(desk, known);
  const outbox =
    known.get(interactionId) ?? new Outbox((text, key) => desk.write(interactionId, text, key));
  known.set(interactionId, outbox);
  return outbox;
}
