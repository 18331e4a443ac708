import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { API_VERSION, API_VERSION_HEADER } from '../../api-client/contract/api-version.ts';
import { createWaypost } from '../../api-client/client.ts';
import type { Waypost } from '../../api-client/waypost.ts';

/* Answers as a server gives them when it streams: in pieces that end anywhere. */

const CSV = { 'content-type': 'text/csv', [API_VERSION_HEADER]: String(API_VERSION) };

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let client: Waypost;

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createWaypost({ url, getToken: async () => 'token', realtime: false });
});

afterEach(async () => {
  client.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const query = { status: ['processed' as const, 'aborted' as const], search: 'anna' };

test('the file comes as it was sent, and its rows are counted, not its lines', async () => {
  const pieces = ['\uFEFFContact;Note\r\nAn', 'na;"two\r\nlines, ""quoted""', '"\r\nÉva;x\r\n'];
  let asked: string | undefined;
  answer = (request, response) => {
    asked = request.url;
    response.writeHead(200, { ...CSV, 'waypost-rows': '2' });
    const send = (index: number) => {
      if (index === pieces.length) response.end();
      else response.write(pieces[index], () => setImmediate(send, index + 1));
    };
    send(0);
  };
  const told: [number, number][] = [];
  const onProgress = (rows: number, total: number) => void told.push([rows, total]);

  const file = await client.exportHistory(query, { language: 'fr', onProgress });

  expect(Buffer.from(await file.arrayBuffer()).toString()).toBe(pieces.join(''));
  expect(file.type).toBe('text/csv;charset=utf-8');
  expect(told.at(-1)).toEqual([2, 2]);
  expect(told.every(([rows, total]) => rows <= total && total === 2)).toBe(true);
  expect(asked).toBe(
    '/api/interactions/export?status=processed&status=aborted&search=anna&language=fr',
  );
});

test('is given up when the signal says so, and the server hears it', async () => {
  const left = vi.fn();
  answer = (request, response) => {
    request.socket.on('close', left);
    response.writeHead(200, CSV);
    response.write('Contact\r\nAnna\r\n');
  };
  const giving = new AbortController();
  const onProgress = () => giving.abort(new Error('Enough.'));
  const exporting = client.exportHistory(
    {},
    { language: 'en', signal: giving.signal, onProgress },
  );
  await expect(exporting).rejects.toThrow('Enough.');
  await vi.waitFor(() => expect(left).toHaveBeenCalled());
});

test('is given up when the page fails at its progress, and the server hears it', async () => {
  const left = vi.fn();
  answer = (request, response) => {
    request.socket.on('close', left);
    response.writeHead(200, CSV);
    response.write('Contact\r\nAnna\r\n');
  };
  const onProgress = () => {
    throw new TypeError('No such bar.');
  };
  const exporting = client.exportHistory({}, { language: 'en', onProgress });
  await expect(exporting).rejects.toThrow('No such bar.');
  await vi.waitFor(() => expect(left).toHaveBeenCalled());
});

test('that breaks off is no file', async () => {
  answer = (_, response) => {
    response.writeHead(200, CSV);
    response.write('Contact\r\nAnna\r\n', () => response.destroy());
  };
  const exporting = client.exportHistory({}, { language: 'en' });
  await expect(exporting).rejects.toMatchObject({ kind: 'network' });
});

test('that is refused says why', async () => {
  const problem = {
    type: 'urn:waypost:problem:invalid',
    title: 'Invalid',
    status: 400,
    detail: 'At most three months.',
  };
  answer = (_, response) => {
    response.writeHead(400, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(problem));
  };
  const exporting = client.exportHistory({}, { language: 'en' });
  await expect(exporting).rejects.toMatchObject({ kind: 'invalid', message: problem.detail });
});
