import { Refusal } from '../refusal.ts';

/** Bytes of a body, unless an endpoint says otherwise. */
const LARGEST_BODY = 256 * 1024;

/** Nested deeper than this, JSON is an attack on whoever walks it. */
const DEEPEST = 64;

/** The value of a JSON body. Refuses what is no JSON, or holds text that PostgreSQL cannot keep. */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '') {
    throw new Refusal('invalid-json', 'The body is empty; send a JSON document.');
  }
  try {
    const value: unknown = JSON.parse(text);
    refuseUnstorable(value);
    return value;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('invalid-json', 'The body is not valid JSON.');
  }
}

/** Reads a body, unless it is too large or no text. */
export async function readBodyText(request: Request, largest = LARGEST_BODY): Promise<string> {
  const tooLarge = () =>
    new Refusal('too-large', `The body is larger than ${Math.floor(largest / 1024)} KiB.`);
  if (Number(request.headers.get('content-length') ?? 0) > largest) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    const bytes = new Uint8Array(size);
    let offset = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('invalid-json', 'The body is not valid UTF-8.');
  }
}

/** NUL and lone surrogates cannot be stored as text: said here, once, for every field. */
export function refuseUnstorable(value: unknown, path = '', depth = 0): void {
  if (depth > DEEPEST)
    throw new Refusal('invalid-json', `The JSON is nested deeper than ${DEEPEST} levels.`);
  if (typeof value === 'string') return refuseText(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = path ? `${path}.${key.slice(0, 100)}` : key.slice(0, 100);
    refuseText(key, at);
    refuseUnstorable(inner, at, depth + 1);
  }
}

function refuseText(text: string, path: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    const message = 'This text holds a character that cannot be stored.';
    throw new Refusal('invalid-input', message, [{ path, message }]);
  }
}
