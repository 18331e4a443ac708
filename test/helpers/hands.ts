import type { Hono } from 'hono';
import type { Rights } from '../../api-client/contract/rights.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { UserType } from '../../api-client/contract/user.ts';
import { createApp } from '../../mock-server/app.ts';
import { createWayOut } from '../../mock-server/effects/create-way-out.ts';
import { addAdvisor, tokenOf } from './advisors.ts';
import { EngineRun } from './engine-run.ts';
import { treeOf } from './run-routing.ts';
import { takePart } from './take-part.ts';

export interface HandsReply {
  status: number;
  // a test names what it expects of it, and fails where it is not
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** A user who works on interactions by hand, over the API. */
export interface Hand {
  id: string;
  token: string;
  /** `on('card', 'POST', {…})`: a call on the interaction that was opened last. */
  on(path: string, method?: string, body?: unknown): Promise<HandsReply>;
  call(method: string, path: string, body?: unknown): Promise<HandsReply>;
}

export const NADIA = {
  name: 'Nadia Achour',
  phone: '+33612345678',
  email: 'nadia.achour@example.com',
};

/** A case of `Hands.addComplaints`, opened at the interaction that was opened last. */
export const openComplaint = (hand: Hand, typeId: string, more: object = {}) =>
  hand.on('case', 'POST', {
    typeId,
    title: 'Broken chair',
    values: { order: '20418' },
    ...more,
  });

/** An interaction that waits for its customer until it is left alone. */
const waiting: RoutingTree = treeOf({
  ask: {
    type: 'message-with-choice',
    parameters: {
      message: 'What is it about?',
      maximumWait: 10_800,
      replies: [{ label: 'A secret of {{customer.number}}', link: 1 }],
    },
  },
});

/** The real application, with users who work on the interactions of one organisation. */
export class Hands {
  readonly engine: EngineRun;
  readonly app: Hono;
  /** The interaction that was opened last. */
  interactionId = '';

  private constructor(engine: EngineRun) {
    this.engine = engine;
    this.app = createApp(engine.services);
  }

  static async start(): Promise<Hands> {
    const outgoing = { smtp: null, smsGateway: null, allowedHosts: ['127.0.0.1'] };
    const wayOut = createWayOut(outgoing, 'http://waypost.example');
    const publicUrl = 'http://waypost.example';
    return new Hands(await EngineRun.start({ ...wayOut, publicUrl, checkAnswers: true }));
  }

  stop(): Promise<void> {
    return this.engine.stop();
  }

  async addHand({
    name = 'Ada',
    type = 'collaborator',
    rights = { interactions: ['modify'] },
  }: { name?: string; type?: UserType; rights?: Rights } = {}): Promise<Hand> {
    const { engine } = this;
    const id = await addAdvisor(engine, { name, type });
    await engine.db
      .updateTable('roles')
      .set({ rights: JSON.stringify(rights) })
      .where('id', '=', (query) =>
        query.selectFrom('users').select('role_id').where('id', '=', id),
      )
      .execute();
    const token = await tokenOf(engine, id);
    const call = (method: string, path: string, body?: unknown) =>
      this.#call(token, method, path, body);
    return {
      id,
      token,
      call,
      on: (path, method = 'GET', body?) =>
        call(method, `/interactions/${this.interactionId}/${path}`, body),
    };
  }

  /** A CRM that is built in, whose cards have a name. */
  addDirectory(): Promise<string> {
    return this.engine.addEntity('crm', 'directory', {
      kind: 'built-in',
      fields: [
        { name: 'name', title: 'Name', required: true },
        { name: 'phone', title: 'Phone' },
        { name: 'since', title: 'Since', type: 'date' },
      ],
    });
  }

  /** A case type whose cases have an order. */
  addComplaints(): Promise<string> {
    return this.engine.addEntity('case-type', 'complaint', {
      fields: [
        { name: 'order', title: 'Order', required: true },
        { name: 'amount', title: 'Amount', type: 'number' },
      ],
    });
  }

  /** Opens an interaction that these users take part in. */
  async open(
    takingPart: readonly Hand[],
    {
      tree = waiting,
      contact = NADIA,
      variables = {},
    }: {
      tree?: RoutingTree;
      contact?: { name?: string; phone?: string; email?: string };
      variables?: Record<string, string>;
    } = {},
  ): Promise<string> {
    const { engine } = this;
    const { id } = await engine.run(tree, { contact, variables });
    for (const hand of takingPart) await this.letSee(hand, id);
    this.interactionId = id;
    return id;
  }

  async letSee(hand: Hand, interactionId: string): Promise<void> {
    const { db, organisationId, now: joinedAt } = this.engine;
    await takePart(db, { organisationId, interactionId, userId: hand.id, joinedAt });
  }

  /** What was noted on the interaction by hand: kind, what it was done with, and by whom. */
  async notes(): Promise<string[]> {
    const { events } = await this.engine.read(this.interactionId);
    return events
      .filter(({ by }) => by !== null)
      .map(({ kind, reason, by }) => `${kind} ${reason} ${by}`);
  }

  async revision(): Promise<number> {
    const { revision } = await this.engine.db
      .selectFrom('interactions')
      .select('revision')
      .where('id', '=', this.interactionId)
      .executeTakeFirstOrThrow();
    return revision;
  }

  async #call(
    token: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<HandsReply> {
    const response = await this.app.request(`/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text ? JSON.parse(text) : undefined;
    return { status: response.status, body: parsed };
  }
}
