import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { DemoServer } from '../helpers/demo-server.ts';

test('a connection on which a browser has asked nothing yet does not keep the server from stopping', async () => {
  const server = await DemoServer.start({ interactions: 5 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  await fetch(`${server.url}/health/live`);

  await server.stop();

  if (!socket.closed) await once(socket, 'close');
  expect(socket.closed).toBe(true);
});
