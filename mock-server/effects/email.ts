import { createHash } from 'node:crypto';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { EmailRequest, EmailResult } from '../routing/effects.ts';
import { InsideAddress, NetworkGuard } from './network-guard.ts';
import { TryAgain, type Occasion, type Performer } from './performer.ts';
import { MissingSecret, readSecrets } from './secrets.ts';

/** The operator's own mail server, for mailboxes that have none. */
export interface OperatorMail {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  /** The sender of what has no mailbox. */
  from: string;
}

/** What the transport needs of one mail server. */
type MailServer = Omit<OperatorMail, 'from'> & { guard: NetworkGuard };

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const WHOLE_MS = 60_000;

/** Sends e-mails by SMTP: one transaction for all recipients. */
export function createEmailPerformer(
  guard: NetworkGuard,
  operator: OperatorMail | null,
): Performer<'email'> {
  const operatorGuard = new NetworkGuard({ allowedHosts: operator ? [operator.host] : [] });

  async function serverOf(
    { mailbox }: EmailRequest,
    { db, organisationId }: Occasion,
  ): Promise<MailServer | undefined> {
    const smtp = mailbox?.smtp;
    if (!smtp) return operator ? { ...operator, guard: operatorGuard } : undefined;
    const { host, port, secure, user, passwordSecret } = smtp;
    if (passwordSecret === null) return { host, port, secure, user, password: '', guard };
    const secrets = await readSecrets(db, organisationId, [passwordSecret]);
    return { host, port, secure, user, password: secrets.get(passwordSecret), guard };
  }

  return {
    kind: 'email',
    async perform(request, occasion) {
      try {
        const server = await serverOf(request, occasion);
        if (!server) return refused(request, 'No mail server is set up.');
        return await send(server, request, operator?.from ?? '', occasion);
      } catch (error) {
        return resultOf(error, request);
      }
    },
    givenUp: (reason) => ({ accepted: [], rejected: [], reason }),
  };
}

async function send(
  server: MailServer,
  request: EmailRequest,
  operatorAddress: string,
  { key, signal }: Occasion,
): Promise<EmailResult> {
  const { host, port, secure, user, password, guard } = server;
  const transport = createTransport({
    host,
    port,
    secure,
    // where the operator allows an inside host, the line to it is the operator's business
    requireTLS: password !== '' && !secure && !guard.allows(host, port),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options, callback) => {
      guard.connect(host, port, CONNECT_MS).then(
        (connection) => callback(null, { connection }),
        (error: Error) => callback(error),
      );
    },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
  });
  const within = AbortSignal.any([signal, AbortSignal.timeout(WHOLE_MS)]);
  const mail = mailOf(request, operatorAddress, key);
  const sent = await transport.sendMail({ ...mail, signal: within });
  const rejected = sent.rejected.map(addressText);
  const reason = rejected.length > 0 ? `The mail server refused ${rejected.join(', ')}.` : null;
  return { accepted: sent.accepted.map(addressText), rejected, reason };
}

/** The message. Its id follows from the effect's key: whoever gets it twice can tell. */
function mailOf(request: EmailRequest, operatorAddress: string, key: string): SendMailOptions {
  const { to, cc, bcc, subject, html, text, mailbox } = request;
  const address = mailbox?.address ?? operatorAddress;
  const domain = address.split('@').at(-1) ?? 'localhost';
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return {
    from: { name: singleLine(mailbox?.senderName ?? ''), address },
    to,
    cc,
    envelope: { from: address, to: [...new Set([...to, ...cc, ...bcc])] },
    messageId: `<${hash}@${domain}>`,
    subject: singleLine(subject),
    ...(html === '' ? {} : { html }),
    ...(text === '' ? {} : { text }),
  };
}

function singleLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

function addressText(address: string | { address: string }): string {
  return typeof address === 'string' ? address : address.address;
}

/** What nodemailer tells with an error. Its message holds the server's words: they are not repeated. */
interface MailError extends Error {
  code?: string;
  responseCode?: number;
}

const LASTING = new Set(['ETLS', 'EAUTH', 'ENOAUTH', 'EENVELOPE', 'EMESSAGE', 'ECONFIG']);

function resultOf(error: unknown, request: EmailRequest): EmailResult {
  if (error instanceof InsideAddress || error instanceof MissingSecret)
    return refused(request, error.message);
  const { code = '', responseCode } = error as MailError; // whatever it is, these are read from it
  if (responseCode !== undefined && responseCode >= 500)
    return refused(request, refusal(code, responseCode));
  if (responseCode === undefined && LASTING.has(code))
    return refused(request, 'The mail server cannot be used as it is set up.');
  throw new TryAgain(
    responseCode === undefined
      ? 'The mail server cannot be reached.'
      : `The mail server is busy (status ${responseCode}).`,
  );
}

function refusal(code: string, status: number): string {
  if (code === 'EAUTH')
    return `The mail server refused the user or password (status ${status}).`;
  return `The mail server refused the message (status ${status}).`;
}

function refused({ to, cc, bcc }: EmailRequest, reason: string): EmailResult {
  return { accepted: [], rejected: [...new Set([...to, ...cc, ...bcc])], reason };
}
