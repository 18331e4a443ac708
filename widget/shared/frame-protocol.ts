import type { ContactAction } from './history-events.ts';

/**
 * What a page and the frame of `GET /embed` say to each other. Every message is an object that names the protocol's
 * version in `waypost`. Neither side answers, or acts on, what is not of the one window and origin that it knows; both pass
 * over versions and shapes that they do not know. Nothing that goes to the page holds a customer's name, number or address.
 */
export const FRAME_VERSION = 1;

/** Why a page has no token: nobody is signed in to it, or its own server cannot be reached. */
export type TokenMissing = 'nobody' | 'unreachable';

export type ToFrame =
  /** The first answer to `ready`. */
  | { type: 'hello'; version: number }
  | { type: 'token'; token: string }
  | { type: 'token-missing'; reason: TokenMissing }
  /** Both empty: the interactions that the person may see. */
  | { type: 'show'; contact: string; interactionId: string }
  | { type: 'focus' }
  | { type: 'refresh' }
  | { type: 'language'; language: string }
  /** `''` is as the frame's page has it. */
  | { type: 'theme'; theme: 'light' | 'dark' | 'system' | '' };

export type ToPage =
  | { type: 'ready'; version: number }
  | { type: 'token-wanted'; expired: boolean }
  | { type: 'interaction-open'; interactionId: string; toAnswer: boolean }
  | { type: 'active-interaction-changed'; interactionId: string | null }
  | { type: 'contact-action'; action: ContactAction; interactionId: string }
  | { type: 'sign-in-needed' }
  | { type: 'error'; kind: string };

type Check = (value: unknown) => boolean;
type Shapes<Message extends { type: string }> = {
  [Type in Message['type']]: Record<
    Exclude<keyof Extract<Message, { type: Type }>, 'type'>,
    Check
  >;
};

/** Longer is no token, contact or id. */
const LONGEST = 10_000;
const isText: Check = (value) => typeof value === 'string' && value.length <= LONGEST;
const isVersion: Check = Number.isInteger;
const isYesOrNo: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);

const toFrame: Shapes<ToFrame> = {
  hello: { version: isVersion },
  token: { token: isText },
  'token-missing': { reason: oneOf('nobody', 'unreachable') },
  show: { contact: isText, interactionId: isText },
  focus: {},
  refresh: {},
  language: { language: isText },
  theme: { theme: oneOf('light', 'dark', 'system', '') },
};

const toPage: Shapes<ToPage> = {
  ready: { version: isVersion },
  'token-wanted': { expired: isYesOrNo },
  'interaction-open': { interactionId: isText, toAnswer: isYesOrNo },
  'active-interaction-changed': {
    interactionId: (value) => value === null || isText(value),
  },
  'contact-action': { action: oneOf('call', 'sms', 'email'), interactionId: isText },
  'sign-in-needed': {},
  error: { kind: isText },
};

/** What a page said; undefined when it is not of this protocol. */
export const readToFrame = (data: unknown): ToFrame | undefined => read(toFrame, data);

/** What a frame said; undefined when it is not of this protocol. */
export const readToPage = (data: unknown): ToPage | undefined => read(toPage, data);

/** As it is sent. */
export const written = <Message extends ToFrame | ToPage>(message: Message) => ({
  waypost: FRAME_VERSION,
  ...message,
});

/** The version in which a frame says that it is ready, whichever that is: all versions say it alike. */
export function readyVersion(data: unknown): number | undefined {
  const { waypost, type } = (data ?? {}) as Record<string, unknown>; // of anything, to be looked at
  return typeof waypost === 'number' && type === 'ready' ? waypost : undefined;
}

function read<Message extends { type: string }>(
  shapes: Shapes<Message>,
  data: unknown,
): Message | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const message = data as Record<string, unknown>; // of any shape, looked at below
  const type = message['type'];
  if (message['waypost'] !== FRAME_VERSION || typeof type !== 'string') return undefined;
  if (!Object.hasOwn(shapes, type)) return undefined;
  const shape: Record<string, Check> = shapes[type as Message['type']];
  const fits = Object.entries(shape).every(([name, check]) => check(message[name]));
  return fits ? (message as Message) : undefined;
}
