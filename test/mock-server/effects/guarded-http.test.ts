import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createGuardedHttp, type HttpCall } from '../../../mock-server/effects/guarded-http.ts';
import type { NoAnswer } from '../../../mock-server/effects/no-answer.ts';
import {
  InsideAddress,
  NetworkGuard,
  type LookupAll,
} from '../../../mock-server/effects/network-guard.ts';
import { sendJson, startHttpService, type HttpService } from '../../helpers/http-service.ts';

const get = (address: string, changes: Partial<HttpCall> = {}): HttpCall => ({
  method: 'GET',
  address: new URL(address),
  headers: {},
  body: null,
  timeoutSeconds: 5,
  ...changes,
});
const kindOf = (error: unknown) => (error as NoAnswer).kind;

describe('an address that leads inside', () => {
  let server: Server;
  let connections: number;
  beforeEach(async () => {
    connections = 0;
    server = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await once(server.listen(0), 'listening');
  });
  afterEach(() => void server.close());
  const port = () => (server.address() as AddressInfo).port; // a TCP server's address is no text

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:0:0:1]',
    'localhost',
    'LOCALHOST.',
    '0.0.0.0',
    '169.254.169.254',
    '10.0.0.1',
    '[fe80::1]',
    '[64:ff9b::7f00:1]',
  ])('is refused before anything is connected to: %s', async (host) => {
    const send = createGuardedHttp(new NetworkGuard());

    const refused = await send(get(`http://${host}:${port()}/`)).catch(kindOf);

    expect(refused).toBe('inside');
    expect(connections).toBe(0);
  });

  test('is refused when one of a name’s addresses is inside', async () => {
    const send = createGuardedHttp(
      new NetworkGuard({ lookup: answers([['203.0.114.1', '::1']]) }),
    );

    expect(await send(get(`http://service.example:${port()}/`)).catch(kindOf)).toBe('inside');
    expect(connections).toBe(0);
  });

  test('is refused when a name answers differently the second time', async () => {
    const lookup = answers([['203.0.114.1'], ['127.0.0.1']]);
    const send = createGuardedHttp(new NetworkGuard({ lookup }));

    expect(await send(get(`http://service.example:${port()}/`)).catch(kindOf)).toBe('inside');
    expect(connections).toBe(0);
  });

  test('is refused for a mail server too', async () => {
    const guard = new NetworkGuard({ lookup: answers([['203.0.114.1'], ['127.0.0.1']]) });

    await expect(guard.connect('mail.example', port(), 1000)).rejects.toThrow(
      '‘mail.example’ leads inside',
    );
    await expect(new NetworkGuard().connect('2130706433', port(), 1000)).rejects.toThrow(
      'leads inside',
    );
    expect(connections).toBe(0);
  });
});

/** A name's addresses, by turn; the last for ever. */
function answers(turns: string[][]): LookupAll {
  let turn = 0;
  return (_host, _options, found) => {
    const addresses = turns[Math.min(turn++, turns.length - 1)] ?? [];
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

describe('a host that the operator allows', () => {
  let service: HttpService;
  let other: HttpService;
  beforeEach(async () => {
    other = await startHttpService((_call, response) => sendJson(response, 'other'));
    service = await startHttpService(({ path }, response) => {
      const to = (location: string, status = 302) =>
        response.writeHead(status, { location }).end();
      if (path === '/inside') return to('http://169.254.169.254/latest/meta-data');
      if (path === '/round') return to('/round');
      if (path === '/other') return to(`http://127.0.0.1:${other.port}/`);
      if (path === '/other-307') return to(`http://127.0.0.1:${other.port}/`, 307);
      if (path === '/here') return to('/', 303);
      if (path === '/file') return to('file:///etc/passwd');
      if (path === '/large') return void response.end(Buffer.alloc(1024 * 1024 + 1));
      if (path === '/silent') return undefined;
      if (path === '/hints') response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      if (path === '/nothing') return void response.writeHead(204).end();
      if (path === '/endless') return void response.writeHead(200).write('more');
      if (path === '/port') return sendJson(response, response.socket?.remotePort);
      return sendJson(response, 'here');
    });
  });
  afterEach(() => Promise.all([service.close(), other.close()]));
  const allowing = () => createGuardedHttp(new NetworkGuard({ allowedHosts: ['127.0.0.1'] }));

  test('by its name is called', async () => {
    expect((await allowing()(get(service.url))).status).toBe(200);
  });

  test('is called again on connections that are there', async () => {
    const send = allowing();
    const ports = new Set<string>();
    for (let call = 0; call < 8; call++) {
      const { body } = await send(get(`${service.url}/port`));
      ports.add(Buffer.from(body).toString());
    }
    expect(ports.size).toBeLessThan(8);
  });

  test('has a connection of its own for a call that is made once', async () => {
    const send = allowing();
    const ports = new Set<string>();
    for (let call = 0; call < 8; call++) {
      const { body } = await send(get(`${service.url}/port`, { once: true }));
      ports.add(Buffer.from(body).toString());
    }
    expect(ports.size).toBe(8);
  });

  test('is looked at for every call, whatever connection is there', async () => {
    const guard = new NetworkGuard({ allowedHosts: ['127.0.0.1'] });
    const send = createGuardedHttp(guard);
    await send(get(service.url));
    guard.demandOutside = (host) => Promise.reject(new InsideAddress(host));

    expect(await send(get(service.url)).catch(kindOf)).toBe('inside');
    expect(service.calls).toHaveLength(1);
  });

  test('with a port is called on that port only', async () => {
    const allowedHosts = [`127.0.0.1:${service.port}`];
    const send = createGuardedHttp(new NetworkGuard({ allowedHosts }));

    expect((await send(get(service.url))).status).toBe(200);
    expect(await send(get(other.url)).catch(kindOf)).toBe('inside');
  });

  test('may not redirect to a link-local address', async () => {
    expect(await allowing()(get(`${service.url}/inside`)).catch(kindOf)).toBe('inside');
  });

  test('may not redirect to another kind of address', async () => {
    expect(await allowing()(get(`${service.url}/file`)).catch(kindOf)).toBe('redirect');
  });

  test('redirects five times at most', async () => {
    expect(await allowing()(get(`${service.url}/round`)).catch(kindOf)).toBe('redirect');
    expect(service.calls).toHaveLength(6);
  });

  test('keeps the headers of a call on its own redirect, and drops the body', async () => {
    const headers = { authorization: 'Bearer secret', 'content-type': 'text/plain' };
    await allowing()(get(`${service.url}/here`, { method: 'POST', headers, body: 'text' }));

    const { method, body, headers: arrived } = service.calls[1] ?? {};
    expect([method, body]).toEqual(['GET', '']);
    expect(arrived).toMatchObject({ authorization: 'Bearer secret' });
  });

  test('does not hand headers on to another server', async () => {
    const headers = {
      authorization: 'Bearer secret',
      'x-api-key': 'secret',
      accept: 'text/html',
    };
    await allowing()(get(`${service.url}/other`, { headers }));

    expect(other.calls[0]?.headers).toMatchObject({ accept: 'text/html' });
    expect(JSON.stringify(other.calls)).not.toContain('secret');
  });

  test('does not hand a body on to another server', async () => {
    const call = get(`${service.url}/other-307`, { method: 'POST', body: 'secret' });

    expect(await allowing()(call).catch(kindOf)).toBe('redirect');
    expect(other.calls).toEqual([]);
  });

  test('may answer 1 MiB at most', async () => {
    expect(await allowing()(get(`${service.url}/large`)).catch(kindOf)).toBe('too-large');
  });

  test('that says nothing is late', async () => {
    const call = get(`${service.url}/silent`, { timeoutSeconds: 0.05 });

    expect(await allowing()(call).catch(kindOf)).toBe('late');
  });

  test('that says nothing is left when the server stops, and its connection closed', async () => {
    const stop = new AbortController();
    const sent = allowing()(get(`${service.url}/silent`, { signal: stop.signal }));
    const [request] = (await once(service.server, 'request')) as [IncomingMessage];
    stop.abort();

    expect(await sent.catch(kindOf)).toBe('interrupted');
    await once(request.socket, 'close');
  });

  test('is not called by a server that has stopped', async () => {
    const call = get(service.url, { signal: AbortSignal.abort() });

    expect(await allowing()(call).catch(kindOf)).toBe('interrupted');
    expect(service.calls).toEqual([]);
  });

  test('is not waited for when its body is not wanted', async () => {
    const { status, body } = await allowing()(
      get(`${service.url}/endless`, { readsBody: false }),
    );

    expect([status, body.length]).toEqual([200, 0]);
  });

  test('keeps its connection when the body that is not wanted is empty', async () => {
    const send = allowing();
    const connections = new Set<unknown>();
    service.server.on('connection', (socket) => connections.add(socket));
    for (let call = 0; call < 8; call++)
      await send(get(`${service.url}/nothing`, { readsBody: false }));
    expect(connections.size).toBeLessThan(8);
  });

  test('may say something before its answer', async () => {
    const send = allowing();
    const whole = await send(get(`${service.url}/hints`));
    const head = await send(get(`${service.url}/hints`, { readsBody: false }));

    expect([whole.status, head.status]).toEqual([200, 200]);
    expect(Buffer.from(whole.body).toString()).toBe('"here"');
  });

  test('that is not there is unreachable', async () => {
    await service.close();

    expect(await allowing()(get(service.url)).catch(kindOf)).toBe('unreachable');
  });
});
