import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { Answer } from './action-context.ts';
import type { CompiledAction, CompiledVersion } from './compile.ts';
import type { Conversation, RunOutcome } from './conversation.ts';
import type { HandOff, Happening, Outcome, Wait } from './define-action.ts';
import type { EntityLookup } from './entities.ts';
import { TextTooLong } from './magic.ts';
import { StorageFailure } from './storage-failure.ts';
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
  /** Told of an action that threw: a fault of ours, which the customer’s journey goes around. */
  failed?(actionType: string, error: unknown): void;
}

/** What can happen to an interaction from outside. */
export type Incident =
  | { kind: 'opened' }
  | { kind: 'message'; answer: Answer }
  | { kind: 'due'; step: number }
  | { kind: 'customer-left' };

/** Actions that may run between two waits before the loop guard ends the run. */
export const LOOP_GUARD = 1000;

/** Takes a conversation from one incident to its next wait or its end. Changes it in memory only. */
export async function proceed(
  conversation: Conversation,
  incident: Incident,
  surroundings: Surroundings,
): Promise<void> {
  await new Step(conversation, surroundings).take(incident);
}

class Step {
  #conversation: Conversation;
  #surroundings: Surroundings;
  #version!: CompiledVersion;
  #ran = 0;

  constructor(conversation: Conversation, surroundings: Surroundings) {
    this.#conversation = conversation;
    this.#surroundings = surroundings;
  }

  async take(incident: Incident): Promise<void> {
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
        if (run.wait && incident.step === this.#conversation.step) {
          await this.#resume({ kind: 'time-over' });
        }
        return;
      case 'customer-left':
        return this.#leave();
    }
  }

  #isOver({ dueAt }: { dueAt: string }): boolean {
    return this.#surroundings.now().getTime() >= Date.parse(dueAt);
  }

  async #leave(): Promise<void> {
    const { run } = this.#conversation;
    if (run.customerLeft || run.state === 'ended') return;
    run.customerLeft = true;
    this.#record({ kind: 'customer-left' });
    if (run.phase === 'end' && run.wait?.for !== 'customer') return; // an end routing goes on alone
    await this.#abandonAction();
    await this.#end('abandoned', run.phase === 'start' ? 'The customer left.' : null);
  }

  /** The action that waited has run, though it leaves by no branch: its event says so. */
  async #abandonAction(): Promise<void> {
    const { run } = this.#conversation;
    this.#version = await this.#surroundings.version(run.routingId, run.version);
    const action = this.#version.actions.get(run.actionId);
    if (action) this.#finishAction(action, null, 'The customer left.');
  }

  /** Enters a routing at its start and runs on. */
  async #goTo(routingId: string, number: number): Promise<void> {
    const { run, interaction } = this.#conversation;
    this.#version = await this.#surroundings.version(routingId, number);
    run.routingId = routingId;
    run.version = number;
    if (run.phase === 'start') interaction.routingId = routingId; // an end routing is not what handled it
    await this.#runFrom(this.#version.start);
  }

  async #resume(happening: Happening): Promise<void> {
    const { run } = this.#conversation;
    this.#version = await this.#surroundings.version(run.routingId, run.version);
    const action = this.#version.actions.get(run.actionId);
    if (!action) return this.#fault(`The action “${run.actionName}” is not in this version.`);
    const memory = run.wait?.memory;
    const outcome = await this.#outcomeOf(action, (parameters, context) =>
      action.definition?.resume?.(parameters, context, happening, memory),
    );
    await this.#settle(action, outcome);
  }

  async #runFrom(actionId: string): Promise<void> {
    const { run } = this.#conversation;
    const action = this.#version.actions.get(actionId);
    if (!action) return this.#fault(`The action “${actionId}” is not in this version.`);
    run.actionId = actionId;
    run.actionName = action.name;
    run.enteredAt = this.#surroundings.now().toISOString();
    if (++this.#ran > LOOP_GUARD) {
      return this.#end('loop_guard', `${LOOP_GUARD} actions ran without a wait between them.`);
    }
    const outcome = await this.#outcomeOf(action, (parameters, context) =>
      action.definition?.run(parameters, context),
    );
    await this.#settle(action, outcome);
  }

  async #outcomeOf(
    action: CompiledAction,
    run: (
      parameters: unknown,
      context: StepContext,
    ) => Outcome<string> | Promise<Outcome<string>> | undefined,
  ): Promise<Outcome<string>> {
    const context = new StepContext(
      this.#conversation,
      this.#surroundings,
      action,
      this.#version,
    );
    if (!action.definition)
      return this.#noGood(action, `There is no action type for “${action.name}”.`);
    if (action.parameters === undefined) {
      return this.#noGood(action, `The parameters of “${action.name}” are not valid.`);
    }
    try {
      const parameters =
        action.resolve?.(action.parameters, (text) => context.resolve(text)) ??
        action.parameters;
      return (
        (await run(parameters, context)) ?? this.#noGood(action, 'The action cannot go on.')
      );
    } catch (error) {
      if (error instanceof StorageFailure) throw error; // the step is tried again as a whole
      if (error instanceof TextTooLong) return this.#noGood(action, error.message);
      this.#surroundings.failed?.(action.definition?.type ?? '', error);
      return this.#noGood(action, 'The action failed.');
    }
  }

  /** An action that cannot run leaves by its general branch, or ends the run. */
  #noGood(action: CompiledAction, reason: string): Outcome<string> {
    return { kind: 'leave', branch: action.definition?.general ?? '', reason };
  }

  async #settle(action: CompiledAction, outcome: Outcome<string>): Promise<void> {
    if (typeof outcome === 'string') return this.#follow(action, outcome, null);
    switch (outcome.kind) {
      case 'leave':
        return this.#follow(action, outcome.branch, outcome.reason);
      case 'wait':
        return this.#wait(action, outcome);
      case 'keep-waiting':
        return;
      case 'hand-off':
        return this.#handOff(action, outcome);
    }
  }

  #wait(action: CompiledAction, wait: Wait): Promise<void> | void {
    const { run } = this.#conversation;
    // Nobody is there to answer: what an end routing asks after the customer left is not waited for.
    if (wait.for === 'customer' && run.customerLeft) {
      this.#finishAction(action, null, 'The customer left.');
      return this.#end('abandoned', null);
    }
    const dueAt = new Date(
      this.#surroundings.now().getTime() + wait.seconds * 1000,
    ).toISOString();
    run.state = 'waiting';
    run.wait = { for: wait.for, dueAt, memory: wait.memory, expects: wait.expects };
  }

  async #handOff(action: CompiledAction, target: HandOff): Promise<void> {
    this.#finishAction(action, null, null);
    this.#record({
      kind: 'handed-off',
      routingId: target.routingId,
      routingVersion: target.version,
    });
    await this.#goTo(target.routingId, target.version);
  }

  async #follow(action: CompiledAction, wanted: string, reason: string | null): Promise<void> {
    const branch = this.#branchToTake(action, wanted);
    const why = branch === wanted ? null : `The branch “${wanted}” is not wired.`;
    this.#finishAction(action, branch, reason ?? why);
    const next = action.branches[branch];
    if (next !== undefined) return this.#runFrom(next);
    if (branch === '') return this.#fault(reason);
    // An action with no branch wired at all is where the author let the journey end.
    const meant = Object.keys(action.branches).length === 0;
    const nowhere = `The branch “${branch}” of “${action.name}” leads nowhere.`;
    if (meant) this.#record({ kind: 'branch_unwired', reason: nowhere });
    await this.#end(meant ? 'completed' : 'branch_unwired', meant ? null : nowhere);
  }

  /** The wanted branch; the action's general one where that is not wired, or need not be. */
  #branchToTake({ branches, definition }: CompiledAction, wanted: string): string {
    const general = definition?.general;
    if (branches[wanted] !== undefined || general === undefined) return wanted;
    const instead = branches[general] !== undefined || definition?.optional?.includes(wanted);
    return instead ? general : wanted;
  }

  #finishAction(action: CompiledAction, branch: string | null, reason: string | null): void {
    const { run } = this.#conversation;
    const now = this.#surroundings.now();
    run.state = 'running';
    run.wait = null;
    this.#record({
      kind: 'action',
      actionId: action.id,
      actionType: action.definition?.type ?? null,
      actionName: action.name,
      branch: branch || null,
      durationMs: now.getTime() - Date.parse(run.enteredAt),
      reason,
    });
  }

  async #fault(reason: string | null): Promise<void> {
    await this.#end('fault', reason);
  }

  /** Ends the phase: after the start phase the end routing runs, once. */
  async #end(outcome: RunOutcome, reason: string | null): Promise<void> {
    const { run } = this.#conversation;
    run.wait = null;
    run.state = 'ended';
    if (outcome !== 'completed' && outcome !== 'abandoned')
      this.#record({ kind: outcome, reason });
    if (run.phase === 'end') return this.#record({ kind: 'ended', reason });
    run.phase = 'end';
    run.outcome = outcome;
    this.#closeInteraction(outcome, reason);
    const next = await this.#surroundings.endVersion(run.routingId);
    if (!next) return this.#record({ kind: 'ended', reason });
    run.state = 'running';
    this.#ran = 0; // the end routing runs even after a loop
    await this.#goTo(next.routingId, next.version);
  }

  #closeInteraction(outcome: RunOutcome, reason: string | null): void {
    const { interaction } = this.#conversation;
    interaction.status = outcome === 'completed' ? 'processed' : 'aborted';
    interaction.statusReason = reason;
    interaction.endedAt = this.#surroundings.now().toISOString();
  }

  #record(event: Partial<InteractionEvent> & Pick<InteractionEvent, 'kind'>): void {
    const { run, written } = this.#conversation;
    written.events.push({
      sequence: ++run.events,
      at: this.#surroundings.now().toISOString(),
      routingId: run.routingId,
      routingVersion: run.version,
      actionId: null,
      actionType: null,
      actionName: null,
      branch: null,
      durationMs: null,
      reason: null,
      ...event,
    });
  }
}
