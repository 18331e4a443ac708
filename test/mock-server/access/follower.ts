import type { Change } from '../../../api-client/contract/change.ts';
import type { TestSocket } from '../realtime/test-socket.ts';
import type { Reader } from './reader.ts';
import type { WorldUser } from './world.ts';

/** A connected user who keeps what the feed tells, as a client does: after a change of access the list is asked anew. */
export class Follower {
  readonly #reader: Reader;
  readonly #socket: TestSocket;
  readonly #known: Set<string>;
  #taken = 0;
  #listing = 0;

  private constructor(reader: Reader, socket: TestSocket, known: Iterable<string>) {
    this.#reader = reader;
    this.#socket = socket;
    this.#known = new Set(known);
  }

  static async start(reader: Reader): Promise<Follower> {
    const socket = await reader.listen();
    const follower = new Follower(reader, socket, await reader.list());
    reader.takePhones(); // what came before the first change was seen rightly
    return follower;
  }

  get user(): WorldUser {
    return this.#reader.user;
  }

  /** The ids of what this user knows to be there, as far as it was told by now. */
  get known(): string[] {
    const { items } = this.#socket;
    items.slice(this.#taken).forEach((item) => this.#take(item));
    this.#taken = items.length;
    if (this.#listing > 0) throw new Error('The list is being asked anew.');
    return [...this.#known].sort();
  }

  /** How often it was told that the user's offers may be others. */
  get offersHeard(): number {
    return this.#socket.items.filter(({ kind }) => kind === 'offers').length;
  }

  #take(item: Change): void {
    if (item.kind === 'interaction') this.#known.add(item.interactionId);
    if (item.kind === 'gone') this.#known.delete(item.interactionId);
    if (item.kind === 'access') void this.#listAnew();
  }

  async #listAnew(): Promise<void> {
    this.#listing++;
    const ids = await this.#reader.list();
    this.#known.clear();
    ids.forEach((id) => this.#known.add(id));
    this.#listing--;
  }

  takePhones(): string[] {
    return this.#reader.takePhones();
  }

  close(): void {
    this.#reader.close();
  }
}
