import { z } from 'zod';
import { Scope } from '../../api-client/contract/change.ts';
import { Cursor } from '../../api-client/contract/primitives.ts';
import type { Problem } from '../../api-client/contract/problem.ts';
import type { ClientEvents, ServerEvents } from '../../api-client/contract/socket-events.ts';
import { decodeJwt } from 'jose';
import { readCustomer, readViewer } from '../access/identity.ts';
import { refusalOf, toProblem } from '../problem.ts';
import { Refusal } from '../refusal.ts';
import { inputMessage } from '../input-message.ts';
import { fieldErrors, sentenceOf } from '../routes/field-errors.ts';
import type { Services } from '../services.ts';
import { traceFailure } from '../storage/database-errors.ts';
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
  /** Who holds the socket, once the token has been read. */
  #watcher: Promise<Watcher | undefined>;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #isOver = false;

  private constructor(parts: Parts, socket: Socket, token: string) {
    this.#parts = parts;
    this.#socket = socket;
    this.#watcher = this.#admit(token);
    this.#listen();
  }

  /** Lets a socket in whose token is good, and closes one whose token is not. What it asks meanwhile waits. */
  static open(parts: Parts, socket: Socket, token: string): Connection {
    return new Connection(parts, socket, token);
  }

  /** The socket is gone. */
  ended(): void {
    this.#isOver = true;
    this.#timers.forEach(clearTimeout);
    void this.#watcher.then((watcher) => watcher && this.#parts.hub.remove(watcher));
  }

  async #admit(token: string): Promise<Watcher | undefined> {
    try {
      const { who } = await identify(this.#parts, token);
      const watcher: Watcher = {
        who,
        scopes: new Set(),
        send: (scope, cursor, items) => this.#socket.emit('changes', { scope, cursor, items }),
        close: (problem) => this.#close(problem),
      };
      await this.#parts.hub.add(watcher);
      await this.#confirm(watcher, token);
      return watcher;
    } catch (error) {
      this.#close(connectionProblem(this.#parts, error));
      return undefined;
    }
  }

  /** A session that ended before the hub held this socket was told to nobody: asked once more. */
  async #confirm(watcher: Watcher, token: string): Promise<void> {
    try {
      const { expiresAt } = await identify(this.#parts, token);
      this.#expire(expiresAt);
    } catch (error) {
      this.#parts.hub.remove(watcher);
      throw error;
    }
  }

  #listen(): void {
    const { hub } = this.#parts;
    this.#socket.on('watch', (request, answer) => {
      this.#answered(answer, async (watcher) => {
        const { scope, since } = WatchRequest.parse(request, { error: inputMessage });
        await hub.watch(watcher, scope, since, (cursor, reset) =>
          answer({ ok: true, cursor, reset }),
        );
      });
    });
    this.#socket.on('unwatch', (request, answer) => {
      const { data } = UnwatchRequest.safeParse(request);
      void this.#watcher.then((watcher) => {
        if (data) watcher?.scopes.delete(data.scope);
        if (typeof answer === 'function') answer();
      });
    });
    this.#socket.on('token', (request, answer) => {
      this.#answered(answer, async (watcher) => {
        await this.#renew(watcher, TokenRequest.parse(request, { error: inputMessage }).token);
        answer({ ok: true });
      });
    });
  }

  async #renew(watcher: Watcher, token: string): Promise<void> {
    const { who } = await identify(this.#parts, token);
    if (!isSame(who, watcher.who)) {
      throw new Refusal(
        'forbidden',
        'This token is another user’s; open another socket for it.',
      );
    }
    watcher.who = who;
    await this.#confirm(watcher, token).catch((error: unknown) => {
      this.#close(connectionProblem(this.#parts, error));
      throw error;
    });
  }

  #expire(at: Date): void {
    this.#timers.forEach(clearTimeout);
    if (this.#isOver) return;
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
    act: (watcher: Watcher) => Promise<void>,
  ): void {
    if (typeof answer !== 'function') return;
    this.#watcher
      .then((watcher) => watcher && act(watcher))
      .catch((error: unknown) => {
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
    const errors = fieldErrors(error);
    return toProblem(new Refusal('invalid-input', sentenceOf(errors), errors));
  }
  const refusal = refusalOf(error);
  if (refusal.kind === 'fault') log.error({ stack: traceFailure(error) }, 'socket fault');
  return toProblem(refusal);
}
