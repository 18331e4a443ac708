import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/*
 * Everything outside that routings call, in a process of its own: what the program calls dies with nothing here. Each
 * does what it is asked once for each idempotency key, gives every repetition the first answer, and keeps count.
 * A flow is known by its organisation's id, which is somewhere in all that it sends.
 */

/** Something done outside: once, however often it was asked for. */
export interface Deed {
  key: string;
  provider: string;
  /** What was asked, as it arrived. */
  content: string;
  /** How often it was asked for. */
  calls: number;
}

/** Where the providers listen. */
export interface ProviderPorts {
  http: number;
  smtp: number;
}

const deeds = new Map<string, Deed & { answer: unknown }>();

function take(key: string, provider: string, content: string): unknown {
  const known = deeds.get(`${provider} ${key}`);
  if (known) {
    known.calls++;
    return known.answer;
  }
  const answer = answerOf(provider, content);
  deeds.set(`${provider} ${key}`, { key, provider, content, calls: 1, answer });
  return answer;
}

function answerOf(provider: string, content: string): unknown {
  const card = { id: 'card-1', name: 'Nadia' };
  if (provider === 'crm search') return { cards: [card] };
  if (provider === 'crm create') return card;
  if (provider === 'service') return { parcel: { status: 'shipped' } };
  const flow = /[0-9a-f-]{36}/.exec(content)?.[0] ?? '';
  if (provider === 'bank payments') return { payAddress: `https://bank.example.com/${flow}` };
  return { accepted: true };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** `/service/<flow>`, `/crm/<flow>/search`, `/sms`, …; `/counts?flow=` tells what was done. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const body = await bodyOf(request);
  const say = (value: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (url.pathname === '/counts') return void say(countsOf(url.searchParams.get('flow') ?? ''));
  const [kind = '', , call] = url.pathname.slice(1).split('/');
  const key = request.headers['idempotency-key'];
  const content = `${request.method} ${url.pathname}${url.search} ${body}`;
  say(take(String(key), call ? `${kind} ${call}` : kind, content));
}

function countsOf(flow: string): Deed[] {
  const all = [...deeds.values()].filter(({ content }) => content.includes(flow));
  return all.map(({ key, provider, content, calls }) => ({ key, provider, content, calls }));
}

function startMailServer(): SMTPServer {
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    disabledCommands: ['AUTH'],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const id = /^Message-ID: (\S+)/im.exec(raw)?.[1];
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        const text = raw.replace(/^(Date|Message-ID): .*\r?\n/gim, '');
        take(String(id), 'mail', `${to}\n${text}`);
        done();
      });
    },
  });
  server.on('error', () => {}); // whoever is killed leaves the conversation
  return server;
}

if (import.meta.main) {
  const http = createServer((request, response) => void answer(request, response));
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const mail = startMailServer();
  mail.listen(0, '127.0.0.1');
  await once(mail.server, 'listening');
  const portOf = (address: unknown) => (address as AddressInfo).port; // a TCP server's address is no text
  const ports: ProviderPorts = {
    http: portOf(http.address()),
    smtp: portOf(mail.server.address()),
  };
  process.send?.(ports);
  process.once('disconnect', () => process.exit());
}
