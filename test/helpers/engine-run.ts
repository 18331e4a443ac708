import type {
  EntityTableKind,
  EntityDefinition,
} from '../../api-client/contract/entities/index.ts';
import { entityDefinitions } from '../../api-client/contract/entities/index.ts';
import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import { createServices, type ServiceOptions } from '../../mock-server/create-services.ts';
import type { Run } from '../../mock-server/routing/conversation.ts';
import type { OpeningRequest } from '../../mock-server/routing/opener.ts';
import type { Services } from '../../mock-server/services.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { claimEffects } from '../../mock-server/storage/effect-queue.ts';
import { entityRow } from '../../mock-server/storage/entities.ts';
import { listEvents } from '../../mock-server/storage/interactions.ts';
import { listMessages } from '../../mock-server/storage/messages.ts';
import { ensurePartitions } from '../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { freshDatabase } from './database.ts';
import { treeAround } from './run-routing.ts';

const EVERYTHING = { after: 0, limit: 10_000 };

interface Opening {
  /** Values by `variable.field`, or by variable and field. */
  variables?: Record<string, string | Record<string, string>>;
  contact?: OpeningRequest['contact'];
}

/**
 * Runs trees through the real engine on a database of its own, with one organisation in it, in Paris.
 *
 *     let engine: EngineRun;
 *     beforeAll(async () => { engine = await EngineRun.start(); });
 *     afterAll(() => engine.stop());
 *
 *     const id = await engine.addEntity('database', 'ORDERS', { columns: [{ name: 'number' }] });
 *     const done = await engine.runAction('fill-from-database', { database: { id }, … });   // or: run(tree, { contact })
 *     expect(done.branchesOf('it')).toEqual(['ok']);
 *
 * `now` is the clock and stands still until a test moves it. Nothing runs by itself: `write` answers for the customer,
 * `due` takes up the waits that are over at `now`, `doEffects` has done outside what the `performers` do. Each gives
 * the interaction as it stands then. Rows are looked at in `db`.
 */
export class EngineRun {
  readonly services: Services;
  readonly organisationId: string;
  readonly url: string;
  now = new Date('2026-11-20T10:00:00.000Z');
  /** What actions threw, and other faults. */
  faults: unknown[] = [];
  #drop: () => Promise<void>;
  #channelId = '';
  #routings = 0;
  #months = new Set<string>();

  private constructor(services: Services, url: string, drop: () => Promise<void>) {
    this.services = services;
    this.url = url;
    this.#drop = drop;
    this.organisationId = services.newId(this.now);
  }

  static async start(options: Partial<ServiceOptions> = {}): Promise<EngineRun> {
    const { url, drop } = await freshDatabase();
    const db = openPostgres(url, { connections: 8 });
    const quiet = () => {};
    const log = {
      info: quiet,
      warn: quiet,
      error: (fault: unknown) => void engine.faults.push(fault),
    };
    const clock = { now: () => engine.now };
    const services = await createServices({ db, log, clock, ...options });
    const engine: EngineRun = new EngineRun(services, url, drop);
    await engine.#reachMonth();
    await engine.#addOrganisation();
    return engine;
  }

  async stop(): Promise<void> {
    await this.db.destroy();
    await this.#drop();
  }

  get db(): Db {
    return this.services.db;
  }

  /** Adds an entity with the defaults of its kind. Gives its id. */
  async addEntity<Kind extends EntityTableKind>(
    kind: Kind,
    reference: string,
    definition: unknown = {},
  ): Promise<string> {
    const id = this.services.newId(this.now);
    const parsed = entityDefinitions[kind].parse(definition) as EntityDefinition<Kind>;
    const draft = { kind, name: `The ${reference}`, reference, definition: { ...parsed } };
    await this.db
      .insertInto('entities')
      .values(entityRow(this.organisationId, id, draft, this.now))
      .execute();
    return id;
  }

  /** Opens an interaction with a tree in production. Without a contact, nobody knows who the customer is. */
  async run(
    tree: RoutingTree,
    { variables = {}, contact = {} }: Opening = {},
  ): Promise<StoredInteraction> {
    await this.#reachMonth();
    const routingReference = await this.#publish(tree);
    const channelId = this.#channelId;
    const request = { channelId, contact, routingReference, variables: nested(variables) };
    const { interactionId } = await this.services.engine.open(request);
    return this.read(interactionId);
  }

  /** One action, called `it`, each of whose branches leads to a node of that name. */
  runAction(
    type: string,
    parameters: Record<string, unknown>,
    opening?: Opening,
  ): Promise<StoredInteraction> {
    return this.run(treeAround(type, parameters), opening);
  }

  /** The customer writes. */
  async write(interactionId: string, text: string): Promise<StoredInteraction> {
    const { organisationId } = this;
    const message = { organisationId, interactionId, text, choiceId: null, key: null };
    await this.services.engine.receive(message);
    return this.read(interactionId);
  }

  /** Takes up the waits that are over. */
  async due(interactionId: string): Promise<StoredInteraction> {
    await this.services.engine.runDue();
    return this.read(interactionId);
  }

  /** Has done outside what is queued, and what comes of that, until nothing is left that is due. */
  async doEffects(interactionId: string): Promise<StoredInteraction> {
    const { worker } = this.services;
    const { signal } = new AbortController();
    for (;;) {
      const claimed = await claimEffects(this.db, this.now, { limit: 16, leaseMs: 120_000 });
      if (claimed.length === 0) return this.read(interactionId);
      for (const effect of claimed) await worker.perform(effect, signal);
    }
  }

  /** The interaction as the database has it. */
  async read(interactionId: string): Promise<StoredInteraction> {
    const { db, organisationId } = this;
    const row = await db
      .selectFrom('runs')
      .select('state')
      .where('organisation_id', '=', organisationId)
      .where('interaction_id', '=', interactionId)
      .executeTakeFirstOrThrow();
    const events = await listEvents(db, organisationId, interactionId, EVERYTHING);
    const messages = await listMessages(db, organisationId, interactionId, EVERYTHING);
    return new StoredInteraction(interactionId, row.state as Run, events, messages); // written by the engine
  }

  async #publish(tree: RoutingTree): Promise<string> {
    const { organisationId: organisation_id, now } = this;
    const id = this.services.newId(now);
    const reference = `ROUTING-${++this.#routings}`;
    const dates = { created_at: now, updated_at: now };
    await this.db
      .insertInto('routings')
      .values({
        organisation_id,
        id,
        name: reference,
        reference,
        folded: reference,
        flow: 'messaging',
        kind: 'start',
        end_routing_id: null,
        ...dates,
      })
      .execute();
    await this.db
      .insertInto('routing_versions')
      .values({
        organisation_id,
        routing_id: id,
        number: 1,
        state: 'production',
        note: '',
        tree: JSON.stringify(tree),
        action_count: Object.keys(tree.actions).length,
        published_at: now,
        ...dates,
      })
      .execute();
    return reference;
  }

  /** Wherever a test moves the clock, there are partitions. */
  async #reachMonth(): Promise<void> {
    const month = this.now.toISOString().slice(0, 7);
    if (this.#months.has(month)) return;
    await ensurePartitions(this.db, this.now);
    this.#months.add(month);
  }

  async #addOrganisation(): Promise<void> {
    const id = this.organisationId;
    this.#channelId = `chat-${id}`;
    await this.db
      .insertInto('organisations')
      .values({
        id,
        name: 'Maison Verdier',
        time_zone: 'Europe/Paris',
        region: 'FR',
        currency: 'EUR',
        languages: ['fr', 'en'],
      })
      .execute();
    await this.db
      .insertInto('channels')
      .values({
        organisation_id: id,
        id: this.#channelId,
        name: 'Chat',
        kind: 'chat',
        flow: 'chat-messaging',
        routing_flow: 'messaging',
        queue_id: null,
      })
      .execute();
  }
}

/** `{"customer.number": "7"}` as `{customer: {number: "7"}}`, which is how a channel gives them. */
function nested(variables: NonNullable<Opening['variables']>): OpeningRequest['variables'] {
  const byVariable: OpeningRequest['variables'] = {};
  for (const [path, value] of Object.entries(variables)) {
    const [variable = '', field = ''] = path.split('.');
    const fields = typeof value === 'string' ? { [field]: value } : value;
    byVariable[variable] = { ...byVariable[variable], ...fields };
  }
  return byVariable;
}

/** What an interaction came to, read from the database. */
class StoredInteraction {
  readonly id: string;
  readonly run: Run;
  readonly events: InteractionEvent[];
  readonly messages: Awaited<ReturnType<typeof listMessages>>;

  constructor(
    id: string,
    run: Run,
    events: InteractionEvent[],
    messages: Awaited<ReturnType<typeof listMessages>>,
  ) {
    this.id = id;
    this.run = run;
    this.events = events;
    this.messages = messages;
  }

  /** Values by `variable.field`. */
  get variables(): Record<string, string> {
    return this.run.variables;
  }

  /** What the customer was sent. */
  get sent(): string[] {
    return this.messages.filter(({ author }) => author !== 'customer').map(({ text }) => text);
  }

  /** The branches that an action left by, in order. */
  branchesOf(actionId: string): (string | null)[] {
    return this.#runsOf(actionId).map(({ branch }) => branch);
  }

  /** Why an action left as it did; of the last time that it ran. */
  reasonOf(actionId: string): string | null {
    return this.#runsOf(actionId).at(-1)?.reason ?? null;
  }

  #runsOf(actionId: string): InteractionEvent[] {
    return this.events.filter((one) => one.kind === 'action' && one.actionId === actionId);
  }
}
