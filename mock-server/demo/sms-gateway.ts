import type { Context } from 'hono';
import { z } from 'zod';
import type { DemoPost } from './outbox.ts';
import { readSignedBody } from './signed-body.ts';

/** Where the demo's gateway listens. */
export const SMS_GATEWAY_PATH = '/demo/sms/gateway';

const Sms = z.strictObject({
  key: z.string().max(500),
  from: z.string().max(100),
  to: z.string().max(100),
  text: z.string().max(10_000),
});

/** Takes a signed text message, once: the same key again is answered alike and shown no second time. */
export async function takeSms(context: Context, post: DemoPost, now: Date): Promise<Response> {
  const body = await readSignedBody(context, post.smsSecret, now);
  if ('refused' in body) return body.refused;
  const sms = Sms.safeParse(body.json);
  if (!sms.success) return context.json({ error: 'This is no text message.' }, 422);
  const isNew = !post.sms.items.some(({ key }) => key === sms.data.key);
  if (isNew) post.sms.add({ ...sms.data, at: now });
  return context.json({ accepted: true }, 202);
}
