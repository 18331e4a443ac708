import type { EndpointName } from '../../api-client/contract/endpoints.ts';
import { endpoints } from '../../api-client/contract/endpoints.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type { Opened } from '../../api-client/contract/channel.ts';
import { createServices, type ServiceOptions } from '../../mock-server/create-services.ts';
import { prepareDemo } from '../../mock-server/demo/prepare.ts';
import { WaypostServer } from '../../mock-server/server.ts';
import type { Services } from '../../mock-server/services.ts';
import { ensurePartitions } from '../../mock-server/storage/partitions.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { freshDatabase } from './database.ts';

export interface CallOptions {
  token?: string | undefined;
  params?: Record<string, string | number>;
  /** A list is given as several fields of that name. */
  query?: Record<string, string | readonly string[]>;
  body?: unknown;
  /** Sent as it is, for bodies that are no JSON. */
  rawBody?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // what a test looks at is what it expects; it fails where it is not
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** The whole server on a real database with the demo in it, small, and every answer held against the contract. */
export class DemoServer {
  readonly services: Services;
  readonly url: string;
  #server: WaypostServer;
  #stop: () => Promise<void>;

  private constructor(
    services: Services,
    url: string,
    server: WaypostServer,
    stop: () => Promise<void>,
  ) {
    this.services = services;
    this.url = url;
    this.#server = server;
    this.#stop = stop;
  }

  static async start({
    interactions = 60,
    ...options
  }: Partial<ServiceOptions> & { interactions?: number } = {}): Promise<DemoServer> {
    const { url: database, drop } = await freshDatabase();
    const server = await DemoServer.on(database, options, interactions);
    const { stop } = server;
    server.stop = async () => {
      await stop.call(server);
      await drop();
    };
    return server;
  }

  /** A server on a database that is there; several may share one. */
  static async on(
    database: string,
    options: Partial<ServiceOptions> = {},
    interactions = 60,
  ): Promise<DemoServer> {
    const db = openPostgres(database, { connections: 12 });
    const log = { info() {}, warn() {}, error: console.error };
    const services = await createServices({
      db,
      log,
      checkAnswers: true,
      demo: true,
      ...options,
    });
    await ensurePartitions(db, services.clock.now());
    await prepareDemo(services, 1, () => {}, interactions);
    const server = new WaypostServer();
    const port = await server.listen(0);
    server.serve(services);
    return new DemoServer(services, `http://127.0.0.1:${port}`, server, () => db.destroy());
  }

  stop = async (): Promise<void> => {
    await this.services.timers.stop();
    await this.#server.close();
    await this.#stop();
  };

  /** Calls an endpoint as any program would. */
  async call(name: EndpointName, options: CallOptions = {}): Promise<Answer> {
    const { method, path } = endpoints[name];
    const filled = path.replace(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(String(options.params?.[key])),
    );
    const query = queryText(options.query);
    const body =
      options.rawBody ?? (options.body === undefined ? null : JSON.stringify(options.body));
    const response = await fetch(this.url + filled + query, {
      method,
      body,
      headers: {
        'content-type': 'application/json',
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...options.headers,
      },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: /\bjson\b/.test(response.headers.get('content-type') ?? '')
        ? JSON.parse(text)
        : text || undefined,
    };
  }

  async signIn(username: string): Promise<Session> {
    const { body } = await this.call('createSession', {
      body: { username, password: 'waypost' },
    });
    return body as Session;
  }

  /** Opens a chat of the customer that `agent` looks after. */
  async openChat(routingReference = 'welcome-orders', key?: string): Promise<Required<Opened>> {
    const contact = { name: 'Nadia Achour', phone: '06 12 34 56 78' };
    const { body } = await this.call('openInteraction', {
      params: { channel: 'chat' },
      body: { contact, routingReference, ...(key ? { key } : {}) },
    });
    return body as Required<Opened>; // the chat channel always gives a token
  }

  /** The customer writes. */
  async say(
    chat: Required<Opened>,
    message: { text?: string; choiceId?: string; key?: string },
  ) {
    return this.call('sendCustomerMessage', {
      token: chat.chatToken,
      params: { channel: 'chat', id: chat.interactionId },
      body: message,
    });
  }

  async conversation(chat: Required<Opened>) {
    const { body } = await this.call('listConversation', {
      token: chat.chatToken,
      params: { channel: 'chat', id: chat.interactionId },
      query: { limit: '200' },
    });
    return body.items as {
      id: string;
      sequence: number;
      author: string;
      text: string;
      choices: { id: string; label: string }[];
    }[];
  }
}

/** The part of an address that begins with the question mark. */
export function queryText(query: CallOptions['query']): string {
  if (!query) return '';
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    [value].flat().map((one) => [key, one] as [string, string]),
  );
  return `?${new URLSearchParams(pairs)}`;
}
