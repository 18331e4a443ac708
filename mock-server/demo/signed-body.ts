import type { Context } from 'hono';
import { isSignedBy, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../access/signatures.ts';

const LARGEST_BODY = 64 * 1024;

/** The JSON of a call that Waypost signed, for the demo's own gateways; or the answer that refuses it. */
export async function readSignedBody(
  context: Context,
  secret: string,
  now: Date,
): Promise<{ json: unknown } | { refused: Response }> {
  const { req } = context;
  const length = Number(req.header('content-length') ?? Infinity);
  if (length > LARGEST_BODY)
    return { refused: context.json({ error: 'The body is too large.' }, 413) };
  const body = await req.text();
  const { pathname, search } = new URL(req.url);
  const timestamp = req.header(TIMESTAMP_HEADER) ?? '';
  const call = { timestamp, method: 'POST', path: pathname + search, body };
  if (!(await isSignedBy(secret, req.header(SIGNATURE_HEADER) ?? '', call, now)))
    return { refused: context.json({ error: 'The signature is not right.' }, 401) };
  return { json: JSON.parse(body) as unknown };
}
