import { parseArgs } from 'node:util';
import { OptionError } from './option-error.ts';
import { EXTENSION_ID } from './sign-in/redirect-addresses.ts';
import { readOutgoingOptions, type OutgoingOptions } from './outgoing-options.ts';

export { OptionError };

/** How this server was asked to run. */
export interface Options extends OutgoingOptions {
  /** 0 takes any free port. */
  port: number;
  /** A PostgreSQL of one's own; null starts the built-in one in `dataFolder`. */
  databaseUrl: string | null;
  dataFolder: string;
  /** Demo users, data and pages. */
  demo: boolean;
  /** Demo customers keep coming. */
  traffic: boolean;
  /** The demo's data follow from this number alone. */
  seed: number;
  /** Pages of these origins may call the API and open sockets. */
  allowedOrigins: string[];
  /** Ids of extensions whose own addresses may end a sign-in. */
  extensions: string[];
  /** Where customers and payment providers find this server; null is this computer. */
  publicUrl: string | null;
  help: boolean;
}

export const helpText = `Usage: npm start -- [options]

Options
  --demo          demo users, data and pages also with a DATABASE_URL (without one they are always on)
  --no-demo       nothing but Waypost also with the built-in database: an organisation is set up in the browser
  --no-traffic    no demo customers that come by themselves
  --seed NUMBER   another set of demo data; the same number makes the same data (default 1)
  --help          this text

Environment
  PORT             the port to listen on (default 4000)
  DATABASE_URL     a PostgreSQL 15 or newer; without it, the built-in one is started
  WAYPOST_DATA     the folder of the built-in database (default .data)
  LOG_LEVEL        how much is logged: error, warn, info, debug (default warn)
  WAYPOST_PUBLIC_URL     where customers find the pages of surveys and payments: https://waypost.example.com
  WAYPOST_ORIGINS  origins of the pages and extensions that may call, and frame the panel, with commas between them
  WAYPOST_EXTENSIONS     ids of extensions that may use their own address for signing in, with commas between them
  WAYPOST_SMTP_URL       the mail server: smtp://user:password@host:587?from=hello@example.com
  WAYPOST_SMS_URL        the HTTP gateway for text messages, with
  WAYPOST_SMS_SECRET     the secret that signs what it is sent
  WAYPOST_ALLOWED_HOSTS  inside hosts that web services, CRMs and mailboxes may name, with commas between them
`;

/** Reads the command line (without program and script) and the environment. */
export function readOptions(argv: string[], env: NodeJS.ProcessEnv): Options {
  const flags = readFlags(argv);
  if (flags.has('demo') && flags.has('no-demo'))
    throw new OptionError('‘--demo’ and ‘--no-demo’ cannot both be meant.');
  const databaseUrl = env['DATABASE_URL'] ? readDatabaseUrl(env['DATABASE_URL']) : null;
  return {
    port: readPort(env['PORT'] || '4000'),
    databaseUrl,
    dataFolder: env['WAYPOST_DATA'] || '.data',
    demo: flags.has('demo') || (databaseUrl === null && !flags.has('no-demo')),
    traffic: !flags.has('no-traffic'),
    seed: readSeed(flags.get('seed') ?? '1'),
    publicUrl: env['WAYPOST_PUBLIC_URL'] ? readPublicUrl(env['WAYPOST_PUBLIC_URL']) : null,
    allowedOrigins: readOrigins(env['WAYPOST_ORIGINS'] ?? ''),
    extensions: readExtensions(env['WAYPOST_EXTENSIONS'] ?? ''),
    help: flags.has('help'),
    ...readOutgoingOptions(env),
  };
}

const known = ['demo', 'no-demo', 'no-traffic', 'help'];

function readFlags(argv: string[]): Map<string, string> {
  const options = { seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  const { tokens } = parseArgs({ args: argv, options, strict: false, tokens: true });
  const flags = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw unknownOption(token.value);
    if (token.name === 'seed') {
      if (!token.value) throw new OptionError('The option ‘--seed’ needs a number.');
    } else if (!known.includes(token.name)) {
      throw unknownOption(token.rawName);
    } else if (token.value !== undefined) {
      throw new OptionError(`The option ‘${token.rawName}’ takes no value.`);
    }
    flags.set(token.name, token.value ?? '');
  }
  return flags;
}

function unknownOption(name: string): OptionError {
  return new OptionError(`There is no option ‘${name}’; ‘npm start -- --help’ lists them.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new OptionError(`PORT must be a number from 0 to 65535, not ‘${text}’.`);
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed < 2 ** 32) return seed;
  throw new OptionError(
    `The seed must be a whole number from 0 to ${2 ** 32 - 1}, not ‘${text}’.`,
  );
}

function readDatabaseUrl(text: string): string {
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text;
  // The text itself may hold a password: it is not repeated.
  throw new OptionError(
    'DATABASE_URL must be an address like postgres://user:password@host:5432/database.',
  );
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (isPlain && !url.search && !url.hash) return url.href.replace(/\/+$/, '');
  throw new OptionError(
    `WAYPOST_PUBLIC_URL must be an address like https://waypost.example.com, not ‘${text}’.`,
  );
}

function readOrigins(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const origin = originOf(part);
    if (origin) return origin;
    throw new OptionError(
      `WAYPOST_ORIGINS holds ‘${part}’, which is not an origin like https://crm.example.com.`,
    );
  });
}

function readExtensions(text: string): string[] {
  const ids = text.split(',').map((part) => part.trim());
  return ids.filter(Boolean).map((id) => {
    if (EXTENSION_ID.test(id)) return id;
    throw new OptionError(
      `WAYPOST_EXTENSIONS holds ‘${id}’, which is neither Chrome’s id of an extension (32 letters from a to p) nor what Firefox makes of one (40 hexadecimal digits).`,
    );
  });
}

/** A page's origin, or an extension's: `chrome-extension://<id>`, for which URL itself gives none. */
function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.pathname !== '/' && url.pathname !== '')) return null;
  const origin = `${url.protocol}//${url.host}`;
  const isKnown = /^(https?|chrome-extension|moz-extension):$/.test(url.protocol);
  return isKnown && [origin, `${origin}/`].includes(url.href) ? origin : null;
}
