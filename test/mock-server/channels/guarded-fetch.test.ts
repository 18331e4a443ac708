import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../../mock-server/channels/guarded-fetch.ts';

/** This machine's own name, where it leads to an address of ours. */
const ownName = await lookup(hostname()).then(
  () => hostname(),
  () => undefined,
);

describe('an address from a customer that leads inside', () => {
  let server: Server;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await once(server.listen(0), 'listening');
  });
  afterAll(() => server.close());
  const port = () => (server.address() as AddressInfo).port; // a TCP server's address is no text

  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    'localhost',
    'LOCALHOST.',
    ...(ownName ? [ownName] : []),
  ])('is not even connected to: %s', async (host) => {
    expect(await contentTypeOf(`https://${host}:${port()}/picture.png`)).toBeNull();
    expect(connections).toBe(0);
  });
});

it.each(['http://example.com/a.png', 'https://me:secret@example.com/a.png', 'https://', 'x'])(
  'an address that is none of ours to ask has no type: %s',
  async (address) => {
    expect(await contentTypeOf(address)).toBeNull();
  },
);
