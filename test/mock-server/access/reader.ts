import { endpoints, type EndpointName } from '../../../api-client/contract/endpoints.ts';
import type { Change } from '../../../api-client/contract/change.ts';
import type { DemoServer } from '../../helpers/demo-server.ts';
import { TestSocket } from '../realtime/test-socket.ts';
import { tokenOf } from './write-world.ts';
import type { World, WorldUser } from './world.ts';

/** What stands behind the `?` of an address. */
export type Query = Record<string, string | string[]>;

/** What belongs to one interaction, each by a call of its own. */
export const reads = [
  'readInteraction',
  'listInteractionCheckpoints',
  'listInteractionEvents',
  'listInteractionMessages',
  'listInteractionSurveys',
  'readInteractionRecords',
  'readInteractionRoutings',
  'readInteractionSettings',
  'listInteractionButtons',
] as const satisfies readonly EndpointName[];

/** One user at every way by which the server tells of interactions. Keeps every byte that came. */
export class Reader {
  readonly user: WorldUser;
  readonly #server: DemoServer;
  readonly #token: string;
  #heard: string[] = [];
  #socket: TestSocket | undefined;

  constructor(server: DemoServer, user: WorldUser, token: string) {
    this.#server = server;
    this.user = user;
    this.#token = token;
  }

  static async signIn(server: DemoServer, world: World, user: WorldUser): Promise<Reader> {
    return new Reader(server, user, await tokenOf(server.services, world, user));
  }

  /** The telephone numbers in what came since the last time, each once. */
  takePhones(): string[] {
    const bytes = [...this.#heard, ...(this.#socket?.frames ?? [])].join('\n');
    this.#heard = [];
    this.#socket?.frames.splice(0);
    return [...new Set(bytes.match(/3361\d{7}/g) ?? [])].map((digits) => `+${digits}`).sort();
  }

  /** The ids of every page, in the order in which they came. */
  async list(query: Query = {}): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Query = { limit: '29', ...query, ...(cursor === null ? {} : { cursor }) };
      const { status, body } = await this.#ask('listInteractions', page);
      if (isClosed(status, body)) return [];
      ids.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);
    return ids;
  }

  /** How many the server says there are. */
  async count(query: Query = {}): Promise<number> {
    const { status, body } = await this.#ask('countInteractions', query);
    return isClosed(status, body) ? 0 : (body.count as number);
  }

  /** How many a report of the period counts, in all and by flow. */
  async report(period: { from: string; to: string }): Promise<[all: number, byFlow: number]> {
    const counts: number[] = [];
    for (const query of [period, { ...period, groupBy: 'flow' }]) {
      const { status, body } = await this.#ask('readCheckpointReport', query);
      if (isClosed(status, body)) return [0, 0];
      const groups = body.groups as { interactions: number }[];
      counts.push(groups.reduce((sum, { interactions }) => sum + interactions, 0));
    }
    return counts as [number, number];
  }

  /** The ids in the exported file. */
  async export(query: Query = {}): Promise<string[]> {
    const { status, body, text } = await this.#ask('exportInteractions', query);
    if (isClosed(status, body ?? {})) return [];
    const lines = text.split('\r\n').slice(1, -1); // without the heading, and what follows the last line
    return lines.map((line) => line.slice(0, line.indexOf(',')));
  }

  /** The ids of the colleagues and queues that the list can be filtered by. */
  async choices(): Promise<{ advisors: string[]; queues: string[] }> {
    const { status, body } = await this.#ask('readHistoryChoices', {});
    if (isClosed(status, body)) return { advisors: [], queues: [] };
    const ids = (named: { id: string }[]) => named.map(({ id }) => id).sort();
    return { advisors: ids(body.advisors), queues: ids(body.queues) };
  }

  /** Whether the call on the interaction is answered: 200, or as for one that does not exist. */
  async sees(name: (typeof reads)[number], id: string): Promise<boolean> {
    const { status, body } = await this.#ask(name, {}, { id });
    if (isClosed(status, body) || status === 404) return false;
    if (status !== 200) throw new Error(`${name} answered ${status}.`);
    return true;
  }

  async cursor(): Promise<string> {
    return (await this.#ask('listChanges', {})).body.cursor as string;
  }

  /** The changes of the feed after a cursor. */
  async changes(since: string): Promise<Change[]> {
    const { body } = await this.#ask('listChanges', { since });
    if (body.reset) throw new Error('The feed began anew.');
    return body.items as Change[];
  }

  /** Follows the history over a socket. False when that is refused. */
  async listen(): Promise<TestSocket> {
    this.#socket ??= await new TestSocket(this.#server.url, this.#token).opened();
    await this.#socket.watch('history');
    return this.#socket;
  }

  close(): void {
    this.#socket?.close();
  }

  async #ask(name: EndpointName, query: Query, params: Record<string, string> = {}) {
    const { method, path } = endpoints[name];
    const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
    const given = Object.entries(query).flatMap(([key, value]) =>
      [value].flat().map((one) => [key, one]),
    );
    const search = new URLSearchParams(given).toString();
    const response = await fetch(`${this.#server.url}${filled}?${search}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
    });
    const text = await response.text();
    this.#heard.push(text);
    const isFile = response.headers.get('content-type')?.startsWith('text/csv');
    // what a test looks at is what it expects; it fails where it is not
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const body = (isFile ? undefined : JSON.parse(text)) as any;
    return { status: response.status, body, text };
  }
}

/** Refused, since the active profile closes the history: then nothing may be seen. */
function isClosed(status: number, body: { type?: string }): boolean {
  if (status === 403 && body.type === 'urn:waypost:problem:history-off') return true;
  if (status >= 400 && status !== 404) throw new Error(`Answered ${status}.`);
  return false;
}
