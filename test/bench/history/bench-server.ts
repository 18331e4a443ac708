import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createServices } from '../../../mock-server/create-services.ts';
import { WaypostServer } from '../../../mock-server/server.ts';
import type { Services } from '../../../mock-server/services.ts';
import { migrate } from '../../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { generateHistory, type Made } from './generate.ts';

export type Query = Record<string, string | readonly string[]>;

/** What was answered, and after how long. */
export interface Timed {
  milliseconds: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A server over so many interactions, and a client that waits for each answer before it asks again. */
export class BenchServer {
  readonly made: Made;
  readonly services: Services;
  #server: WaypostServer;
  #port: number;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(made: Made, services: Services, server: WaypostServer, port: number) {
    this.made = made;
    this.services = services;
    this.#server = server;
    this.#port = port;
  }

  static async start(url: string, now: Date, interactions: number): Promise<BenchServer> {
    const db = openPostgres(url);
    await migrate(db, now);
    const made = await generateHistory(db, now, interactions);
    const log = { info() {}, warn() {}, error: console.error };
    const services = await createServices({ db, log, clock: { now: () => now } });
    const server = new WaypostServer();
    const port = await server.listen(0);
    server.serve(services);
    return new BenchServer(made, services, server, port);
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.#server.close();
    await this.services.db.destroy();
  }

  /** Signs the user in that has this number. */
  async tokenOf(index: number): Promise<string> {
    const { db, tokens, clock } = this.services;
    const { organisationId, users } = this.made;
    const session = { organisationId, userId: users[index]!, sessionId: randomUUID() };
    const expiresAt = new Date(clock.now().getTime() + 86_400_000);
    await db
      .insertInto('sessions')
      .values({
        organisation_id: organisationId,
        id: session.sessionId,
        user_id: session.userId,
        expires_at: expiresAt,
        ended_at: null,
      })
      .execute();
    return tokens.access(session, expiresAt);
  }

  /** One call. The bytes of a file are counted by `sip`, and forgotten. */
  get(
    path: string,
    query: Query,
    token: string,
    sip?: (bytes: Buffer) => void,
  ): Promise<Timed> {
    const pairs = Object.entries(query).flatMap(([key, value]) =>
      [value].flat().map((one) => [key, one] as [string, string]),
    );
    const options = {
      agent: this.#agent,
      port: this.#port,
      path: `${path}?${new URLSearchParams(pairs)}`,
      headers: { authorization: `Bearer ${token}` },
    };
    const began = performance.now();
    return new Promise((resolve, reject) => {
      request(options, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => (sip ? sip(piece) : pieces.push(piece)));
        answer.on('error', reject);
        answer.on('end', () => {
          const body = Buffer.concat(pieces).toString();
          if (answer.statusCode !== 200) return reject(new Error(`${options.path}: ${body}`));
          const milliseconds = performance.now() - began;
          resolve({ milliseconds, headers: answer.headers, body });
        });
      })
        .on('error', reject)
        .end();
    });
  }
}
