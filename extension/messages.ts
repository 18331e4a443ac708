import { browser, type Browser } from 'wxt/browser';
import { asWaypostError, WaypostError, type ErrorKind } from '../api-client/errors.ts';
import { nothing, record, text, truth, type Of, type Shape } from './shape.ts';

/** What the extension's pages ask of the background: the shape of each question and of its answer. */
export const messages = {
  /** Opens the chosen server's page for signing in; why it does not is kept as the sign-in's failure. */
  'sign-in': define(nothing, nothing),
  /** Forgets session, customer and cache; answers whether the server could be told. */
  'sign-out': define(nothing, truth),
  /** A bearer for a server, other than the one that the server refused; '' when it refused none. */
  token: define(record({ server: text(2000), refused: text(10_000) }), text(10_000)),
};

export type MessageType = keyof typeof messages;
export type Asked<Type extends MessageType> = Of<(typeof messages)[Type]['asked']>;
export type Answered<Type extends MessageType> = Of<(typeof messages)[Type]['answered']>;

const failure = record({ kind: text(100), message: text(10_000) });

/** Asks the background. Fails with a WaypostError that says what the background could not do. */
export async function ask<Type extends MessageType>(
  type: Type,
  asked: Asked<Type>,
): Promise<Answered<Type>> {
  const own = answeredHere.get(type);
  const reply: unknown = await (own?.(asked) ?? browser.runtime.sendMessage({ type, asked }));
  return readReply(type, messages[type].answered as Shape<Answered<Type>>, reply); // of this very type
}

/** The answer in a reply of the background. */
export function readReply<Answers>(
  type: string,
  shape: Shape<Answers>,
  reply: unknown,
): Answers {
  if (typeof reply === 'object' && reply !== null && 'answered' in reply)
    return shape(reply.answered);
  if (typeof reply === 'object' && reply !== null && 'failed' in reply) {
    const { kind, message } = failure(reply.failed);
    throw new WaypostError(kind as ErrorKind, message); // the other side took it from a WaypostError
  }
  throw new WaypostError('fault', `The extension’s background did not answer ‘${type}’.`);
}

/** Answers a question until the signal aborts. Whoever is no page of this extension gets no answer at all. */
export function answer<Type extends MessageType>(
  type: Type,
  give: (asked: Asked<Type>) => Promise<Answered<Type>>,
  signal: AbortSignal,
): void {
  const shape = messages[type].asked as Shape<Asked<Type>>; // of this very type
  const hear = (message: unknown, sender: Browser.runtime.MessageSender, reply: Reply) => {
    if (!isMessage(message) || message.type !== type || !isOurPage(sender)) return undefined;
    void replyTo(shape, message.asked, give).then(reply);
    return true; // the answer comes later
  };
  browser.runtime.onMessage.addListener(hear);
  answeredHere.set(type, (asked) => replyTo(shape, asked, give));
  signal.addEventListener('abort', () => {
    browser.runtime.onMessage.removeListener(hear);
    answeredHere.delete(type);
  });
}

/** No browser brings a message to whoever sent it: what the background asks of itself is answered from here. */
const answeredHere = new Map<MessageType, (asked: unknown) => Promise<unknown>>();

type Reply = (reply: unknown) => void;

/** Looks at what was asked, and gives the answer or what failed. */
export async function replyTo<Asks>(
  shape: Shape<Asks>,
  asked: unknown,
  give: (asked: Asks) => Promise<unknown>,
) {
  try {
    return { answered: await give(shape(asked)) };
  } catch (error) {
    const { kind, message } = asWaypostError(error);
    return { failed: { kind, message } };
  }
}

export function isMessage(message: unknown): message is { type: unknown; asked: unknown } {
  return (
    typeof message === 'object' && message !== null && 'type' in message && 'asked' in message
  );
}

/** A content script carries the extension's id too, but the address of the page that it runs in. */
function isOurPage({ id, url }: Browser.runtime.MessageSender): boolean {
  return id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('/')) === true;
}

export function define<Asks, Answers>(asked: Shape<Asks>, answered: Shape<Answers>) {
  return { asked, answered };
}
