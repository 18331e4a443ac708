import { SignJWT } from 'jose';
import { sql } from 'kysely';
import type { UserType } from '../../api-client/contract/user.ts';
import { createServices } from '../../mock-server/create-services.ts';
import { WaypostServer } from '../../mock-server/server.ts';
import type { Services } from '../../mock-server/services.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { newId } from '../../mock-server/storage/ids.ts';
import { ensurePartitions } from '../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { changeUser } from '../../mock-server/storage/users.ts';
import { freshDatabase } from '../helpers/database.ts';
import { queueRow } from '../helpers/queue-row.ts';
import { takePart } from '../helpers/take-part.ts';

export interface Written {
  id: string;
  revision: number;
}

/** The real application on a real database, with one organisation whose administrator sees all. */
export class RealServer {
  readonly db: Db;
  readonly organisationId = newId(new Date());
  readonly profiles = [newId(new Date()), newId(new Date())] as const;
  readonly users = new Map<string, string>();
  url = '';
  #queue = newId(new Date());
  #roleId = newId(new Date());
  #services!: Services;
  #server: WaypostServer | undefined;
  #drop: () => Promise<void>;

  private constructor(db: Db, drop: () => Promise<void>) {
    this.db = db;
    this.#drop = drop;
  }

  static async start(): Promise<RealServer> {
    const { url, drop } = await freshDatabase();
    const db = openPostgres(url, { connections: 6 });
    await ensurePartitions(db, new Date());
    const server = new RealServer(db, drop);
    await server.#settle();
    await server.up();
    return server;
  }

  /** How many sockets are open. */
  get connections(): number {
    return this.#services.hub.size;
  }

  /** Listens; after `down`, on the same port as before, as a server that was restarted. */
  async up(): Promise<void> {
    const log = { info() {}, warn() {}, error() {} };
    this.#services = await createServices({ db: this.db, log, checkAnswers: true });
    this.#server = new WaypostServer();
    const port = await this.#server.listen(this.url ? Number(new URL(this.url).port) : 0);
    this.url = `http://127.0.0.1:${port}`;
    this.#server.serve(this.#services);
  }

  async down(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  async stop(): Promise<void> {
    await this.down();
    await this.db.destroy();
    await this.#drop();
  }

  async #settle(): Promise<void> {
    const organisation_id = this.organisationId;
    const one = { organisation_id };
    await this.db
      .insertInto('organisations')
      .values({
        id: organisation_id,
        name: 'Acme',
        time_zone: 'Europe/Paris',
        region: 'FR',
        currency: 'EUR',
        languages: ['en'],
      })
      .execute();
    const rights = JSON.stringify({ checkpoints: ['read', 'create', 'modify', 'delete'] });
    await this.db
      .insertInto('roles')
      .values({ ...one, id: this.#roleId, name: 'All', rights })
      .execute();
    await this.db
      .insertInto('entities')
      .values(queueRow(organisation_id, this.#queue, 'Sales', 'sales'))
      .execute();
    for (const id of this.profiles)
      await this.db
        .insertInto('profiles')
        .values({
          ...one,
          id,
          name: `Profile ${id}`,
          history_of_interactions: true,
          flows: ['chat-messaging'],
        })
        .execute();
    await this.db
      .insertInto('profile_queues')
      .values({ ...one, profile_id: this.profiles[0], queue_id: this.#queue })
      .execute();
    await this.addUser('admin', 'administrator');
    await this.addUser('other', 'collaborator');
  }

  async addUser(username: string, type: UserType): Promise<void> {
    const id = newId(new Date());
    const organisation_id = this.organisationId;
    await this.db
      .insertInto('users')
      .values({
        organisation_id,
        id,
        username,
        name: username,
        email: `${username}@acme.example`,
        type,
        role_id: this.#roleId,
        active_profile_id: this.profiles[0],
        language: 'en',
      })
      .execute();
    for (const profile_id of this.profiles)
      await this.db
        .insertInto('user_profiles')
        .values({ organisation_id, user_id: id, profile_id })
        .execute();
    this.users.set(username, id);
  }

  /** An access token as signing in gives it, good for so many seconds. */
  async tokenOf(username: string, seconds = 3600): Promise<string> {
    const { tokens, clock } = this.#services;
    const organisationId = this.organisationId;
    const userId = this.users.get(username)!;
    const id = newId(new Date());
    const expiresAt = new Date(clock.now().getTime() + seconds * 1000);
    await this.db
      .insertInto('sessions')
      .values({
        organisation_id: organisationId,
        id,
        user_id: userId,
        expires_at: new Date(Date.now() + 3_600_000),
        ended_at: null,
      })
      .execute();
    return tokens.access({ organisationId, userId, sessionId: id }, expiresAt);
  }

  /** A token as a host's own server mints it, good for so many seconds. */
  async embedTokenOf(username: string, seconds: number): Promise<string> {
    const secret = 'a secret that only the host’s server knows';
    await this.db
      .insertInto('embed_keys')
      .values({ organisation_id: this.organisationId, id: 'host', secret, ended_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', kid: 'host' })
      .setAudience('waypost-embed')
      .setSubject(username)
      .setIssuedAt(now - 200)
      .setExpirationTime(now + seconds)
      .sign(new TextEncoder().encode(secret));
  }

  /** Lets an interaction begin so many seconds ago. */
  async open(secondsAgo: number, phone = '+33612345678'): Promise<Written> {
    const started_at = new Date(Date.now() - secondsAgo * 1000);
    const id = newId(started_at);
    await this.#commit(id, async (tx) => {
      await tx
        .insertInto('interactions')
        .values({
          organisation_id: this.organisationId,
          id,
          revision: 1,
          flow: 'chat-messaging',
          channel_id: 'chat',
          status: 'in-progress',
          status_reason: null,
          direction: 'incoming',
          original_routing: 'smart',
          current_routing: 'smart',
          routing_id: null,
          queue_id: this.#queue,
          advisor_id: null,
          contact_id: null,
          contact_name: null,
          contact_phone: phone,
          contact_email: null,
          contact_digits: phone.slice(1),
          contact_folded_email: null,
          voice_campaign: null,
          tags: [],
          started_at,
          ended_at: null,
        })
        .execute();
    });
    return { id, revision: 1 };
  }

  async tag(id: string, ...tags: string[]): Promise<void> {
    await this.#commit(id, async (tx) => {
      await tx
        .updateTable('interactions')
        .set({ tags, revision: sql`revision + 1` })
        .where('organisation_id', '=', this.organisationId)
        .where('id', '=', id)
        .execute();
    });
  }

  /** A user takes part in it from now on. */
  async join(id: string, username: string): Promise<void> {
    const { organisationId } = this;
    const userId = this.users.get(username)!;
    await this.#commit(id, async (tx) => {
      await tx
        .updateTable('interactions')
        .set({ revision: sql`revision + 1` })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .execute();
      await takePart(tx, { organisationId, interactionId: id, userId, joinedAt: new Date() });
    });
  }

  async say(interaction_id: string, sequence: number, text: string): Promise<void> {
    const id = newId(new Date());
    const organisation_id = this.organisationId;
    await this.#commit(
      interaction_id,
      async (tx) => {
        await tx
          .insertInto('messages')
          .values({
            organisation_id,
            interaction_id,
            sequence,
            id,
            author: 'customer',
            text,
            choices: '[]',
            choice_id: null,
            key: null,
            sent_at: new Date(),
          })
          .execute();
      },
      id,
    );
  }

  /** Out of the sight of whoever sees by the queue. */
  async takeAway(id: string): Promise<void> {
    await this.#commit(id, async (tx) => {
      await tx
        .updateTable('interactions')
        .set({ queue_id: null, revision: sql`revision + 1` })
        .where('organisation_id', '=', this.organisationId)
        .where('id', '=', id)
        .execute();
    });
  }

  /** The history is closed to the user by their profile. */
  async closeHistory(username: string): Promise<void> {
    await changeUser(this.db, this.organisationId, this.users.get(username)!, (tx) =>
      tx
        .updateTable('profiles')
        .set({ history_of_interactions: false })
        .where('organisation_id', '=', this.organisationId)
        .execute(),
    );
    this.#services.feed.nudge();
  }

  /** As if the feed kept nothing of what was before. */
  async forgetChanges(): Promise<void> {
    await sql`
      insert into settings values ('changes_trimmed', pg_current_xact_id()::text)
      on conflict (name) do update set value = excluded.value
    `.execute(this.db);
  }

  async #commit(
    interaction_id: string,
    write: (tx: Db) => Promise<void>,
    messageId?: string,
  ): Promise<void> {
    const organisation_id = this.organisationId;
    await this.db.transaction().execute(async (tx) => {
      await write(tx);
      const kind = messageId ? 'message' : 'interaction';
      await tx
        .insertInto('changes')
        .values({ organisation_id, kind, interaction_id, entity_id: messageId ?? null })
        .execute();
    });
    this.#services.feed.nudge();
  }
}
