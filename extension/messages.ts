import { browser, type Browser } from 'wxt/browser';
import { asWaypostError, WaypostError, type ErrorKind } from '../api-client/errors.ts';
import { nothing, record, text, truth, type Of, type Shape } from './shape.ts';

/** What the extension's pages ask of the background: the shape of each question and of its answer. */
export const messages = {
  /** Signs in at the chosen server. Fails with the kind `signed-out` when name or password is wrong. */
  'sign-in': define(record({ username: text(200), password: text(200) }), nothing),
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
  const reply: unknown = await browser.runtime.sendMessage({ type, asked });
  if (typeof reply === 'object' && reply !== null && 'answered' in reply)
    return messages[type].answered(reply.answered) as Answered<Type>; // the shape of this very type
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
  const hear = (message: unknown, sender: Browser.runtime.MessageSender, reply: Reply) => {
    if (!isMessage(message) || message.type !== type || !isOurPage(sender)) return undefined;
    void replyTo(type, message.asked, give).then(reply);
    return true; // the answer comes later
  };
  browser.runtime.onMessage.addListener(hear);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(hear));
}

type Reply = (reply: unknown) => void;

async function replyTo<Type extends MessageType>(
  type: Type,
  asked: unknown,
  give: (asked: Asked<Type>) => Promise<Answered<Type>>,
) {
  try {
    return { answered: await give(messages[type].asked(asked) as Asked<Type>) }; // the shape of this very type
  } catch (error) {
    const { kind, message } = asWaypostError(error);
    return { failed: { kind, message } };
  }
}

function isMessage(message: unknown): message is { type: unknown; asked: unknown } {
  return (
    typeof message === 'object' && message !== null && 'type' in message && 'asked' in message
  );
}

/** A content script carries the extension's id too, but the address of the page that it runs in. */
function isOurPage({ id, url }: Browser.runtime.MessageSender): boolean {
  return id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('/')) === true;
}

function define<Asks, Answers>(asked: Shape<Asks>, answered: Shape<Answers>) {
  return { asked, answered };
}
