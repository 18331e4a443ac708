// Calls to the API that go on until there is an answer: a server that is away or restarts is waited for.
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 4000;
const ATTEMPT_MS = 10_000;

/** The server refused the call; the message is its own sentence. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The server answered ${status}.`);
    this.status = status;
  }
}

/**
 * Calls until the server takes the call or refuses it, and gives the answer's body. What may be repeated safely
 * is the caller's to see to: a changing call carries a key. `onTrouble` hears of each attempt that failed.
 */
export async function call(path, { method = 'GET', token, body, signal, onTrouble }) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await attemptOnce(path, { method, token, body, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Refused && error.status < 500 && error.status !== 429) throw error;
      onTrouble?.();
      await wait(attempt, signal);
    }
  }
}

async function attemptOnce(path, { method, token, body, signal }) {
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]),
  });
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(response.status, answer);
  if (answer === undefined) throw new TypeError('The answer was cut off.');
  return answer;
}

/** Longer each time; over at once when the network is back. */
function wait(attempt, signal) {
  const milliseconds = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds * (0.5 + Math.random() / 2));
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
