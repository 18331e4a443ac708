import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** An e-mail as it arrived. */
export interface ArrivedMail {
  from: string;
  to: string[];
  raw: string;
}

export interface MailServer {
  port: number;
  mails: ArrivedMail[];
  close(): Promise<void>;
}

/** A mail server on the loopback address. `statusOf` gives the status of a recipient that it does not take. */
export async function startMailServer(
  statusOf: (recipient: string) => number | undefined = () => undefined,
  password?: string,
): Promise<MailServer> {
  const mails: ArrivedMail[] = [];
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: password === undefined,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.password === password
        ? done(null, { user: auth.username })
        : done(Object.assign(new Error(`Not ${auth.password ?? ''}`), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = statusOf(address);
      done(responseCode ? Object.assign(new Error('Not here'), { responseCode }) : null);
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        done();
      });
    },
  });
  server.on('error', () => {}); // a client that goes away is none of a test's business
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port, // a TCP server's address is no text
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
