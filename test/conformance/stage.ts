import type { RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import type {
  EffectKind,
  EffectRequest,
  EffectResult,
} from '../../mock-server/routing/effects.ts';
import type { Performer } from '../../mock-server/effects/performer.ts';
import { EngineRun } from '../helpers/engine-run.ts';

/** An interaction as the database has it. */
export type Read = Awaited<ReturnType<EngineRun['read']>>;

/** A sentence of the specification about one branch of one action, and what shows it. */
export interface ConformanceCase {
  /** The action's type. */
  action: string;
  branch: string;
  /** When it leaves so, and what then is. */
  says: string;
  /** Takes a tree with the action called `it` to that branch, and gives the interaction as it stands then. */
  run: (stage: Stage) => Promise<Read>;
}

type Answer = (request: never) => unknown;

/** What is outside: it keeps what it was asked, and answers as the case has it. */
class Outside {
  asked: { kind: EffectKind; key: string; request: unknown }[] = [];
  #answers = new Map<EffectKind, Answer>();

  /** From now on, effects of the kind end with this result. */
  answer<Kind extends EffectKind>(
    kind: Kind,
    answer: (request: EffectRequest<Kind>) => EffectResult<Kind>,
  ): void {
    this.#answers.set(kind, answer);
  }

  forget(): void {
    this.asked = [];
    this.#answers.clear();
  }

  /** What was asked of one kind, in order. */
  requests<Kind extends EffectKind>(kind: Kind): EffectRequest<Kind>[] {
    const own = this.asked.filter((one) => one.kind === kind);
    return own.map(({ request }) => request as EffectRequest<Kind>); // kept by its kind
  }

  performer(kind: EffectKind): Performer {
    return {
      kind,
      perform: (request, { key }) => {
        this.asked.push({ kind, key, request });
        const answer = this.#answers.get(kind);
        if (!answer) throw new Error(`Nobody expects an effect of the kind “${kind}”.`);
        return Promise.resolve(answer(request as never) as never); // both are of this kind
      },
      givenUp: (reason) => ({ ok: false, accepted: [], rejected: [], reason }) as never,
    };
  }
}

const kinds = ['email', 'sms', 'web-service', 'crm', 'payment', 'channel-message'] as const;
const OPENING = '2026-11-20T10:00:00.000Z';

/** What the cases of one group share: the engine on a database of its own, its clock and its chance, and the outside. */
export class Stage {
  readonly engine: EngineRun;
  readonly outside: Outside;
  /** What the next draws give; then 0. */
  draws: number[] = [];
  #names = 0;

  private constructor(engine: EngineRun, outside: Outside) {
    this.engine = engine;
    this.outside = outside;
  }

  static async open(): Promise<Stage> {
    const outside = new Outside();
    const engine = await EngineRun.start({
      performers: kinds.map((kind) => outside.performer(kind)),
      random: () => stage.draws.shift() ?? 0,
    });
    const stage: Stage = new Stage(engine, outside);
    return stage;
  }

  close(): Promise<void> {
    return this.engine.stop();
  }

  /** Every case begins at the same moment, and nobody outside expects anything. */
  begin(): void {
    this.engine.now = new Date(OPENING);
    this.engine.faults = [];
    this.outside.forget();
    this.draws = [];
  }

  later(seconds: number): void {
    this.engine.now = new Date(this.engine.now.getTime() + seconds * 1000);
  }

  /** A reference that nothing else on this stage has. */
  readonly newReference = (): string => `REFERENCE-${++this.#names}`;

  /** A mobile that no other customer on this stage has. */
  readonly newMobile = (): string => `+336${String(12_000_000 + ++this.#names)}`;

  async addCheckpoint(alias: string | null): Promise<{ id: string; reference: string }> {
    const { db, organisationId, now, services } = this.engine;
    const reference = this.newReference();
    const id = services.newId(now);
    await db
      .insertInto('checkpoints')
      .values({
        organisation_id: organisationId,
        id,
        name: `The ${reference}`,
        reference,
        alias,
        folded: reference.toLowerCase(),
        created_at: now,
        updated_at: now,
      })
      .execute();
    return { id, reference };
  }

  /** The checkpoints of an interaction, in order. */
  checkpointsOf(interactionId: string) {
    return this.engine.db
      .selectFrom('interaction_checkpoints')
      .selectAll()
      .where('organisation_id', '=', this.engine.organisationId)
      .where('interaction_id', '=', interactionId)
      .orderBy('sequence')
      .execute();
  }

  /** The action `it` of the version that an interaction ran in, as it was saved. */
  async actionOf({ run }: Read): Promise<RoutingAction> {
    const { tree } = await this.engine.db
      .selectFrom('routing_versions')
      .select('tree')
      .where('routing_id', '=', run.routingId)
      .where('number', '=', run.version)
      .executeTakeFirstOrThrow();
    const { it } = (tree as RoutingTree).actions; // every case has it
    return it!;
  }

  /** A tree with the action is run, and whatever it does outside is done. */
  async act(
    type: string,
    parameters: Record<string, unknown>,
    opening?: Parameters<EngineRun['runAction']>[2],
  ): Promise<Read> {
    const { id } = await this.engine.runAction(type, parameters, opening);
    return this.engine.doEffects(id);
  }
}
