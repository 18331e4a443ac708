import { endpoints, type EndpointName } from '../../api-client/contract/endpoints.ts';
import { signatureHeaders } from '../../mock-server/access/signatures.ts';
import { queryText, type Answer, type CallOptions, type DemoServer } from './demo-server.ts';

/** Calls as the gateway of a webhook channel does: signed. */
export class GatewayCaller {
  readonly #server: DemoServer;
  readonly channel: string;
  secret: string;
  #keys = 0;

  constructor(server: DemoServer, channel: string, secret: string) {
    this.#server = server;
    this.channel = channel;
    this.secret = secret;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    { at = this.#server.services.clock.now(), headers = {}, channel = this.channel } = {},
  ): Promise<Answer> {
    const whole = `/api/channels/${channel}${path}`;
    const text = body === undefined ? '' : JSON.stringify(body);
    const signed = await signatureHeaders(this.secret, { method, path: whole, body: text }, at);
    return this.send(method, whole, text, { ...signed, ...headers });
  }

  /** Calls an endpoint with whatever it is given; the signature is good all the same. */
  async callEndpoint(name: EndpointName, options: CallOptions): Promise<Answer> {
    const { params = {}, query, body, rawBody } = options;
    const { method, path } = endpoints[name];
    const filled = path.replace(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(String(params[key])),
    );
    const search = queryText(query);
    const sent = rawBody ?? (body === undefined ? '' : JSON.stringify(body));
    const text = typeof sent === 'string' ? sent : new TextDecoder().decode(sent);
    const { pathname } = new URL(filled, this.#server.url);
    const signed = { method, path: pathname + search, body: text };
    const now = this.#server.services.clock.now();
    const headers = await signatureHeaders(this.secret, signed, now);
    return this.#server.call(name, { ...options, headers });
  }

  /** Sends a call as it is. */
  async send(
    method: string,
    path: string,
    text: string,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const response = await fetch(this.#server.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: text === '' ? null : text,
    });
    const answer = await response.text();
    const parsed: unknown = answer === '' ? undefined : JSON.parse(answer);
    return { status: response.status, headers: response.headers, body: parsed };
  }

  /** What a customer wrote; each time another message unless a key is given. */
  incoming(conversation: string, message: Record<string, unknown>): Promise<Answer> {
    const contact = { name: 'Nadia Achour', phone: '+33612345678' };
    const key = `message-${++this.#keys}`;
    return this.call('POST', '/incoming', { conversation, contact, key, ...message });
  }
}
