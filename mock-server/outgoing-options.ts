import type { OperatorMail } from './effects/email.ts';
import type { SmsGateway } from './effects/sms.ts';
import { OptionError } from './option-error.ts';

/** By what e-mails and text messages go out, and which inside hosts may be called. */
export interface OutgoingOptions {
  /** The mail server of mailboxes that have none of their own; null when there is none. */
  smtp: OperatorMail | null;
  smsGateway: SmsGateway | null;
  /** Inside hosts that web services, CRMs and mailboxes may name. */
  allowedHosts: string[];
}

/** Reads what the environment says about it. Addresses may hold passwords: no message repeats one. */
export function readOutgoingOptions(env: NodeJS.ProcessEnv): OutgoingOptions {
  return {
    smtp: env['WAYPOST_SMTP_URL'] ? readMail(env['WAYPOST_SMTP_URL']) : null,
    smsGateway: readGateway(env['WAYPOST_SMS_URL'] ?? '', env['WAYPOST_SMS_SECRET'] ?? ''),
    allowedHosts: readHosts(env['WAYPOST_ALLOWED_HOSTS'] ?? ''),
  };
}

function readMail(text: string): OperatorMail {
  const url = URL.canParse(text) ? new URL(text) : null;
  const from = url?.searchParams.get('from') ?? '';
  if (
    !url ||
    !/^smtps?:$/.test(url.protocol) ||
    !url.hostname ||
    !/^[^@\s]+@[^@\s]+$/.test(from)
  ) {
    throw new OptionError(
      'WAYPOST_SMTP_URL must be an address like smtp://user:password@host:587?from=hello@example.com.',
    );
  }
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    user: decoded(url.username),
    password: decoded(url.password),
    from,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a per cent sign of its own
  }
}

function readGateway(address: string, secret: string): SmsGateway | null {
  if (address === '' && secret === '') return null;
  const isHttp = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isHttp)
    throw new OptionError(
      'WAYPOST_SMS_URL must be an address like https://sms.example.com/send.',
    );
  if (secret === '')
    throw new OptionError(
      'WAYPOST_SMS_URL needs WAYPOST_SMS_SECRET, which signs what is sent.',
    );
  return { address, secret };
}

function readHosts(text: string): string[] {
  const hosts = text.split(',').map((part) => part.trim());
  return hosts.filter(Boolean).map((host) => {
    if (/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return host.toLowerCase();
    throw new OptionError(
      `WAYPOST_ALLOWED_HOSTS holds ‘${host}’, which is not a host like crm.internal or 10.0.0.5:8080.`,
    );
  });
}
