import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { API_VERSION, SERVICE } from '../../api-client/contract/api-version.ts';
import { greetServer } from '../../extension/greet-server.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { sendJson, startHttpService } from '../helpers/http-service.ts';
import { UntrustedServer } from '../helpers/untrusted-server.ts';

test('a Waypost of this version is good', async () => {
  const server = await DemoServer.start({ interactions: 5 });
  onTestFinished(() => server.stop());

  expect(await greetServer(server.url)).toBeNull();
});

test.each([
  ['a Waypost of an earlier version', 200, greetingOf(API_VERSION - 1), 'serverOlder'],
  ['a Waypost of a later version', 200, greetingOf(API_VERSION + 1), 'serverNewer'],
  ['a Waypost without a version', 200, { service: SERVICE }, 'serverStrange'],
  ['a Waypost from before versions were told', 200, { status: 'live' }, 'serverOlder'],
  ['something else that is alive', 200, { status: 'ok' }, 'serverStrange'],
  ['another service that is live', 200, { status: 'live', service: 'x' }, 'serverStrange'],
  ['another service with versions', 200, { service: 'x', apiVersion: 1 }, 'serverStrange'],
  ['something that has no such page', 404, { error: 'Not found' }, 'serverStrange'],
  ['a gateway before a server that is away', 502, {}, 'serverUnreachable'],
  ['a server that is asked too much', 429, {}, 'serverUnreachable'],
])('%s', async (_, status, body, fault) => {
  const service = await startHttpService((_, response) => sendJson(response, body, status));
  onTestFinished(() => service.close());

  expect(await greetServer(service.url)).toBe(fault);
});

test('a web page, and a way to another one, are no Waypost', async () => {
  const page = await readFile('extension/entrypoints/options/index.html');
  const site = await startHttpService((_, response) => response.end(page));
  onTestFinished(() => site.close());
  const gate = await startHttpService((_, response) =>
    response.writeHead(302, { location: `${site.url}/sign-in` }).end(),
  );
  onTestFinished(() => gate.close());

  expect(await greetServer(site.url)).toBe('serverStrange');
  expect(await greetServer(gate.url)).toBe('serverStrange');
});

test('nobody answers, or breaks off', async () => {
  const breaking = createServer((socket) => socket.destroy());
  await once(breaking.listen(0, '127.0.0.1'), 'listening');
  const { port } = breaking.address() as { port: number };

  expect(await greetServer(`http://127.0.0.1:${port}`)).toBe('serverUnreachable');
  await new Promise((resolve) => breaking.close(resolve));

  expect(await greetServer(`http://127.0.0.1:${port}`)).toBe('serverUnreachable');
});

test('a certificate that nobody vouches for is told as such, or as no answer', async () => {
  const server = await UntrustedServer.start((_, response) => response.end());
  onTestFinished(() => server.stop());

  expect(await greetServer(server.url)).toBe('serverUntrusted');
});

function greetingOf(apiVersion: number) {
  return { status: 'live', service: SERVICE, apiVersion };
}
