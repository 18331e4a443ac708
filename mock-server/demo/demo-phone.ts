import type { Services } from '../services.ts';
import { CHAT_CHANNEL } from './page-data.ts';
import { DemoPhone, PHONE_CHANNEL, PHONE_GATEWAY_PATH } from './phone.ts';

/**
 * A customer's phone beside the server. The webhook channel that it belongs to is written anew at each start, with
 * the port and the secret of this one.
 */
export async function startDemoPhone(services: Services, port: number): Promise<DemoPhone> {
  const { db, clock } = services;
  const server = `http://127.0.0.1:${port}`;
  const phone = new DemoPhone(server, () => clock.now());
  const now = clock.now();
  const { organisation_id } = await db
    .selectFrom('channels')
    .select('organisation_id')
    .where('id', '=', CHAT_CHANNEL)
    .executeTakeFirstOrThrow();
  const queue = await db
    .selectFrom('queues')
    .select('id')
    .where('organisation_id', '=', organisation_id)
    .where('name', '=', 'Orders')
    .executeTakeFirst();
  const changing = {
    secret: phone.secret,
    deliver_to: server + PHONE_GATEWAY_PATH,
    updated_at: now,
  };
  await db
    .insertInto('channels')
    .values({
      organisation_id,
      id: PHONE_CHANNEL,
      name: 'WhatsApp, the shop’s number',
      kind: 'webhook',
      flow: 'whatsapp-messaging',
      routing_flow: 'messaging',
      queue_id: queue?.id ?? null,
      routing_reference: 'welcome-orders',
      ...changing,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
  return phone;
}
