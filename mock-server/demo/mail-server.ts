import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { OperatorMail } from '../effects/email.ts';
import type { DemoPost } from './outbox.ts';
import { readMail } from './read-mail.ts';

const LARGEST_MAIL = 1024 * 1024;
/** In whose name the demo's first organisation writes. */
const SENDER = 'bonjour@maison-verdier.example';

export interface DemoMailServer {
  /** How the server reaches it. */
  smtp: OperatorMail;
  close(): Promise<void>;
}

/**
 * The demo's own mail server, on the loopback address: it takes every mail and delivers none. As at a real one, an
 * address can be refused: those that begin with `refused`.
 */
export async function startDemoMailServer(
  post: DemoPost,
  now: () => Date,
): Promise<DemoMailServer> {
  const server = new SMTPServer({
    hideSTARTTLS: true,
    disabledCommands: ['AUTH'],
    size: LARGEST_MAIL,
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('refused')
        ? done(Object.assign(new Error('Nobody here'), { responseCode: 550 }))
        : done(),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      let length = 0;
      stream.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= LARGEST_MAIL) parts.push(part);
      });
      stream.on('end', () => {
        if (length > LARGEST_MAIL)
          return done(Object.assign(new Error('Too large'), { responseCode: 552 }));
        const mail = readMail(Buffer.concat(parts).toString('latin1'));
        const recipients = envelope.rcptTo.map(({ address }) => address);
        post.mail.add({ ...mail, recipients, at: now() });
        return done();
      });
    },
  });
  server.on('error', () => {}); // a sender that goes away is no fault of the demo's
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo; // a TCP server's address is no text
  return {
    smtp: { host: '127.0.0.1', port, secure: false, user: '', password: '', from: SENDER },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
