import { textOfHtml } from '../routing/fill-template.ts';

/** An e-mail as a person reads it. */
export interface ReadMail {
  from: string;
  to: string;
  cc: string;
  subject: string;
  /** Of a mail that is HTML only, what can be read in it. */
  text: string;
  html: string;
  messageId: string;
}

interface Part {
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Reads a mail as mail programs write it: texts in UTF-8, in one part or in several. `raw` holds a byte a character. */
export function readMail(raw: string): ReadMail {
  const whole = readPart(raw);
  const leaves = leavesOf(whole, 0);
  const bodyOf = (type: string) =>
    leaves
      .filter((leaf) => typeOf(leaf).startsWith(type))
      .map(decodeBody)
      .join('\n');
  const [html, text] = [bodyOf('text/html'), bodyOf('text/plain')];
  const header = (name: string) => decodeWords(whole.headers.get(name) ?? '');
  return {
    from: header('from'),
    to: header('to'),
    cc: header('cc'),
    subject: header('subject'),
    text: text || textOfHtml(html),
    html,
    messageId: header('message-id'),
  };
}

function readPart(raw: string): Part {
  const end = /\r?\n\r?\n/.exec(raw);
  const head = end ? raw.slice(0, end.index) : raw;
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { headers, body: end ? raw.slice(end.index + end[0].length) : '' };
}

const DEEPEST = 5;

function leavesOf(part: Part, depth: number): Part[] {
  const type = part.headers.get('content-type') ?? '';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (!/^multipart\//i.test(type) || !boundary || depth > DEEPEST) return [part];
  const pieces = part.body.split(`--${boundary}`).slice(1);
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .flatMap((piece) => leavesOf(readPart(piece.replace(/^\r?\n/, '')), depth + 1));
}

function typeOf({ headers }: Part): string {
  return (headers.get('content-type') ?? 'text/plain').toLowerCase();
}

function decodeBody({ headers, body }: Part): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return utf8(Buffer.from(body, 'base64'));
  const bytes = encoding === 'quoted-printable' ? unquote(body.replace(/=\r?\n/g, '')) : body;
  return utf8(Buffer.from(bytes, 'latin1')).replaceAll('\r\n', '\n').trimEnd();
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`, as headers hold letters beyond ASCII. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      utf8(
        kind.toLowerCase() === 'b'
          ? Buffer.from(word, 'base64')
          : Buffer.from(unquote(word.replaceAll('_', ' ')), 'latin1'),
      ),
    );
}

function unquote(text: string): string {
  return text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

function utf8(bytes: Buffer): string {
  return bytes.toString('utf8');
}
