import { call, Refused } from './call.js';
import { remember } from './remembered.js';
import { io } from './socket.io.js';

const SOCKET_PATH = '/api/socket';
const RECONNECT_MS = 500;

/**
 * A customer's conversation. It opens one, receives over a socket, reads over HTTP what it missed, and sends one
 * message after the other, each under a key of its own, until the server has acknowledged it.
 * Fires `change` whenever something of it changes.
 */
export class Conversation extends EventTarget {
  /** `connecting`, `connected`, `reconnecting`, `over` or `left`. */
  state = 'connecting';
  #kept;
  #messages = new Map();
  #keys = new Map();
  #readUpTo = 0;
  #sending = false;
  #socket;
  #ending = new AbortController();

  /** `kept` is what `begin` made, or what a reload remembered. */
  constructor(kept) {
    super();
    this.#kept = kept;
  }

  static begin(channel, contact, routingReference) {
    const key = crypto.randomUUID();
    return new Conversation({
      channel,
      opening: { contact, routingReference, key },
      outbox: [],
    });
  }

  /** Starts, or goes on. Fails with `Refused` when the server will not open it. */
  async start() {
    this.#keep();
    if (this.#kept.leaving) return this.leave();
    try {
      if (!this.#kept.interactionId) await this.#open(this.#ending.signal);
    } catch (error) {
      if (this.isOver) return undefined;
      throw error;
    }
    this.#connect();
    void this.#sendAll();
    return undefined;
  }

  /** Everything to show, in order: what the server has, then what is on its way. Each has a lasting `key`. */
  get entries() {
    const outbox = this.#kept.outbox;
    const said = [...this.#messages.values()]
      .filter((message) => !this.#isOnItsWay(message))
      .sort((left, right) => left.sequence - right.sequence)
      .map((message) => ({ ...message, key: this.#keys.get(message.id) ?? message.id }));
    return [...said, ...outbox.map((entry) => ({ author: 'customer', choices: [], ...entry }))];
  }

  get isOver() {
    return this.state === 'over' || this.state === 'left';
  }

  /** Sends words, or one of the choices offered: `{text}` or `{text, choiceId}`. */
  send({ text, choiceId }) {
    const after = Math.max(0, ...[...this.#messages.values()].map(({ sequence }) => sequence));
    const sentAt = new Date().toISOString();
    this.#kept.outbox.push({
      key: crypto.randomUUID(),
      text,
      choiceId,
      after,
      sentAt,
      progress: 'sending',
    });
    this.#changed();
    void this.#sendAll();
  }

  /** The customer leaves: nothing more is sent or received. */
  async leave() {
    this.#kept.leaving = true;
    this.#kept.outbox = [];
    this.#end('left');
    const { signal } = new AbortController();
    try {
      // What was being opened may be open: the same key finds it.
      if (!this.#kept.interactionId) await this.#open(signal);
      await call(this.#address, { method: 'DELETE', token: this.#kept.chatToken, signal });
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // what is gone already needs no leaving
    }
  }

  /** Lets go of it in this tab. */
  close() {
    this.#stop();
    remember(null);
  }

  get #address() {
    const { channel, interactionId } = this.#kept;
    return `/api/channels/${encodeURIComponent(channel)}/interactions/${interactionId}`;
  }

  async #open(signal) {
    const { channel, opening } = this.#kept;
    const opened = await call(`/api/channels/${encodeURIComponent(channel)}/interactions`, {
      method: 'POST',
      body: opening,
      signal,
      onTrouble: () => this.#become('reconnecting'),
    });
    Object.assign(this.#kept, opened);
    this.#keep();
  }

  #connect() {
    const socket = io({
      path: SOCKET_PATH,
      transports: ['websocket'],
      auth: { token: this.#kept.chatToken },
      reconnectionDelay: RECONNECT_MS,
      reconnectionDelayMax: 8 * RECONNECT_MS,
    });
    this.#socket = socket;
    socket.on('connect', () => void this.#follow(socket));
    socket.on('changes', ({ items }) => {
      this.#take(items.flatMap((item) => item.message ?? []));
      if (items.some(({ kind }) => kind === 'ended')) this.#end('over');
    });
    socket.on('connect_error', () => this.#become('reconnecting'));
    socket.on('closing', ({ status }) => {
      if (status === 401 || status === 404) this.#end('over');
    });
    socket.on('disconnect', (reason) => {
      this.#become('reconnecting');
      // A server that closes by itself is not called again by the library.
      if (reason === 'io server disconnect' && !this.isOver)
        setTimeout(() => this.isOver || socket.connect(), RECONNECT_MS);
    });
  }

  /** First follows, then reads what was missed: nothing falls between. */
  async #follow(socket) {
    const scope = `interaction:${this.#kept.interactionId}`;
    try {
      const answer = await socket.timeout(10_000).emitWithAck('watch', { scope });
      if (!answer.ok) return this.#end('over');
      await this.#readOn();
      if (socket.connected) this.#become('connected');
    } catch (error) {
      if (error instanceof Refused) this.#end('over');
      else if (!this.#ending.signal.aborted) socket.disconnect().connect();
    }
  }

  async #readOn() {
    for (let more = true; more;) {
      const page = await call(`${this.#address}/messages?limit=200&cursor=${this.#readUpTo}`, {
        token: this.#kept.chatToken,
        signal: this.#ending.signal,
      });
      this.#take(page.items);
      this.#readUpTo = page.items.at(-1)?.sequence ?? this.#readUpTo;
      more = page.nextCursor !== null;
      if (!more && page.endedAt) this.#end('over');
    }
  }

  #take(messages) {
    for (const message of messages) this.#messages.set(message.id, message);
    if (messages.length > 0) this.#changed();
  }

  async #sendAll() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next; (next = this.#next);) await this.#sendOne(next);
    } finally {
      this.#sending = false;
    }
  }

  get #next() {
    if (this.isOver) return undefined;
    return this.#kept.outbox.find(({ progress }) => progress !== 'refused');
  }

  async #sendOne(entry) {
    const { key, text, choiceId } = entry;
    try {
      const message = await call(`${this.#address}/messages`, {
        method: 'POST',
        token: this.#kept.chatToken,
        body: choiceId ? { choiceId, key } : { text, key },
        signal: this.#ending.signal,
        onTrouble: () => this.#progress(entry, 'waiting'),
      });
      this.#kept.outbox = this.#kept.outbox.filter((other) => other !== entry);
      this.#keys.set(message.id, key);
      this.#take([message]);
    } catch (error) {
      if (!(error instanceof Refused)) return; // ended meanwhile
      entry.reason = error.message;
      this.#progress(entry, 'refused');
      if ([401, 404, 409].includes(error.status)) this.#end('over');
    }
  }

  /** Whether it is the one that is being sent, come back by the socket before its acknowledgement. */
  #isOnItsWay({ id, author, sequence, text, choiceId }) {
    const next = this.#next;
    return (
      next !== undefined &&
      author === 'customer' &&
      sequence > next.after &&
      !this.#keys.has(id) &&
      (next.choiceId ? next.choiceId === choiceId : next.text === text)
    );
  }

  #progress(entry, progress) {
    entry.progress = progress;
    this.#changed();
  }

  #become(state) {
    if (this.isOver || state === this.state) return;
    this.state = state;
    this.#changed();
  }

  #end(state) {
    if (this.isOver) return;
    this.state = state;
    this.#stop();
    this.#changed();
  }

  #stop() {
    this.#ending.abort();
    this.#socket?.disconnect();
  }

  #keep() {
    remember(this.#kept);
  }

  #changed() {
    this.#keep();
    this.dispatchEvent(new Event('change'));
  }
}
