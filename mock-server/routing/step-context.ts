import type { ActionContext, Locale } from './action-context.ts';
import type { CompiledAction, CompiledVersion } from './compile.ts';
import { addMessage, type Conversation } from './conversation.ts';
import type { EntityChoice, EntityKind, FoundEntity } from './entities.ts';
import type { Surroundings } from './interpreter.ts';
import type { EffectKind, EffectRequest, QueuedEffect } from './effects.ts';
import { isoText } from './iso-text.ts';
import { resolveMagic } from './magic.ts';
import type { Records } from './records.ts';
import type { StepClock } from './step-clock.ts';
import { Variables } from './variables.ts';

/** The context of the actions of one step, of one after the other: writes into the conversation, in memory. */
export class StepContext implements ActionContext {
  #conversation: Conversation;
  #surroundings: Surroundings;
  #clock: StepClock;
  #action!: CompiledAction;
  #version!: CompiledVersion;
  readonly variables: Variables;

  constructor(conversation: Conversation, surroundings: Surroundings, clock: StepClock) {
    this.#conversation = conversation;
    this.#surroundings = surroundings;
    this.#clock = clock;
    this.variables = new Variables(conversation.run);
  }

  /** From now on it is this action that writes. */
  enter(action: CompiledAction, version: CompiledVersion): void {
    this.#action = action;
    this.#version = version;
  }

  get locale(): Locale {
    return this.#conversation.locale;
  }

  get now(): Date {
    return this.#clock.read();
  }

  get routing() {
    return { id: this.#version.routingId, flow: this.#version.flow };
  }

  get key(): string {
    const { id, run } = this.#conversation;
    return `${id}:${this.#action.id}:${run.entered}`;
  }

  get records(): Records {
    return this.#surroundings.records();
  }

  later<Kind extends EffectKind>(kind: Kind, request: EffectRequest<Kind>): void {
    this.queue({ kind, request } as QueuedEffect, false); // the request is of its kind
  }

  /** Gives the effect to the step's commit, and says under which id. */
  queue(effect: QueuedEffect, awaited: boolean): string {
    const { written, run } = this.#conversation;
    const id = this.#surroundings.newId(this.now);
    const key = `${this.key}:${++run.effects}`;
    const dueAt = isoText(this.now);
    written.effects.push({ ...effect, id, key, awaited, lane: null, dueAt });
    return id;
  }

  random(): number {
    return this.#surroundings.random();
  }

  resolve(text: string, overlay?: ReadonlyMap<string, string>): string {
    return resolveMagic(text, (path) => overlay?.get(path) ?? this.variables.get(path));
  }

  find<Kind extends EntityKind>(
    kind: Kind,
    choice: EntityChoice,
  ): Promise<FoundEntity<Kind> | undefined> {
    const likely = kind === 'checkpoint' ? this.#version.checkpoints : [];
    return this.#surroundings.entities.find(kind, choice, likely);
  }

  get passages() {
    const { passages } = this.#conversation.run;
    const key = this.#passageKey;
    return {
      add: (): number => (passages[key] = (passages[key] ?? 0) + 1),
      clear: (): void => {
        delete passages[key];
      },
    };
  }

  get #passageKey(): string {
    return `${this.#version.routingId}/${this.#action.id}`;
  }

  get distributions() {
    const { run } = this.#conversation;
    return { count: run.distributions, add: () => void run.distributions++ };
  }

  send(text: string, choices: readonly { key: string; label: string }[] = []): string {
    const id = this.#surroundings.newId(this.now);
    addMessage(this.#conversation, {
      id,
      author: 'routing',
      text,
      choices: choices.map(({ key, label }) => ({ id: `${id}:${key}`, label })),
      choiceId: null,
      key: null,
      sentAt: isoText(this.now),
    });
    return id;
  }

  async attach(checkpoint: FoundEntity<'checkpoint'>): Promise<void> {
    const conversation = this.#conversation;
    const { run, interaction, written } = conversation;
    conversation.attachedBefore ??= await this.#surroundings.attached(conversation.id);
    const again = written.checkpoints.get(checkpoint.id);
    if (again) return void again.hits++;
    const first = !conversation.attachedBefore.has(checkpoint.id);
    const attachedAt = this.#notBefore(run.lastAttachedAt);
    written.checkpoints.set(checkpoint.id, {
      checkpointId: checkpoint.id,
      sequence: first ? ++run.checkpoints : 0, // of a row that is there already only the hits are written
      name: checkpoint.name,
      reference: checkpoint.reference,
      alias: checkpoint.alias,
      attachedAt,
      routingId: this.#version.routingId,
      routingVersion: this.#version.number,
      actionId: this.#action.id,
      actionName: this.#action.name,
      hits: 1,
    });
    if (!first) return;
    run.lastAttachedAt = attachedAt;
    if (checkpoint.alias && !interaction.tags.includes(checkpoint.alias)) {
      interaction.tags.push(checkpoint.alias);
    }
  }

  noteTemplate(templateId: string): void {
    const { templateIds } = this.#conversation.interaction;
    if (!templateIds.includes(templateId)) templateIds.push(templateId);
  }

  #notBefore(earlier: string | null): string {
    const now = isoText(this.now);
    return earlier && earlier > now ? earlier : now;
  }
}
