import { io } from 'socket.io-client';
import type { Session } from '../../../api-client/contract/session.ts';
import { SOCKET_PATH } from '../../../api-client/contract/socket-events.ts';

/** A process of its own that holds many sockets on the history: `crowd.ts <server> <sockets>`. */
const [url = '', count = '0'] = process.argv.slice(2);
const usernames = [
  'admin',
  'keeper',
  'manager',
  'leader-1',
  'leader-2',
  'leader-3',
  'agent',
  'advisor-1',
];

const tokens = await Promise.all(usernames.map(signIn));
let received = 0;
await Promise.all(Array.from({ length: Number(count) }, (_, index) => follow(index)));
process.send?.('watching');
process.on('message', () => process.send?.(received));

async function signIn(username: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'waypost' }),
  });
  const { accessToken } = (await response.json()) as Session;
  return accessToken;
}

async function follow(index: number): Promise<void> {
  const token = tokens[index % tokens.length] ?? '';
  const socket = io(url, { path: SOCKET_PATH, transports: ['websocket'], auth: { token } });
  socket.on('changes', () => received++);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  await socket.emitWithAck('watch', { scope: 'history' });
}
