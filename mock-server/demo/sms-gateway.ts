import type { Context } from 'hono';
import { z } from 'zod';
import { isSignedBy, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../access/signatures.ts';
import type { DemoPost } from './outbox.ts';

/** Where the demo's gateway listens. */
export const SMS_GATEWAY_PATH = '/demo/sms/gateway';

const LARGEST_BODY = 64 * 1024;

const Sms = z.strictObject({
  key: z.string().max(500),
  from: z.string().max(100),
  to: z.string().max(100),
  text: z.string().max(10_000),
});

/** Takes a signed text message, once: the same key again is answered alike and shown no second time. */
export async function takeSms(context: Context, post: DemoPost, now: Date): Promise<Response> {
  const length = Number(context.req.header('content-length') ?? Infinity);
  if (length > LARGEST_BODY) return context.json({ error: 'The body is too large.' }, 413);
  const body = await context.req.text();
  const { pathname, search } = new URL(context.req.url);
  const timestamp = context.req.header(TIMESTAMP_HEADER) ?? '';
  const call = { timestamp, method: 'POST', path: pathname + search, body };
  const signature = context.req.header(SIGNATURE_HEADER) ?? '';
  if (!(await isSignedBy(post.smsSecret, signature, call, now)))
    return context.json({ error: 'The signature is not right.' }, 401);
  const sms = Sms.safeParse(JSON.parse(body));
  if (!sms.success) return context.json({ error: 'This is no text message.' }, 422);
  const isNew = !post.sms.items.some(({ key }) => key === sms.data.key);
  if (isNew) post.sms.add({ ...sms.data, at: now });
  return context.json({ accepted: true }, 202);
}
