import type { Hono } from 'hono';
import { createApp } from '../../mock-server/app.ts';
import { createServices, type ServiceOptions } from '../../mock-server/create-services.ts';
import type { Services } from '../../mock-server/services.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import type { Rights } from '../../api-client/contract/rights.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import { freshDatabase } from './database.ts';

export interface Reply {
  status: number;
  etag: string | null;
  // a test names what it expects of it, and fails where it is not
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Caller {
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown, ifMatch?: string): Promise<Reply>;
  put(path: string, body: unknown, ifMatch?: string): Promise<Reply>;
  patch(path: string, body: unknown, ifMatch?: string): Promise<Reply>;
  delete(path: string): Promise<Reply>;
}

const everything: Rights = {
  checkpoints: ['read', 'create', 'modify', 'delete'],
  routings: ['read', 'create', 'modify', 'delete'],
  entities: ['read', 'create', 'modify', 'delete'],
  secrets: ['read', 'create', 'modify', 'delete'],
  interactions: ['modify'],
  users: ['read', 'create', 'modify', 'delete'],
};

/** The application on a database of its own that holds nothing but the people a test needs. */
export class Maker {
  readonly services: Services;
  now = new Date('2026-11-20T10:00:00.000Z');
  #app!: Hono;
  #drop: () => Promise<void>;

  private constructor(services: Services, drop: () => Promise<void>) {
    this.services = services;
    this.#drop = drop;
  }

  static async start(options: Partial<ServiceOptions> = {}): Promise<Maker> {
    const { url, drop } = await freshDatabase();
    const db = openPostgres(url, { connections: 8 });
    const quiet = () => {};
    const clock = { now: () => maker.now };
    const log = { info: quiet, warn: quiet, error: console.error };
    const services = await createServices({ db, log, clock, checkAnswers: true, ...options });
    const maker: Maker = new Maker(services, drop);
    maker.#app = createApp(services);
    return maker;
  }

  async stop(): Promise<void> {
    await this.services.db.destroy();
    await this.#drop();
  }

  /** Adds an organisation; its people see nothing of another one's. */
  async addOrganisation(): Promise<string> {
    const id = this.#newId();
    await this.services.db
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
    return id;
  }

  /** A signed-in user of the organisation; with every right unless said. */
  async addUser(organisationId: string, rights = everything, name = 'Ada'): Promise<Caller> {
    const { db, tokens } = this.services;
    const [roleId, profileId, userId, sessionId] = Array.from({ length: 4 }, () =>
      this.#newId(),
    ) as [string, string, string, string]; // as many as are named
    const organisation_id = organisationId;
    await db
      .insertInto('roles')
      .values({ organisation_id, id: roleId, name: 'Role', rights: JSON.stringify(rights) })
      .execute();
    await db
      .insertInto('profiles')
      .values({
        organisation_id,
        id: profileId,
        name: 'All',
        history_of_interactions: true,
        flows: [],
      })
      .execute();
    await db
      .insertInto('users')
      .values({
        organisation_id,
        id: userId,
        username: userId,
        name,
        email: 'ada@example.com',
        type: 'administrator',
        role_id: roleId,
        active_profile_id: profileId,
        language: 'en',
        password_hash: null,
      })
      .execute();
    const expiresAt = new Date('2030-01-01T00:00:00.000Z');
    await db
      .insertInto('sessions')
      .values({
        organisation_id,
        id: sessionId,
        user_id: userId,
        expires_at: expiresAt,
        ended_at: null,
      })
      .execute();
    const token = await tokens.access({ organisationId, userId, sessionId }, expiresAt);
    return this.#caller(token);
  }

  /** Signs in as a page does: the answer, and who calls with the token of it. */
  async signIn(username: string, password: string): Promise<Reply & { user: Caller }> {
    const reply = await this.#caller('').post('/session', { username, password });
    return { ...reply, user: this.#caller(String(reply.body.accessToken)) };
  }

  #caller(token: string): Caller {
    const call = async (method: string, path: string, body?: unknown, ifMatch?: string) => {
      const response = await this.#app.request(`/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text ? JSON.parse(text) : undefined;
      return { status: response.status, etag: response.headers.get('etag'), body: parsed };
    };
    return {
      get: (path) => call('GET', path),
      post: (path, body, ifMatch) => call('POST', path, body, ifMatch),
      put: (path, body, ifMatch) => call('PUT', path, body, ifMatch),
      patch: (path, body, ifMatch) => call('PATCH', path, body, ifMatch),
      delete: (path) => call('DELETE', path),
    };
  }

  #newId(): string {
    return this.services.newId(this.now);
  }
}

/** A routing with the tree saved in its first version. Gives its id. */
export async function addRouting(
  user: Caller,
  reference: string,
  tree?: RoutingTree,
  more: object = {},
): Promise<string> {
  const draft = { name: `Routing ${reference}`, reference, flow: 'messaging', ...more };
  const created = await user.post('/routings', draft);
  if (created.status !== 201) throw new Error(JSON.stringify(created.body));
  const { id } = created.body as { id: string };
  if (tree) {
    const saved = await user.put(`/routings/${id}/versions/1`, { tree });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  }
  return id;
}
