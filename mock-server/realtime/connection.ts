import { z } from 'zod';
import { Scope } from '../../api-client/contract/change.ts';
import { Cursor } from '../../api-client/contract/primitives.ts';
import type { Problem } from '../../api-client/contract/problem.ts';
import type { ClientEvents, ServerEvents } from '../../api-client/contract/socket-events.ts';
import { decodeJwt } from 'jose';
import { readCustomer, readViewer } from '../access/identity.ts';
import { refusalOf, toProblem } from '../problem.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import type { Watcher, Watching } from './watcher.ts';

/** A socket as this server needs it, whatever library carries it. */
export interface Socket {
  on<Event extends keyof ClientEvents>(event: Event, handler: ClientEvents[Event]): void;
  emit<Event extends keyof ServerEvents>(
    event: Event,
    ...values: Parameters<ServerEvents[Event]>
  ): void;
  close(): void;
}

/** How long before a token ends the client is asked for a new one, in milliseconds. */
const TOKEN_NOTICE_MS = 60_000;
/** The longest that setTimeout can wait. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

const WatchRequest = z.strictObject({ scope: Scope, since: Cursor.optional() });
const UnwatchRequest = z.strictObject({ scope: Scope });
const TokenRequest = z.strictObject({ token: z.string().max(4000) });

type Parts = Pick<Services, 'hub' | 'db' | 'tokens' | 'clock' | 'log'>;

/** One open socket: who holds it, what it follows, and when its token ends. */
export class Connection {
  #parts: Parts;
  #socket: Socket;
  #watcher: Watcher;
  #timers: ReturnType<typeof setTimeout>[] = [];

  private constructor(parts: Parts, socket: Socket, who: Watching, expiresAt: Date) {
    this.#parts = parts;
    this.#socket = socket;
    this.#watcher = {
      who,
      scopes: new Set(),
      send: (scope, cursor, items) => socket.emit('changes', { scope, cursor, items }),
      close: (problem) => this.#close(problem),
    };
    this.#expire(expiresAt);
  }

  /** Lets a socket in whose token is good, and closes one whose token is not. */
  static async open(
    parts: Parts,
    socket: Socket,
    token: string,
  ): Promise<Connection | undefined> {
    try {
      const { who, expiresAt } = await identify(parts, token);
      const connection = new Connection(parts, socket, who, expiresAt);
      connection.#listen();
      await parts.hub.add(connection.#watcher);
      return connection;
    } catch (error) {
      socket.emit('closing', connectionProblem(parts, error));
      socket.close();
      return undefined;
    }
  }

  /** The socket is gone. */
  ended(): void {
    this.#timers.forEach(clearTimeout);
    this.#parts.hub.remove(this.#watcher);
  }

  #listen(): void {
    const { hub } = this.#parts;
    this.#socket.on('watch', (request, answer) => {
      this.#answered(answer, async () => {
        const { scope, since } = WatchRequest.parse(request);
        await hub.watch(this.#watcher, scope, since, (cursor, reset) =>
          answer({ ok: true, cursor, reset }),
        );
      });
    });
    this.#socket.on('unwatch', (request, answer) => {
      const { data } = UnwatchRequest.safeParse(request);
      if (data) this.#watcher.scopes.delete(data.scope);
      if (typeof answer === 'function') answer();
    });
    this.#socket.on('token', (request, answer) => {
      this.#answered(answer, async () => {
        await this.#renew(TokenRequest.parse(request).token);
        answer({ ok: true });
      });
    });
  }

  async #renew(token: string): Promise<void> {
    const { who, expiresAt } = await identify(this.#parts, token);
    if (!isSame(who, this.#watcher.who)) {
      throw new Refusal(
        'forbidden',
        'This token is another user’s; open another socket for it.',
      );
    }
    this.#watcher.who = who;
    this.#expire(expiresAt);
  }

  #expire(at: Date): void {
    this.#timers.forEach(clearTimeout);
    const left = at.getTime() - this.#parts.clock.now().getTime();
    const after = (milliseconds: number, act: () => void) =>
      setTimeout(act, Math.min(Math.max(milliseconds, 0), LONGEST_TIMEOUT_MS));
    this.#timers = [
      after(left - TOKEN_NOTICE_MS, () => this.#socket.emit('token-wanted')),
      after(left, () =>
        this.#close(
          toProblem(new Refusal('token-expired', 'The token has ended; get a new one.')),
        ),
      ),
    ];
  }

  #close(problem: Problem): void {
    this.ended();
    this.#socket.emit('closing', problem);
    this.#socket.close();
  }

  /** Whatever goes wrong with a request is its answer. A client that wants no answer gets none. */
  #answered(
    answer: (refused: { ok: false; problem: Problem }) => void,
    act: () => Promise<void>,
  ): void {
    if (typeof answer !== 'function') return;
    act().catch((error: unknown) => {
      answer({ ok: false, problem: connectionProblem(this.#parts, error) });
    });
  }
}

async function identify(
  parts: Parts,
  token: string,
): Promise<{ who: Watching; expiresAt: Date }> {
  if (audienceOf(token) === 'waypost-chat') {
    const { expiresAt, organisationId, interactionId } = await readCustomer(parts, token);
    return { who: { kind: 'customer', organisationId, interactionId }, expiresAt };
  }
  const { expiresAt, organisationId, userId, sessionId } = await readViewer(parts, token);
  return { who: { kind: 'user', organisationId, userId, sessionId }, expiresAt };
}

/** Which kind of token it says it is; the one that reads it checks whether that is true. */
function audienceOf(token: string): unknown {
  try {
    return decodeJwt(token).aud;
  } catch {
    return undefined;
  }
}

function isSame(left: Watching, right: Watching): boolean {
  if (left.kind === 'user' && right.kind === 'user') return left.userId === right.userId;
  return (
    left.kind === 'customer' &&
    right.kind === 'customer' &&
    left.interactionId === right.interactionId
  );
}

function connectionProblem({ log }: Parts, error: unknown): Problem {
  if (error instanceof z.ZodError) {
    return toProblem(new Refusal('invalid-input', error.issues[0]?.message ?? 'Not valid.'));
  }
  const refusal = refusalOf(error);
  if (refusal.kind === 'fault') log.error({ stack: (error as Error).stack }, 'socket fault');
  return toProblem(refusal);
}
