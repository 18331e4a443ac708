import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import {
  SOCKET_PATH,
  type ClientEvents,
  type ServerEvents,
} from '../../api-client/contract/socket-events.ts';
import type { Services } from '../services.ts';
import { Connection } from './connection.ts';

/** A silent socket is found dead after this long without an answer to a ping. */
const PING_INTERVAL_MS = 20_000;
const PING_TIMEOUT_MS = 10_000;
const LARGEST_MESSAGE = 16 * 1024;

export type SocketServer = Server<ClientEvents, ServerEvents>;

/** Carries the connections over socket.io on a Node HTTP server. */
export function attachSockets(http: HttpServer, services: Services): SocketServer {
  const server: SocketServer = new Server(http, {
    path: SOCKET_PATH,
    serveClient: false,
    transports: ['websocket'],
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: LARGEST_MESSAGE,
    cleanupEmptyChildNamespaces: true,
    allowRequest: ({ headers }, decide) => {
      decide(null, services.origins.allows(headers.origin, headers.host));
    },
  });
  server.on('connection', (socket) => {
    const token = (socket.handshake.auth as { token?: unknown }).token;
    const connection = Connection.open(
      services,
      {
        on: (event, handler) => void socket.on(event, handler as never), // socket.io types each event apart
        emit: (event, ...values) => void socket.emit(event, ...(values as never)),
        close: () => void socket.disconnect(true),
      },
      typeof token === 'string' ? token : '',
    );
    socket.on('disconnect', () => connection.ended());
  });
  return server;
}
