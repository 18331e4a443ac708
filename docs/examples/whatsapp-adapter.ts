import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/* A gateway between the WhatsApp Cloud API and a Waypost channel, whole. docs/channels.md explains it. */

export interface AdapterOptions {
  /** Waypost’s address, as https://waypost.example.com. */
  waypost: string;
  channel: { id: string; secret: string };
  /** The address that WhatsApp takes messages at, as https://graph.facebook.com/v23.0/<phone number id>/messages. */
  whatsapp: string;
  token: string;
  /** By which WhatsApp signs what it brings. */
  appSecret: string;
}

/** What WhatsApp brings, as far as it is read here. */
interface Brought {
  entry: { changes: { value: { contacts?: Contact[]; messages?: WrittenMessage[] } }[] }[];
}
interface Contact {
  profile: { name: string };
}
interface WrittenMessage {
  id: string;
  from: string;
  text?: { body: string };
  interactive?: { button_reply?: { id: string }; list_reply?: { id: string } };
}

/** What Waypost brings, as far as it is read here. */
interface Outgoing {
  id: string;
  conversation: string;
  kind: 'text' | 'buttons' | 'list';
  text: string;
  choices: { id: string; label: string }[];
}

const hmac = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('hex');
const isSame = (given: unknown, expected: string) =>
  typeof given === 'string' &&
  given.length === expected.length &&
  timingSafeEqual(Buffer.from(given), Buffer.from(expected));

/** POST /whatsapp takes what customers write, POST /waypost what is to be taken to them. */
export function createAdapter(options: AdapterOptions): Server {
  const done = new Set<string>(); // in a database, where there is more than one adapter
  return createServer((request, response) => {
    const act = request.url === '/waypost' ? takeToCustomer : takeToWaypost;
    void readBody(request)
      .then((body) => act(body, request))
      .catch(() => 503) // whoever brought it brings it again
      .then((status) => response.writeHead(status).end());
  });

  async function takeToWaypost(body: string, { headers }: IncomingMessage): Promise<number> {
    const signature = `sha256=${hmac(options.appSecret, body)}`;
    if (!isSame(headers['x-hub-signature-256'], signature)) return 401;
    const { entry } = JSON.parse(body) as Brought;
    for (const { value } of entry.flatMap(({ changes }) => changes)) {
      for (const message of value.messages ?? []) {
        const { button_reply: button, list_reply: row } = message.interactive ?? {};
        const choice = button ?? row;
        const content = choice ? { choiceId: choice.id } : { text: message.text?.body };
        if (!choice && !content.text) continue; // a sticker, a contact …
        const contact = { phone: `+${message.from}`, name: value.contacts?.[0]?.profile.name };
        const incoming = { conversation: message.from, key: message.id, contact, ...content };
        const { status } = await callWaypost('incoming', incoming);
        if (status >= 500 || status === 429) return 503;
        if (status >= 400) process.stderr.write(`Waypost refused a message (${status}).\n`);
      }
    }
    return 200;
  }

  function callWaypost(what: string, value: unknown): Promise<Response> {
    const { id, secret } = options.channel;
    const address = new URL(`/api/channels/${id}/${what}`, options.waypost);
    const body = JSON.stringify(value);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': 'application/json',
      'waypost-timestamp': timestamp,
      'waypost-signature': `v1=${hmac(secret, `${timestamp}.POST.${address.pathname}.${body}`)}`,
    };
    return fetch(address, { method: 'POST', headers, body });
  }

  async function takeToCustomer(body: string, request: IncomingMessage): Promise<number> {
    const timestamp = String(request.headers['waypost-timestamp']);
    const signature = hmac(options.channel.secret, `${timestamp}.POST.${request.url}.${body}`);
    const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
    if (!isFresh || !isSame(request.headers['waypost-signature'], `v1=${signature}`)) return 401;
    const message = JSON.parse(body) as Outgoing;
    if (done.has(message.id)) return 200;
    const sent = await fetch(options.whatsapp, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${options.token}`,
      },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        to: message.conversation,
        ...contentOf(message),
      }),
    });
    if (sent.ok) done.add(message.id);
    return sent.status >= 500 || sent.status === 429 ? 503 : sent.ok ? 200 : 422;
  }
}

/** What Waypost has fitted to the channel’s limits, in WhatsApp’s words. */
function contentOf({ kind, text, choices }: Outgoing): object {
  if (kind === 'text') return { type: 'text', text: { body: text } };
  const named = choices.map(({ id, label }) => ({ id, title: label }));
  const action =
    kind === 'buttons'
      ? { buttons: named.map((reply) => ({ type: 'reply', reply })) }
      : { button: '…', sections: [{ rows: named }] };
  const type = kind === 'buttons' ? 'button' : 'list';
  return { type: 'interactive', interactive: { type, body: { text }, action } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
