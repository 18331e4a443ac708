import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A process of its own that answers every call at once. Tells its parent the address, then how many it answered. */
let answered = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    answered++;
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // a TCP server's address is no text
  process.send?.(`http://127.0.0.1:${port}/`);
});
process.on('message', () => process.send?.(answered));
