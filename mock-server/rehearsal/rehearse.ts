import type { Rehearsal, Scenario } from '../../api-client/contract/scenario.ts';
import { createChance } from '../demo/chance.ts';
import { EffectWorker } from '../effects/worker.ts';
import { invalidField, Refusal } from '../refusal.ts';
import { readPhone } from '../routing/answers.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import { addMessage, type Conversation } from '../routing/conversation.ts';
import type { AdvisorNews } from '../routing/desk.ts';
import type { Incident } from '../routing/interpreter.ts';
import { openWithin } from '../routing/opener.ts';
import { beginConversation } from '../routing/opening.ts';
import { Steps, type Decision } from '../routing/steps.ts';
import { VersionStore } from '../routing/version-store.ts';
import { claimEffects } from '../storage/effect-queue.ts';
import { createRecords } from '../storage/create-records.ts';
import type { Db } from '../storage/database.ts';
import type { NewId } from '../storage/ids.ts';
import type { VersionKey } from '../storage/version-rows.ts';
import { readLastChoices, readStage, type Stage } from '../storage/rehearsal-stage.ts';
import { Moves, type Move } from './moves.ts';
import { ADVISOR, stubQueues } from './queues.ts';
import { report } from './report.ts';
import { stubPerformers, type StubbedEffect } from './stubs.ts';

/** What a rehearsal needs from the server. */
export interface RehearsalParts {
  db: Db;
  newId: NewId;
  catalogue: ActionCatalogue;
  /** The real time, for ids. */
  now: Date;
  /** Puts there what the rehearsal alone has; undone with it. */
  prepare?: (tx: Db) => Promise<void>;
  /** How long it may take, in milliseconds of real time. */
  patience?: number;
}

/** More happenings than this are no scenario but a run that never ends. */
const MOST_MOVES = 500;
/** A longer transaction would hold up everybody's live changes, and whoever wants the rows that it holds. */
const PATIENCE_MS = 10_000;
const FAR_FUTURE = new Date('9999-01-01T00:00:00.000Z');

/**
 * Runs a version for a customer who is not there: the real engine on the real database, in a transaction that is
 * undone at the end, in its own time. What would go outside is stubbed. Three hours of waiting take milliseconds.
 */
export async function rehearse(
  parts: RehearsalParts,
  key: VersionKey,
  scenario: Scenario,
): Promise<Rehearsal> {
  let done: Rehearsal | undefined;
  try {
    await parts.db.transaction().execute(async (tx) => {
      await parts.prepare?.(tx);
      done = await new Stageplay(tx, parts, key, scenario).run();
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return done!; // the transaction is only ever undone after it was set
}

class Undone extends Error {}

class Stageplay {
  #tx: Db;
  #parts: RehearsalParts;
  #key: VersionKey;
  #scenario: Scenario;
  #moves: Moves;
  #effects: StubbedEffect[] = [];
  #steps: Steps;
  #worker: EffectWorker;
  #newId: NewId;
  #time: number;
  #startedAt: Date;
  #interactionId = '';

  constructor(tx: Db, parts: RehearsalParts, key: VersionKey, scenario: Scenario) {
    this.#tx = tx;
    this.#parts = parts;
    this.#key = key;
    this.#scenario = scenario;
    this.#moves = new Moves(scenario);
    this.#time = scenario.startsAt ? Date.parse(scenario.startsAt) : parts.now.getTime();
    this.#startedAt = new Date(this.#time);
    this.#newId = () => parts.newId(parts.now); // an id tells the month that holds it: a real one, whatever the scenario's
    const clock = { now: () => new Date(this.#time) };
    const chance = createChance(scenario.seed);
    this.#steps = new Steps({
      db: tx,
      clock,
      random: () => chance.number(),
      newId: this.#newId,
      publicUrl: 'https://rehearsal.invalid',
      versions: new VersionStore(parts.catalogue),
      committed: () => {},
      failed: () => {},
      records: (scope) => ({ ...createRecords(scope), ...stubQueues(scenario, scope) }),
    });
    this.#worker = new EffectWorker(
      {
        db: tx,
        clock,
        steps: this.#steps,
        performers: stubPerformers(scenario.services, (effect) => this.#effects.push(effect)),
      },
      () => {},
    );
  }

  async run(): Promise<Rehearsal> {
    const began = performance.now();
    const { patience = PATIENCE_MS } = this.#parts;
    const stage = await readStage(this.#tx, this.#key);
    await this.#open(stage);
    for (let made = 0; ; made++) {
      if (made > MOST_MOVES) {
        throw new Refusal(
          'conflict',
          `The rehearsal was stopped after ${MOST_MOVES} happenings: the routing does not come to an end.`,
        );
      }
      if (performance.now() - began > patience) {
        throw new Refusal(
          'conflict',
          `The rehearsal was stopped after ${patience / 1000} seconds: the routing has too much to do.`,
        );
      }
      if (await this.#doEffects()) continue;
      const { run } = await this.#read();
      const isHeld = this.#scenario.stopsAtWait && run.state !== 'ended';
      if (isHeld && this.#moves.isWaitedFor(run)) break;
      const move = run.state === 'ended' ? undefined : this.#moves.next(run, this.#time);
      if (!move) break;
      this.#time = Math.max(this.#time, move.at);
      this.#moves.made(move);
      await this.#make(move);
    }
    return report(this.#tx, {
      key: this.#key,
      conversation: await this.#read(),
      effects: this.#effects,
      catalogue: this.#parts.catalogue,
      startedAt: this.#startedAt,
      endedAt: new Date(this.#time),
    });
  }

  async #open({ channel, number }: Stage): Promise<void> {
    const { contact, variables } = this.#scenario;
    const phone =
      contact.phone === undefined ? null : readPhone(contact.phone, channel.locale.region);
    if (phone === undefined) {
      throw invalidField(
        'contact.phone',
        'This is no phone number. Write it as +33 6 12 34 56 78.',
      );
    }
    const opening = beginConversation({
      id: this.#newId(this.#parts.now),
      channel,
      routing: { id: this.#key.routingId, version: number },
      contact: { name: contact.name ?? null, phone, email: contact.email ?? null },
      known: undefined,
      variables,
      startedAt: new Date(this.#time),
      key: null,
    });
    this.#interactionId = opening.conversation.id;
    await openWithin(this.#tx, this.#steps, opening);
  }

  /** True when there was something to do outside. */
  async #doEffects(): Promise<boolean> {
    const of = this.#interactionId;
    const claimed = await claimEffects(this.#tx, FAR_FUTURE, { limit: 100, leaseMs: 0, of });
    for (const effect of claimed) {
      await this.#worker.perform(effect, new AbortController().signal);
    }
    return claimed.length > 0;
  }

  #read(): Promise<Conversation> {
    return this.#take((conversation) => Promise.resolve({ answer: conversation }));
  }

  #take<Answer>(
    decide: (conversation: Conversation) => Promise<Decision<Answer>>,
  ): Promise<Answer> {
    const { organisationId } = this.#key;
    return this.#steps.take(organisationId, this.#interactionId, (_, conversation) =>
      decide(conversation),
    );
  }

  async #make(move: Move): Promise<void> {
    await this.#take(async (conversation) => ({
      answer: undefined,
      incident: await this.#incidentOf(move, conversation),
    }));
  }

  async #incidentOf(move: Move, conversation: Conversation): Promise<Incident> {
    switch (move.kind) {
      case 'due':
        if (conversation.run.wait?.for === 'customer') this.#moves.wentSilent();
        if (conversation.run.wait?.for === 'advisor') this.#moves.nobodyCame();
        return { kind: 'due', step: conversation.step };
      case 'payment':
        return {
          kind: 'payment',
          paymentId: conversation.run.wait?.about ?? '',
          outcome: move.outcome,
        };
      case 'advisor':
        return { kind: 'advisor', news: newsOf(move.move.does) };
      case 'finish':
        return { kind: 'advisor', news: { event: 'finished', ...ADVISOR } };
      case 'customer':
        return this.#customerDoes(move.move, conversation);
    }
  }

  async #customerDoes(
    move: Extract<Move, { kind: 'customer' }>['move'],
    conversation: Conversation,
  ): Promise<Incident> {
    if ('leaves' in move) return { kind: 'customer-left' };
    const choices = 'taps' in move ? await readLastChoices(this.#tx, conversation) : [];
    const tapped = choices.find(({ label }) => 'taps' in move && label === move.taps)?.id;
    const text = 'says' in move ? move.says : 'taps' in move ? move.taps : move.sendsImage;
    addMessage(conversation, {
      id: this.#newId(this.#parts.now),
      author: 'customer',
      text,
      choices: [],
      choiceId: tapped ?? null,
      key: null,
      sentAt: new Date(this.#time).toISOString(),
    });
    const contentType = 'sendsImage' in move ? 'image/jpeg' : null;
    return { kind: 'message', answer: { text, choiceId: tapped ?? null, contentType } };
  }
}

function newsOf(does: 'accepts' | 'refuses' | 'dissuades'): AdvisorNews {
  switch (does) {
    case 'accepts':
      return { event: 'accepted', queueId: null, ...ADVISOR };
    case 'refuses':
      return { event: 'refused', ...ADVISOR };
    case 'dissuades':
      return { event: 'dissuaded', ...ADVISOR };
  }
}
