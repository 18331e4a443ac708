import { sql } from 'kysely';
import type { Run } from '../../mock-server/routing/conversation.ts';
import { Refusal } from '../../mock-server/refusal.ts';
import type { Services } from '../../mock-server/services.ts';
import { claimEffects } from '../../mock-server/storage/effect-queue.ts';
import { listOffers } from '../../mock-server/storage/offers.ts';
import type { Flow, FlowPlace } from './flow.ts';
import { accept, finish, write } from '../../mock-server/agents/desk-work.ts';
import { choose } from '../../mock-server/payments/own-page.ts';
import { agentOf, channelOf, idIn } from './flow-ground.ts';

/** Longer than a claim is kept for whoever made it. */
const CLAIM_MS = 121_000;
/** More turns than any flow takes: one that goes round in circles is told. */
const MOST_TURNS = 200;

/** What drives a flow. */
export interface DriverParts {
  services: Services;
  /** Lets the program work; what it does then is looked at. */
  during<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  time: OwnTime | PassingTime;
}

/** The time stands still between turns, and nothing is done but by turns: always in the same order. */
interface OwnTime {
  passes: false;
  /** It goes on to this moment, if it is not past it. */
  moveTo(moment: Date): void;
}

/** The time passes, and the program takes up waits, does effects and dispatches by itself. */
interface PassingTime {
  passes: true;
  /** A moment goes by. */
  pause(): Promise<void>;
}

/**
 * Takes one flow from wherever it stands to its end. Everything that its customer did is done again first, with the
 * same keys: they cannot know what the server still remembers.
 */
export class FlowDriver {
  #parts: DriverParts;
  #flow: Flow;
  #place: FlowPlace;
  #interactionId = '';

  constructor(parts: DriverParts, flow: Flow, place: FlowPlace) {
    this.#parts = parts;
    this.#flow = flow;
    this.#place = place;
  }

  async drive(): Promise<void> {
    await this.#catchUp();
    await this.#parts.services.presence.choose(agentOf(this.#place), 'available');
    this.#interactionId = await this.#open();
    const answered = await this.#countAnswers();
    for (let index = 0; index < answered; index++) await this.#answer(index);
    for (let turn = 0; turn < MOST_TURNS || this.#parts.time.passes; turn++) {
      const run = await this.#readRun(); // first: its last step may leave effects
      if (await this.#doEffects(run)) continue;
      if (run.state === 'ended') return;
      await this.#goOn(run);
    }
    throw new Error(`The flow “${this.#flow.action}” does not come to its end.`);
  }

  /** Whoever drove before may have come further in time than the clock of this process. */
  async #catchUp(): Promise<void> {
    const { time } = this.#parts;
    if (time.passes) return;
    const { rows } = await sql<{ state: string; claimed: Date | null }>`
      select r.state::text, (select max(due_at) from effects where organisation_id = r.organisation_id) as claimed
      from runs r where r.organisation_id = ${this.#place.organisationId}
    `.execute(this.#parts.services.db);
    for (const { state, claimed } of rows) {
      const { wait, ...run } = JSON.parse(state) as Run;
      const instants = JSON.stringify(run).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
      for (const instant of instants) time.moveTo(new Date(instant));
      if (wait?.for === 'effect' && claimed) time.moveTo(claimed);
    }
  }

  async #open(): Promise<string> {
    const { organisationId } = this.#place;
    const { engine } = this.#parts.services;
    const opened = await this.#parts.during(() =>
      engine.open({
        channelId: channelOf(this.#place),
        contact: { name: 'Nadia', phone: '06 12 34 56 78', email: 'nadia@example.com' },
        routingReference: 'FLOW',
        variables: {
          flow: { id: organisationId, name: this.#flow.action, date: '2026-11-20' },
        },
        key: idIn(this.#place, 'opening'),
        ...(this.#flow.byGateway && { conversation: 'Nadia' }),
      }),
    );
    return opened.interactionId;
  }

  async #countAnswers(): Promise<number> {
    const rows = await this.#parts.services.db
      .selectFrom('messages')
      .select('id')
      .where('organisation_id', '=', this.#place.organisationId)
      .where('interaction_id', '=', this.#interactionId)
      .where('author', '=', 'customer')
      .execute();
    return rows.length;
  }

  async #answer(index: number): Promise<void> {
    const text = this.#flow.answers[index];
    if (text === undefined) throw new Error('The customer is asked more than was expected.');
    const { organisationId } = this.#place;
    await this.#parts.during(() =>
      this.#parts.services.engine.receive({
        organisationId,
        interactionId: this.#interactionId,
        text,
        choiceId: null,
        key: idIn(this.#place, `answer ${index}`),
      }),
    );
  }

  /** One effect of the flow, if there is any; whoever claimed it before is dead. */
  async #doEffects(run: Run): Promise<boolean> {
    const { services, time } = this.#parts;
    const { db, clock, worker } = services;
    const rows = await db
      .selectFrom('effects')
      .select(['interaction_id', 'due_at'])
      .where('organisation_id', '=', this.#place.organisationId)
      .orderBy('due_at')
      .execute();
    const [first] = rows;
    if (!first) return false;
    if (time.passes) {
      if (run.wait?.for === 'effect' || run.state === 'ended') await time.pause();
      return run.wait?.for === 'effect' || run.state === 'ended';
    }
    time.moveTo(first.due_at);
    await this.#parts.during(async () => {
      const which = { limit: 1, leaseMs: CLAIM_MS, of: first.interaction_id };
      const [claimed] = await claimEffects(db, clock.now(), which);
      if (claimed) return worker.perform(claimed, new AbortController().signal);
      time.moveTo(rows.at(-1)!.due_at); // of a lane the first one is claimed by a dead process
    });
    return true;
  }

  async #readRun(): Promise<Run> {
    const row = await this.#parts.services.db
      .selectFrom('runs')
      .select('state')
      .where('organisation_id', '=', this.#place.organisationId)
      .where('interaction_id', '=', this.#interactionId)
      .executeTakeFirstOrThrow();
    return row.state as Run; // written by the engine
  }

  /** What the run waits for comes. An agent who has the interaction is done with it first. */
  async #goOn({ wait, desk }: Run): Promise<void> {
    const { services, time, during } = this.#parts;
    if (time.passes) await services.presence.seen(agentOf(this.#place));
    if (desk) return this.#agentActs(desk.advisorId !== null);
    switch (wait?.for) {
      case 'customer':
        return this.#answer(await this.#countAnswers());
      case 'time':
        if (time.passes) return time.pause();
        time.moveTo(new Date(wait.dueAt ?? 0));
        return during(async () => void (await services.engine.runDue()));
      case 'effect':
        if (time.passes) return time.pause();
        throw new Error('The effect that the run waits for is gone.');
      case 'payment':
        return this.#pay();
      default:
        throw new Error(`Nothing comes for a run that waits for ${wait?.for ?? 'nothing'}.`);
    }
  }

  /** Takes what rings; writes to the customer; is done. */
  async #agentActs(has: boolean): Promise<void> {
    const { services, during, time } = this.#parts;
    const agent = agentOf(this.#place);
    const id = this.#interactionId;
    await services.presence.seen(agent);
    if (!has) {
      if (!time.passes) await during(() => services.dispatcher.dispatch());
      else if (
        (await listOffers(services.db, agent, services.clock.now())).ringing.length === 0
      )
        return time.pause();
      await this.#accept(agent, id);
    } else {
      const words = {
        interactionId: id,
        text: 'Ada here.',
        key: idIn(this.#place, `words ${id}`),
      };
      await during(() => write(services, agent, words));
      await during(() => finish(services, agent, id));
    }
  }

  /** A ring that ended on its way comes again. */
  async #accept(agent: ReturnType<typeof agentOf>, id: string): Promise<void> {
    const { services, during, time } = this.#parts;
    try {
      await during(() => accept(services, agent, id));
    } catch (error) {
      if (!time.passes || !(error instanceof Refusal)) throw error;
      await time.pause();
    }
  }

  /** The customer pays on our own page. */
  async #pay(): Promise<void> {
    const { services, during } = this.#parts;
    const payment = await services.db
      .selectFrom('payments')
      .selectAll()
      .where('organisation_id', '=', this.#place.organisationId)
      .where('state', '=', 'pending')
      .executeTakeFirstOrThrow();
    await during(() => choose(services, payment, 'payment-successful'));
  }
}
