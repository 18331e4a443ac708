import { decodePacket, encodePacket } from 'engine.io-parser';
import type { WebSocketHandlerConnection } from 'msw/ws';
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import type { ClientEvents } from '../../api-client/contract/socket-events.ts';
import type { Socket } from '../realtime/connection.ts';

const PING_INTERVAL_MS = 20_000;
const PING_TIMEOUT_MS = 10_000;

type Handler = (...values: unknown[]) => void;

/** The server's end of a socket.io connection that never left the page. */
export class PageSocket implements Socket {
  readonly #client: WebSocketHandlerConnection['client'];
  readonly #encoder = new Encoder();
  readonly #decoder = new Decoder();
  readonly #handlers = new Map<string, Handler>();
  readonly #ping: ReturnType<typeof setInterval>;

  /** `connected` is told what the client gave as its `auth`. */
  constructor(
    client: WebSocketHandlerConnection['client'],
    connected: (auth: unknown) => void,
    ended: () => void,
  ) {
    this.#client = client;
    this.#decoder.on('decoded', (packet) => {
      if (packet.type === PacketType.CONNECT) {
        this.#send({ type: PacketType.CONNECT, nsp: '/', data: { sid: crypto.randomUUID() } });
        connected(packet.data);
      } else if (packet.type === PacketType.EVENT) this.#receive(packet);
      else if (packet.type === PacketType.DISCONNECT) this.close();
    });
    client.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string') return;
      const packet = decodePacket(data);
      if (packet.type === 'message') this.#decoder.add(packet.data);
    });
    client.addEventListener('close', () => {
      clearInterval(this.#ping);
      ended();
    });
    this.#ping = setInterval(() => this.#frame('ping'), PING_INTERVAL_MS);
    this.#frame('open', JSON.stringify(handshake()));
  }

  on<Event extends keyof ClientEvents>(event: Event, handler: ClientEvents[Event]): void {
    this.#handlers.set(event, handler as Handler); // the values of a packet are checked by the handler
  }

  emit(event: string, ...values: unknown[]): void {
    this.#send({ type: PacketType.EVENT, nsp: '/', data: [event, ...values] });
  }

  close(): void {
    this.#send({ type: PacketType.DISCONNECT, nsp: '/' });
    setTimeout(() => this.cut()); // frames are delivered a moment after they are sent
  }

  /** Ends without a word, as a network does. */
  cut(): void {
    clearInterval(this.#ping);
    this.#client.close();
  }

  #receive(packet: Packet): void {
    const [event, ...values] = packet.data as [string, ...unknown[]]; // the decoder let only these through
    const { id } = packet;
    const answer = (...data: unknown[]) => {
      if (id !== undefined) this.#send({ type: PacketType.ACK, nsp: '/', id, data });
    };
    this.#handlers.get(event)?.(...values, answer);
  }

  #send(packet: Packet): void {
    for (const data of this.#encoder.encode(packet)) this.#frame('message', data);
  }

  #frame(type: 'open' | 'ping' | 'message', data?: string): void {
    encodePacket(data === undefined ? { type } : { type, data }, true, (frame) =>
      this.#client.send(frame as string),
    );
  }
}

function handshake() {
  return {
    sid: crypto.randomUUID(),
    upgrades: [],
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxPayload: 16 * 1024,
  };
}
