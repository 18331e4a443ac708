import { actions as catalogue } from '../../mock-server/actions/index.ts';
import type { Answer, Locale } from '../../mock-server/routing/action-context.ts';
import { compileVersion } from '../../mock-server/routing/compile.ts';
import {
  newRun,
  nothingWritten,
  type Conversation,
  type WrittenCheckpoint,
  type WrittenEffect,
  type WrittenMessage,
} from '../../mock-server/routing/conversation.ts';
import type { AdvisorNews } from '../../mock-server/routing/desk.ts';
import type {
  EntityChoice,
  EntityKind,
  FoundEntity,
} from '../../mock-server/routing/entities.ts';
import {
  proceed,
  type Incident,
  type Surroundings,
} from '../../mock-server/routing/interpreter.ts';
import { parameterErrors } from '../../mock-server/routing/parameter-errors.ts';
import type { PaymentOutcome } from '../../mock-server/routing/payments.ts';
import type { Records } from '../../mock-server/routing/records.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { InteractionEvent } from '../../api-client/contract/interaction.ts';

/** An action as a test writes it down. */
export interface Sketch {
  type: string;
  name?: string;
  parameters?: Record<string, unknown>;
  branches?: Record<string, string>;
}

/** A tree whose start leads to the first of the actions. */
export function treeOf(actions: Record<string, Sketch>): RoutingTree {
  const [first] = Object.keys(actions);
  const start: Sketch = { type: 'start', branches: first === undefined ? {} : { ok: first } };
  const filled = Object.entries({ start, ...actions }).map(([id, sketch]) => [
    id,
    { name: id, parameters: {}, branches: {}, ...sketch },
  ]);
  return { start: 'start', actions: Object.fromEntries(filled) };
}

/** One action, called `it`, each of whose branches leads to a node of that name. */
export function treeAround(type: string, parameters: Record<string, unknown>): RoutingTree {
  const branches = Object.keys(catalogue.get(type)?.branches ?? {});
  return treeOf({
    it: { type, parameters, branches: Object.fromEntries(branches.map((key) => [key, key])) },
    ...Object.fromEntries(branches.map((key) => [key, { type: 'node' }])),
  });
}

export interface World {
  checkpoints?: FoundEntity<'checkpoint'>[];
  /** Routings besides the one that runs, with the version that is in production. */
  routings?: (FoundEntity<'routing'> & { reference: string; tree?: RoutingTree })[];
  /** The routing of `routings` that runs at the end. */
  endRoutingId?: string;
  /** The other entities that there are, by kind. */
  entities?: { [Kind in EntityKind]?: FoundEntity<Kind>[] };
  /** The organisation's records, as far as the test has any: a subject that is not here throws. */
  records?: Partial<Records>;
  /** What each draw gives, in turn; then 0 for ever. */
  draws?: number[];
  locale?: Partial<Locale>;
  now?: string;
  variables?: Record<string, string>;
}

export const OWN_ROUTING = 'own-routing';

/** Runs a tree on the real interpreter, in memory: a step's state goes through JSON, as it does in the database. */
export class RoutingRun {
  now: Date;
  messages: WrittenMessage[] = [];
  events: InteractionEvent[] = [];
  checkpoints: WrittenCheckpoint[] = [];
  /** What was queued to be done outside, in order. */
  effects: WrittenEffect[] = [];
  /** What actions threw. */
  faults: unknown[] = [];
  conversation: Conversation;
  #world: World;
  #draws: number[];
  #ids = 0;
  #trees = new Map<string, RoutingTree>();

  constructor(tree: RoutingTree, world: World = {}) {
    this.#world = world;
    this.#draws = [...(world.draws ?? [])];
    this.now = new Date(world.now ?? '2026-11-20T10:00:00.000Z');
    this.publish(OWN_ROUTING, 1, tree);
    for (const { id, production, tree: theirs } of world.routings ?? []) {
      this.publish(id, production ?? 1, theirs ?? treeOf({}));
    }
    const run = newRun(OWN_ROUTING, 1, this.now);
    run.variables = { ...world.variables };
    this.conversation = {
      organisationId: 'organisation',
      locale: { timeZone: 'Europe/Paris', region: 'FR', language: 'fr', ...world.locale },
      id: 'interaction',
      flow: 'chat-messaging',
      customer: { contactId: null, name: null, phone: null, email: null },
      step: 0,
      interaction: {
        status: 'in-progress',
        statusReason: null,
        routingId: OWN_ROUTING,
        queueId: null,
        advisorId: null,
        currentRouting: 'smart',
        routingVersion: 1,
        tags: [],
        templateIds: [],
        endedAt: null,
      },
      run,
      attachedBefore: undefined,
      written: nothingWritten(),
    };
  }

  /** Makes a version that runs can enter. */
  publish(routingId: string, version: number, tree: RoutingTree): void {
    this.#trees.set(`${routingId}/${version}`, tree);
  }

  open(): Promise<this> {
    return this.#take({ kind: 'opened' });
  }

  /** The customer writes. */
  write(text: string, contentType: string | null = null): Promise<this> {
    return this.#take({ kind: 'message', answer: { text, choiceId: null, contentType } });
  }

  /** The customer takes a choice of a message; of the last one unless said. */
  tap(label: string, message = this.messages.at(-1)): Promise<this> {
    const choice = message?.choices.find((one) => one.label === label);
    if (!choice) throw new Error(`No choice “${label}” was offered.`);
    const answer: Answer = { text: label, choiceId: choice.id, contentType: null };
    return this.#take({ kind: 'message', answer });
  }

  /** The time that the run waits passes, and its timer comes. */
  timeOver(): Promise<this> {
    const { wait } = this.conversation.run;
    if (!wait?.dueAt) throw new Error('The run waits for no moment.');
    this.now = new Date(wait.dueAt);
    return this.due();
  }

  /** A timer comes that was made for the given step. */
  due(step = this.conversation.step): Promise<this> {
    return this.#take({ kind: 'due', step });
  }

  /** What the run waits for was done outside, with this result. */
  done(result: unknown): Promise<this> {
    const effectId = this.effects.findLast(({ awaited }) => awaited)?.id;
    if (effectId === undefined) throw new Error('No effect was waited for.');
    return this.#take({ kind: 'effect', effectId, result });
  }

  advisor(news: AdvisorNews): Promise<this> {
    return this.#take({ kind: 'advisor', news });
  }

  paid(paymentId: string, outcome: PaymentOutcome): Promise<this> {
    return this.#take({ kind: 'payment', paymentId, outcome });
  }

  leave(): Promise<this> {
    return this.#take({ kind: 'customer-left' });
  }

  advance(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  /** What the customer was sent. */
  get sent(): string[] {
    return this.messages.map(({ text }) => text);
  }

  get variables(): Record<string, string> {
    return this.conversation.run.variables;
  }

  /** The branches that an action left by, in order. */
  branchesOf(actionId: string): (string | null)[] {
    return this.#actionEvents.filter((event) => event.actionId === actionId).map(branchOf);
  }

  /** The actions that ran, in order. */
  get path(): (string | null)[] {
    return this.#actionEvents.map(({ actionId }) => actionId);
  }

  /** What happened that is no action. */
  get incidents(): string[] {
    return this.events.filter(({ kind }) => kind !== 'action').map(({ kind }) => kind);
  }

  reasonOf(actionId: string): string | null {
    return this.#actionEvents.find((event) => event.actionId === actionId)?.reason ?? null;
  }

  get #actionEvents(): InteractionEvent[] {
    return this.events.filter(({ kind }) => kind === 'action');
  }

  async #take(incident: Incident): Promise<this> {
    await proceed(this.conversation, incident, this.#surroundings());
    this.#commit();
    return this;
  }

  #commit(): void {
    const { written, run } = this.conversation;
    this.messages.push(...written.messages);
    this.events.push(...written.events);
    this.effects.push(...written.effects);
    for (const checkpoint of written.checkpoints.values()) {
      const present = this.checkpoints.find(
        ({ checkpointId }) => checkpointId === checkpoint.checkpointId,
      );
      if (present) present.hits += checkpoint.hits;
      else this.checkpoints.push(checkpoint);
    }
    this.conversation = {
      ...this.conversation,
      run: JSON.parse(JSON.stringify(run)) as typeof run,
      step: this.conversation.step + 1,
      attachedBefore: undefined,
      written: nothingWritten(run.desk),
    };
  }

  #surroundings(): Surroundings {
    return {
      now: () => this.now,
      random: () => this.#draws.shift() ?? 0,
      newId: () => `id-${++this.#ids}`,
      entities: { find: (kind, choice) => Promise.resolve(this.#find(kind, choice)) },
      version: (routingId, number) => {
        const tree = this.#trees.get(`${routingId}/${number}`);
        if (!tree) throw new Error(`There is no version ${number} of ${routingId}.`);
        const version = { routingId, number, flow: 'messaging' as const, tree };
        return Promise.resolve(compileVersion(version, catalogue));
      },
      endVersion: (routingId) => {
        const end = this.#world.routings?.find(({ id }) => id === this.#world.endRoutingId);
        const found = end && routingId !== end.id ? end : undefined;
        return Promise.resolve(found && { routingId: found.id, version: 1 });
      },
      attached: () =>
        Promise.resolve(new Set(this.checkpoints.map(({ checkpointId }) => checkpointId))),
      records: () => recordsOf(this.#world.records ?? {}),
      failed: (_, error) => this.faults.push(error),
    };
  }

  #find<Kind extends EntityKind>(kind: Kind, choice: EntityChoice) {
    const { checkpoints, routings, entities } = this.#world;
    const all: { id: string; reference: string }[] = [
      ...((kind === 'checkpoint' ? checkpoints : undefined) ?? []),
      ...((kind === 'routing' ? routings : undefined) ?? []),
      ...((entities?.[kind] ?? []) as { id: string; reference: string }[]), // all have both
    ];
    const found = all.find((entity) =>
      'id' in choice
        ? entity.id === choice.id
        : entity.reference === choice.reference.trim() && entity.reference !== '',
    );
    return found as FoundEntity<Kind> | undefined; // the list holds entities of this kind
  }
}

function recordsOf(given: Partial<Records>): Records {
  const get = (_: unknown, subject: string | symbol) => {
    const records = Reflect.get(given, subject) as unknown;
    if (!records) throw new Error(`The test gives no records of “${String(subject)}”.`);
    return records;
  };
  return new Proxy(given, { get }) as Records; // what is missing throws when it is asked for
}

function branchOf({ branch }: InteractionEvent): string | null {
  return branch;
}

/** Runs a tree up to its first wait or its end. */
export function run(tree: RoutingTree, world?: World): Promise<RoutingRun> {
  return new RoutingRun(tree, world).open();
}

/** Runs one action up to its first wait or its end. */
export function runAction(
  type: string,
  parameters: Record<string, unknown>,
  world?: World,
): Promise<RoutingRun> {
  return run(treeAround(type, parameters), world);
}

/** The fields of an action's parameters that are refused, by path. */
export function wrongParameters(type: string, parameters: unknown): string[] {
  const { error } = catalogue.get(type)?.parameters.safeParse(parameters) ?? {};
  const errors = error ? parameterErrors(error, 'parameters') : [];
  return errors.map(({ path }) => path.replace('parameters.', ''));
}
