import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { Answer } from './action-context.ts';
import { enterDesk, leaveDesk, noteAdvisor } from './advisors.ts';
import type { CompiledAction, CompiledVersion } from './compile.ts';
import type { Conversation, RunOutcome } from './conversation.ts';
import {
  standInsFor,
  type HandOff,
  type Happening,
  type Outcome,
  type Wait,
} from './define-action.ts';
import type { AdvisorNews } from './desk.ts';
import type { EntityLookup } from './entities.ts';
import type { PaymentOutcome } from './payments.ts';
import type { Records } from './records.ts';
import { TextTooLong } from './magic.ts';
import { isoText } from './iso-text.ts';
import { recordAction, recordEvent } from './record-event.ts';
import { NeedsTransaction, StorageFailure } from './storage-failure.ts';
import { StepClock } from './step-clock.ts';
import { StepContext } from './step-context.ts';

/** What the interpreter needs from around it. */
export interface Surroundings {
  now(): Date;
  /** A number from 0 to 1, 1 excluded. */
  random(): number;
  newId(at: Date): string;
  entities: EntityLookup;
  version(routingId: string, number: number): Promise<CompiledVersion>;
  /** The production version of the routing that runs when an interaction of this routing ends. */
  endVersion(routingId: string): Promise<{ routingId: string; version: number } | undefined>;
  /** The checkpoints that the interaction has so far. */
  attached(interactionId: string): Promise<ReadonlySet<string>>;
  /** The organisation's records, as this interaction's actions use them. */
  records(): Records;
  /** Told of an action that threw: a fault of ours, which the customer’s journey goes around. */
  failed?(actionType: string, error: unknown): void;
}

/** What can happen to an interaction from outside. */
export type Incident =
  | { kind: 'opened' }
  | { kind: 'message'; answer: Answer }
  | { kind: 'due'; step: number }
  | { kind: 'effect'; effectId: string; result: unknown }
  | { kind: 'advisor'; news: AdvisorNews }
  | { kind: 'payment'; paymentId: string; outcome: PaymentOutcome }
  | { kind: 'customer-left' };

/** Actions that may run between two waits before the loop guard ends the run. */
export const LOOP_GUARD = 1000;

/** Takes a conversation from one incident to its next wait or its end. Changes it in memory only. */
export function proceed(
  conversation: Conversation,
  incident: Incident,
  surroundings: Surroundings,
): Promise<void> {
  return new Step(conversation, surroundings).take(incident);
}

/** The action to go on with; undefined when the step has come to its end. */
type Next = string | undefined;
type Later<Value> = Value | Promise<Value>;

class Step {
  #conversation: Conversation;
  #surroundings: Surroundings;
  #clock: StepClock;
  #context: StepContext;
  #version!: CompiledVersion;
  #ran = 0;
  /** When the action before was left: the next one is entered at that moment. */
  #leftAt: Date | undefined;
  /** When the present action was entered, if that was in this step. */
  #enteredAt: Date | undefined;

  constructor(conversation: Conversation, surroundings: Surroundings) {
    this.#conversation = conversation;
    this.#surroundings = surroundings;
    this.#clock = new StepClock(surroundings);
    this.#context = new StepContext(conversation, surroundings, this.#clock);
  }

  /** Most actions answer at once: those are not waited for, a promise each would cost more than all they do. */
  async take(incident: Incident): Promise<void> {
    let next = await this.#hear(incident);
    this.#clock.forget();
    while (next !== undefined) {
      const following = this.#run(next);
      if (following instanceof Promise) {
        next = await following;
        this.#clock.forget();
      } else {
        next = following;
      }
    }
  }

  #hear(incident: Incident): Later<Next> {
    const { run } = this.#conversation;
    switch (incident.kind) {
      case 'opened':
        this.#record({ kind: 'opened' });
        return this.#goTo(run.routingId, run.version);
      case 'message':
        if (run.wait?.for !== 'customer') return;
        return this.#resume(
          this.#isOver(run.wait)
            ? { kind: 'time-over' } // the timer has not come to it yet, the time is over all the same
            : { kind: 'answer', answer: incident.answer },
        );
      case 'due':
        if (!run.wait || incident.step !== this.#conversation.step) return;
        return this.#resume({ kind: 'time-over' });
      case 'effect':
        if (!this.#waitsFor('effect', incident.effectId)) return;
        return this.#resume({ kind: 'effect', result: incident.result });
      case 'payment':
        if (!this.#waitsFor('payment', incident.paymentId)) return;
        return this.#resume({ kind: 'payment', outcome: incident.outcome });
      case 'advisor':
        return this.#hearAdvisor(incident.news);
      case 'customer-left':
        return this.#leave();
    }
  }

  #isOver({ dueAt }: { dueAt: string | null }): boolean {
    return dueAt !== null && this.#clock.read().getTime() >= Date.parse(dueAt);
  }

  /** What comes of an earlier wait, which is over, is no news any more. */
  #waitsFor(kind: 'effect' | 'payment', about: string): boolean {
    const { wait } = this.#conversation.run;
    return wait?.for === kind && wait.about === about;
  }

  /** An advisor takes the interaction, turns it away or is done with it, whatever the run is at. */
  #hearAdvisor(news: AdvisorNews): Later<Next> {
    const { run } = this.#conversation;
    if (!run.desk) return;
    noteAdvisor(this.#conversation, news, this.#clock.moment);
    if (run.closing && !run.desk) {
      run.wait = null;
      return this.#end(run.closing.outcome, run.closing.reason);
    }
    if (run.wait?.for !== 'advisor' || run.closing) return;
    return this.#resume({ kind: 'advisor', news });
  }

  async #leave(): Promise<Next> {
    const { run } = this.#conversation;
    if (run.customerLeft || run.state === 'ended') return;
    run.customerLeft = true;
    this.#record({ kind: 'customer-left' });
    if (run.phase === 'end' && run.wait?.for !== 'customer') return; // an end routing goes on alone
    if (run.desk?.advisorId) {
      run.fate = { status: 'processed', reason: 'The customer left the conversation.' };
    }
    run.desk = null;
    if (run.closing) return this.#end(run.closing.outcome, run.closing.reason);
    await this.#abandonAction();
    return this.#end('abandoned', run.phase === 'start' ? 'The customer left.' : null);
  }

  /** The action that waited has run, though it leaves by no branch: its event says so. */
  async #abandonAction(): Promise<void> {
    const { run } = this.#conversation;
    this.#version = await this.#surroundings.version(run.routingId, run.version);
    const action = this.#version.actions.get(run.actionId);
    if (action) this.#finishAction(action, null, 'The customer left.');
  }

  /** Enters a routing: it goes on at its start. */
  async #goTo(routingId: string, number: number): Promise<Next> {
    const { run, interaction } = this.#conversation;
    this.#version = await this.#surroundings.version(routingId, number);
    Object.assign(run, { routingId, version: number });
    // an end routing is not what handled it
    if (run.phase === 'start')
      Object.assign(interaction, { routingId, routingVersion: number });
    return this.#version.start;
  }

  async #resume(happening: Happening): Promise<Next> {
    const { run } = this.#conversation;
    this.#version = await this.#surroundings.version(run.routingId, run.version);
    const action = this.#version.actions.get(run.actionId);
    if (!action) return this.#fault(`The action “${run.actionName}” is not in this version.`);
    return this.#settle(action, await this.#outcomeOf(action, happening));
  }

  #run(actionId: string): Later<Next> {
    const { run } = this.#conversation;
    const action = this.#version.actions.get(actionId);
    if (!action) return this.#fault(`The action “${actionId}” is not in this version.`);
    run.actionId = actionId;
    run.actionName = action.name;
    this.#enteredAt = this.#leftAt ?? this.#clock.moment;
    run.enteredAt = isoText(this.#enteredAt);
    run.entered++;
    if (++this.#ran > LOOP_GUARD) {
      return this.#end('loop_guard', `${LOOP_GUARD} actions ran without a wait between them.`);
    }
    const outcome = this.#outcomeOf(action);
    return outcome instanceof Promise
      ? outcome.then((known) => this.#settle(action, known))
      : this.#settle(action, outcome);
  }

  /** Runs the action from its beginning, or from its wait with what happened. */
  #outcomeOf(action: CompiledAction, happening?: Happening): Later<Outcome<string>> {
    const context = this.#context;
    const { definition, parameters: given } = action;
    context.enter(action, this.#version);
    if (!definition)
      return this.#noGood(action, `There is no action type for “${action.name}”.`);
    if (given === undefined)
      return this.#noGood(action, `The parameters of “${action.name}” are not valid.`);
    try {
      const parameters = action.resolve?.(given, (text) => context.resolve(text)) ?? given;
      const outcome = happening
        ? definition.resume?.(
            parameters,
            context,
            happening,
            this.#conversation.run.wait?.memory,
          )
        : definition.run(parameters, context);
      if (outcome === undefined) return this.#noGood(action, 'The action cannot go on.');
      return outcome instanceof Promise ? this.#awaited(action, outcome) : outcome;
    } catch (error) {
      return this.#failed(action, error);
    }
  }

  async #awaited(
    action: CompiledAction,
    outcome: Promise<Outcome<string>>,
  ): Promise<Outcome<string>> {
    try {
      return await outcome;
    } catch (error) {
      return this.#failed(action, error);
    } finally {
      this.#clock.forget();
    }
  }

  #failed(action: CompiledAction, error: unknown): Outcome<string> {
    // the step is tried again as a whole
    if (error instanceof StorageFailure || error instanceof NeedsTransaction) throw error;
    if (error instanceof TextTooLong) return this.#noGood(action, error.message);
    this.#surroundings.failed?.(action.definition?.type ?? '', error);
    return this.#noGood(action, 'The action failed.');
  }

  /** An action that cannot run leaves by its general branch, or ends the run. */
  #noGood(action: CompiledAction, reason: string): Outcome<string> {
    return { kind: 'leave', branch: action.definition?.general ?? '', reason };
  }

  #settle(action: CompiledAction, outcome: Outcome<string>): Later<Next> {
    if (typeof outcome === 'string') return this.#follow(action, outcome, null);
    switch (outcome.kind) {
      case 'leave':
        if (outcome.fate)
          this.#conversation.run.fate = { status: outcome.fate, reason: outcome.reason };
        return this.#follow(action, outcome.branch, outcome.reason);
      case 'wait':
        return this.#wait(action, outcome);
      case 'keep-waiting':
        return undefined;
      case 'hand-off':
        return this.#handOff(action, outcome);
    }
  }

  #wait(action: CompiledAction, wait: Wait): Later<Next> {
    const { run } = this.#conversation;
    // Nobody is there to answer: what an end routing asks after the customer left is not waited for.
    if (wait.for === 'customer' && run.customerLeft) {
      this.#finishAction(action, null, 'The customer left.');
      return this.#end('abandoned', null);
    }
    const { seconds } = wait;
    const now = this.#clock.moment;
    run.state = 'waiting';
    run.wait = {
      for: wait.for,
      dueAt: seconds === null ? null : new Date(now.getTime() + seconds * 1000).toISOString(),
      memory: wait.memory,
      expects: wait.expects,
      about: wait.effect ? this.#context.queue(wait.effect, true) : (wait.paymentId ?? null),
    };
    if (wait.desk) enterDesk(this.#conversation, wait.desk, now);
    return undefined;
  }

  #handOff(action: CompiledAction, target: HandOff): Promise<Next> {
    this.#finishAction(action, null, null);
    this.#record({
      kind: 'handed-off',
      routingId: target.routingId,
      routingVersion: target.version,
    });
    return this.#goTo(target.routingId, target.version);
  }

  #follow(action: CompiledAction, wanted: string, reason: string | null): Later<Next> {
    const branch = this.#branchToTake(action, wanted);
    const why = branch === wanted ? null : `The branch “${wanted}” is not wired.`;
    this.#finishAction(action, branch, reason ?? why);
    const next = action.branches[branch];
    if (next !== undefined) return next;
    if (branch === '') return this.#fault(reason);
    // An action with no branch wired at all is where the author let the journey end.
    const meant = Object.keys(action.branches).length === 0;
    const nowhere = `The branch “${branch}” of “${action.name}” leads nowhere.`;
    if (meant) this.#record({ kind: 'branch_unwired', reason: nowhere });
    return this.#end(meant ? 'completed' : 'branch_unwired', meant ? null : nowhere);
  }

  /** The wanted branch; a general one where that is not wired, or need not be. */
  #branchToTake({ branches, definition }: CompiledAction, wanted: string): string {
    if (branches[wanted] !== undefined || !definition) return wanted;
    const standIns = standInsFor(definition, wanted);
    const wired = standIns.find((branch) => branches[branch] !== undefined);
    const unmissed = definition.optional?.includes(wanted) ? standIns[0] : undefined;
    return wired ?? unmissed ?? wanted;
  }

  #finishAction(action: CompiledAction, branch: string | null, reason: string | null): void {
    const { run } = this.#conversation;
    const now = this.#clock.moment;
    run.state = 'running';
    run.wait = null;
    leaveDesk(this.#conversation);
    this.#leftAt = now;
    const enteredAt = this.#enteredAt?.getTime() ?? Date.parse(run.enteredAt);
    const left = { branch: branch || null, durationMs: now.getTime() - enteredAt, reason };
    recordAction(this.#conversation, now, action, left);
  }

  #fault(reason: string | null): Later<Next> {
    return this.#end('fault', reason);
  }

  /** Ends the phase: after the start phase the end routing runs, once. */
  #end(outcome: RunOutcome, reason: string | null): Later<Next> {
    const { run } = this.#conversation;
    if (run.phase === 'start' && run.desk?.advisorId)
      return void this.#awaitAdvisor(outcome, reason);
    run.desk = null;
    run.closing = null;
    run.wait = null;
    run.state = 'ended';
    if (outcome !== 'completed' && outcome !== 'abandoned')
      this.#record({ kind: outcome, reason });
    if (run.phase === 'end') return void this.#record({ kind: 'ended', reason });
    run.phase = 'end';
    run.outcome = outcome;
    this.#closeInteraction(outcome, reason);
    return this.#goToEndRouting(reason);
  }

  async #goToEndRouting(reason: string | null): Promise<Next> {
    const { run } = this.#conversation;
    const next = await this.#surroundings.endVersion(run.routingId);
    this.#clock.forget();
    if (!next) return void this.#record({ kind: 'ended', reason });
    run.state = 'running';
    this.#ran = 0; // the end routing runs even after a loop
    return this.#goTo(next.routingId, next.version);
  }

  /** The routing is done with the interaction, the advisor who has it is not: it ends when they are. */
  #awaitAdvisor(outcome: RunOutcome, reason: string | null): void {
    const { run } = this.#conversation;
    run.closing = { outcome, reason };
    run.state = 'waiting';
    run.wait = { for: 'advisor', dueAt: null, memory: null, expects: null, about: null };
  }

  #closeInteraction(outcome: RunOutcome, reason: string | null): void {
    const { run, interaction } = this.#conversation;
    interaction.status =
      run.fate?.status ?? (outcome === 'completed' ? 'processed' : 'aborted');
    interaction.statusReason = run.fate ? run.fate.reason : reason;
    interaction.endedAt = isoText(this.#clock.moment);
  }

  #record(event: Partial<InteractionEvent> & Pick<InteractionEvent, 'kind'>): void {
    recordEvent(this.#conversation, this.#clock.moment, event);
  }
}
