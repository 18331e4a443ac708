import { beforeEach, describe, expect, test, vi } from 'vitest';
import { WaypostError } from '../../api-client/errors.ts';

type Sender = { id?: string; url?: string };
type Listener = (message: unknown, sender: Sender, reply: (reply: unknown) => void) => unknown;

const OUR_PAGE = { id: 'waypost', url: 'chrome-extension://waypost/options.html' };
const listeners = new Set<Listener>();

/** The browser's messages between contexts, with a sender that a test chooses. */
const runtime = {
  id: 'waypost',
  getURL: (path: string) => `chrome-extension://waypost${path}`,
  onMessage: {
    addListener: (listener: Listener) => listeners.add(listener),
    removeListener: (listener: Listener) => listeners.delete(listener),
  },
  sendMessage: (message: unknown) => deliver(message, OUR_PAGE),
};
vi.stubGlobal('chrome', { runtime });
/** In the background, and in a page of the extension: each has this module to itself. */
const { answer, ask: askItself } = await import('../../extension/messages.ts');
vi.resetModules();
const { ask } = await import('../../extension/messages.ts');

let asked: unknown[];
let answering: AbortController;

beforeEach(() => {
  listeners.clear();
  asked = [];
  answering = new AbortController();
});

const question = { server: 'https://waypost.example', refused: '' };

function answerToken(): void {
  const hear = async (body: unknown) => {
    asked.push(body);
    return 'token';
  };
  answer('token', hear, answering.signal);
}

test('a question of our own page is answered', async () => {
  answer('token', async ({ server }) => `token for ${server}`, answering.signal);

  const token = await ask('token', { server: 'https://waypost.example', refused: '' });

  expect(token).toBe('token for https://waypost.example');
});

test('a question that the background asks of itself is answered, though no browser delivers it', async () => {
  const deliver = vi.spyOn(runtime, 'sendMessage').mockRejectedValue(new Error('No receiver.'));
  answer('token', async () => 'token', answering.signal);

  expect(await askItself('token', question)).toBe('token');

  deliver.mockRestore();
});

test('a refusal keeps its kind and its sentence', async () => {
  const refuse = () => Promise.reject(new WaypostError('signed-out', 'Nobody is signed in.'));
  answer('token', refuse, answering.signal);

  const asking = ask('token', { server: 'https://waypost.example', refused: '' });

  await expect(asking).rejects.toMatchObject({
    kind: 'signed-out',
    message: 'Nobody is signed in.',
  });
});

describe('no answer at all for', () => {
  test.each<[string, Sender]>([
    ['another extension', { id: 'other', url: 'chrome-extension://other/page.html' }],
    ['a content script', { id: 'waypost', url: 'https://crm.example/contact' }],
    [
      'a page that looks like ours',
      { id: 'waypost', url: 'chrome-extension://waypost.example/' },
    ],
    ['a sender without an address', { id: 'waypost' }],
    ['a page of the web', { url: 'https://crm.example/contact' }],
  ])('%s', async (_, sender) => {
    answerToken();

    expect(await deliver({ type: 'token', asked: question }, sender)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test.each([null, 'token', {}, { type: 'token' }, { type: 'sign-out', asked: null }])(
    'a message that is none of its own: %j',
    async (message) => {
      answerToken();

      expect(await deliver(message, OUR_PAGE)).toBeUndefined();
      expect(asked).toEqual([]);
    },
  );

  test('anybody after the signal aborted', async () => {
    answerToken();
    answering.abort();

    await expect(ask('token', question)).rejects.toThrow('did not answer ‘token’');
  });
});

test.each([
  ['a field too many', { ...question, name: 'agent' }],
  ['a field too few', { server: 'https://waypost.example' }],
  ['a wrong type', { ...question, refused: 1 }],
  ['far too much', { ...question, refused: 'x'.repeat(10_001) }],
])('a question with %s is refused before anybody acts on it', async (_, body) => {
  answerToken();

  const reply = await deliver({ type: 'token', asked: body }, OUR_PAGE);

  expect(reply).toMatchObject({ failed: { kind: 'fault' } });
  expect(asked).toEqual([]);
});

test('an answer of the wrong shape is not taken', async () => {
  answer('sign-out', async () => 'yes' as unknown as boolean, answering.signal); // a fault of ours

  await expect(ask('sign-out', null)).rejects.toThrow('True or false was expected');
});

/** As the browser does: undefined where no listener says that it will answer. */
function deliver(message: unknown, sender: Sender): Promise<unknown> {
  return new Promise((resolve) => {
    const copy: unknown = structuredClone(message);
    const willAnswer = [...listeners].map((listener) => listener(copy, sender, resolve));
    if (!willAnswer.includes(true)) resolve(undefined);
  });
}
