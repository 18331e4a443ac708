import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import { signatureHeaders } from '../access/signatures.ts';
import { FIRST_CONTACT } from './organisation.ts';
import { readSignedBody } from './signed-body.ts';

/** The webhook channel that the phone belongs to. */
export const PHONE_CHANNEL = 'whatsapp-shop';
/** Where the phone gets its messages: the address that the channel delivers to. */
export const PHONE_GATEWAY_PATH = '/demo/phone/gateway';

/** What the phone remembers. */
const MOST_KEPT = 200;
const PATIENCE_MS = 10_000;

const Choice = z.object({ id: z.string(), label: z.string() });
const Delivered = z.object({
  id: z.string(),
  author: z.enum(['routing', 'advisor']),
  text: z.string(),
  choices: z.array(Choice),
  sentAt: z.iso.datetime(),
});
const Typed = z.union([
  z.strictObject({ key: z.uuid(), text: z.string().trim().min(1).max(4096) }),
  z.strictObject({ key: z.uuid(), choiceId: z.string().min(1).max(300) }),
]);

/** A message as the phone shows it. */
interface ShownMessage {
  key: string;
  author: 'customer' | 'routing' | 'advisor';
  text: string;
  choices: z.output<typeof Choice>[];
  sentAt: string;
}

/**
 * The phone of the demo's first customer, and the gateway between it and the server, as docs/channels.md describes one:
 * signed calls, in and out. Forgets everything when the server stops; the conversation goes on even so.
 */
export class DemoPhone {
  /** What both sides sign with. */
  readonly secret = randomBytes(32).toString('hex');
  readonly #server: string;
  readonly #now: () => Date;
  #messages: ShownMessage[] = [];

  /** `server` is where this server is found from itself. */
  constructor(server: string, now: () => Date) {
    this.#server = server;
    this.#now = now;
  }

  get messages(): readonly ShownMessage[] {
    return this.#messages;
  }

  /** Out: a message for the customer. The same one again is shown once. */
  async take(context: Context): Promise<Response> {
    const body = await readSignedBody(context, this.secret, this.#now());
    if ('refused' in body) return body.refused;
    const message = Delivered.safeParse(body.json);
    if (!message.success) return context.json({ error: 'This is no message.' }, 422);
    const { id: key, ...shown } = message.data;
    this.#show({ key, ...shown });
    return context.body(null, 204);
  }

  /** In: what was typed or tapped. The answer is the server's own, so that the page shows why one was refused. */
  async send(context: Context): Promise<Response> {
    const typed = Typed.safeParse(await context.req.json().catch(() => undefined));
    if (!typed.success) return context.json({ detail: 'This is no message.' }, 422);
    const { key } = typed.data;
    const text = 'text' in typed.data ? typed.data.text : this.#labelOf(typed.data.choiceId);
    const sentAt = this.#now().toISOString();
    // before the server has it: the routing's answer may be faster than the acknowledgement
    this.#show({ key, author: 'customer', text, choices: [], sentAt });
    const answer = await this.#bring(typed.data).catch(() => undefined);
    if (answer?.ok) return context.json({ key }, 201);
    if (!answer) return context.json({ detail: 'The server does not answer.' }, 503);
    if (answer.status < 500 && answer.status !== 429)
      this.#messages = this.#messages.filter((message) => message.key !== key);
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { 'content-type': 'application/problem+json' },
    });
  }

  /** The signed call that brings it to the server. */
  async #bring(typed: z.output<typeof Typed>): Promise<Response> {
    const { name, phone, email } = FIRST_CONTACT;
    const path = `/api/channels/${PHONE_CHANNEL}/incoming`;
    const conversation = phone.replace('+', '');
    const body = JSON.stringify({ conversation, contact: { name, phone, email }, ...typed });
    const call = { method: 'POST', path, body };
    return fetch(this.#server + path, {
      method: call.method,
      body,
      headers: {
        'content-type': 'application/json',
        ...(await signatureHeaders(this.secret, call, this.#now())),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }

  #show(message: ShownMessage): void {
    if (this.#messages.some(({ key }) => key === message.key)) return;
    this.#messages = [...this.#messages, message].slice(-MOST_KEPT);
  }

  #labelOf(choiceId: string): string {
    const choices = this.#messages.flatMap((message) => message.choices);
    return choices.find(({ id }) => id === choiceId)?.label ?? '…';
  }
}
