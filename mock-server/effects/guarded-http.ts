import { buildConnector, Agent } from 'undici';
import { CallEnd } from './call-end.ts';
import { exchange, type RawAnswer } from './http-exchange.ts';
import { InsideAddress, type NetworkGuard } from './network-guard.ts';
import { NoAnswer } from './no-answer.ts';

/** One call as it goes out. */
export interface HttpCall {
  method: string;
  address: URL;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  /** Seconds for everything: redirects and reading the answer too. */
  timeoutSeconds: number;
  signal?: AbortSignal | undefined;
  /** The most redirects that are followed; 5 unless said. */
  redirects?: number;
  /** False leaves the answer's body unread. */
  readsBody?: boolean;
  /** A call that is not made again when nobody knows whether it was: it gets a connection of its own. */
  once?: boolean;
}

export interface HttpAnswer {
  status: number;
  contentType: string | null;
  body: Uint8Array;
}

/** Calls over HTTP that go out of the network, and never into it. */
export type GuardedHttp = (call: HttpCall) => Promise<HttpAnswer>;

/** A connection on which nothing has happened for so long is closed. */
const KEPT_IDLE_MS = 1000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What another server than the one that was asked may learn. Any other header may hold a secret. */
const HARMLESS = new Set(['accept', 'content-type', 'idempotency-key', 'user-agent']);

export function createGuardedHttp(guard: NetworkGuard): GuardedHttp {
  const shared = createDispatcher(guard, 1);
  const single = createDispatcher(guard, 0); // without pipelining, undici closes after each answer

  return async function send(call) {
    const end = new CallEnd(call.timeoutSeconds * 1000, call.signal);
    try {
      return await follow(call, call.redirects ?? 5, end);
    } catch (error) {
      throw noAnswerFrom(error, call, end);
    } finally {
      end.clear();
    }
  };

  async function follow(call: HttpCall, redirects: number, end: CallEnd): Promise<HttpAnswer> {
    const { method, address, headers, body, once } = call;
    if (!/^https?:$/.test(address.protocol) || address.username || address.password)
      throw new NoAnswer('redirect', 'The address is none that can be called.');
    await end.before<void>((resolve, reject) => {
      // a look-up cannot be stopped, but need not be waited for
      guard.demandOutside(address.hostname, portOf(address)).then(resolve, reject);
    });
    const { origin, pathname, search } = address;
    const answer = await exchange(
      once ? single : shared,
      { method, origin, path: pathname + search, headers, body },
      (head) => call.readsBody !== false && redirectOf(head) === undefined,
      end,
    );
    const location = redirectOf(answer);
    if (location !== undefined) {
      if (redirects === 0) throw new NoAnswer('redirect', 'The service redirects too often.');
      return follow(redirected(call, answer.status, location), redirects - 1, end);
    }
    const type = answer.headers['content-type'];
    return {
      status: answer.status,
      contentType: typeof type === 'string' ? type : null,
      body: answer.body,
    };
  }
}

function redirectOf({ status, headers }: Pick<RawAnswer, 'status' | 'headers'>) {
  const { location } = headers;
  return typeof location === 'string' && REDIRECTS.has(status) ? location : undefined;
}

/**
 * Connections stay open for the next call to the same host. Who is at the other end was looked at when they were made
 * and does not change; the name is looked up for every call all the same.
 */
function createDispatcher(guard: NetworkGuard, pipelining: 0 | 1): Agent {
  const connectors = new Map<number, buildConnector.connector>();
  return new Agent({
    pipelining,
    // One that the other side closes at the moment it is used again leaves open whether the call was made: that call
    // is made again, under its key. Servers keep an idle connection longer than this.
    keepAliveTimeout: KEPT_IDLE_MS,
    keepAliveMaxTimeout: KEPT_IDLE_MS,
    connect(options, callback) {
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
      let connect = connectors.get(port);
      if (!connect) {
        connect = buildConnector({ timeout: 5000, lookup: guard.lookupFor(port) });
        if (connectors.size < 100) connectors.set(port, connect);
      }
      connect(options, (error, socket) => {
        if (error) return callback(error, null);
        try {
          guard.demandOutsideSocket(socket, options.hostname, port);
        } catch (inside) {
          return callback(inside as Error, null);
        }
        return callback(null, socket);
      });
    },
  });
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** The call that a redirect asks for. */
function redirected(call: HttpCall, status: number, location: string): HttpCall {
  if (!URL.canParse(location, call.address))
    throw new NoAnswer('redirect', 'The service redirects to what is no address.');
  const address = new URL(location, call.address);
  const leaves = address.origin !== call.address.origin;
  const asGet =
    (status === 303 && call.method !== 'HEAD') || (status < 303 && call.method === 'POST');
  if (leaves && !asGet && call.body !== null)
    throw new NoAnswer('redirect', 'The service sends what it was given to another server.');
  const kept = Object.entries(call.headers).filter(([name]) => {
    if (asGet && /^content-type$/i.test(name)) return false;
    return !leaves || HARMLESS.has(name.toLowerCase());
  });
  return {
    ...call,
    address,
    headers: Object.fromEntries(kept),
    ...(asGet ? { method: 'GET', body: null } : {}),
  };
}

const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Where to is not told: whoever redirects may put there what nobody is to read. */
const REDIRECTED =
  'The service redirects into the server’s own network, where calls are not allowed.';

function noAnswerFrom(error: unknown, call: HttpCall, end: CallEnd): Error {
  if (error instanceof NoAnswer) return error;
  const { host, hostname } = call.address;
  const inside = insideOf(error);
  if (inside)
    return new NoAnswer('inside', inside.host === hostname ? inside.message : REDIRECTED);
  if (end.came) {
    return end.came === 'stopped'
      ? new NoAnswer('interrupted', 'The server was stopped during the call.')
      : new NoAnswer('late', `‘${host}’ did not answer within ${call.timeoutSeconds} seconds.`);
  }
  return NOT_REACHED.has(codeOf(error))
    ? new NoAnswer('unreachable', `‘${host}’ cannot be reached.`)
    : new NoAnswer('interrupted', `The connection to ‘${host}’ failed.`);
}

function insideOf(error: unknown): InsideAddress | undefined {
  if (error instanceof InsideAddress) return error;
  if (error instanceof AggregateError) return error.errors.map(insideOf).find(Boolean);
  return undefined;
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
