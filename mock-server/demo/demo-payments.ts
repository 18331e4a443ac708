import type { Hono } from 'hono';
import type { Services } from '../services.ts';
import { entityRow } from '../storage/entities.ts';
import { writeSecret } from '../storage/secrets.ts';
import { CHAT_CHANNEL } from './page-data.ts';
import { SandboxPayments } from './sandbox-payments.ts';

/** Where the demo's payment provider is mounted. */
const PROVIDER_PATH = '/demo/pay';
const SECRET = 'DEMO_PROVIDER';

/**
 * The demo's payment provider: a sandbox that is asked over HTTP, as any provider is. The module that leads to it is
 * made anew at each start, with the port of this one.
 */
export async function startDemoPayments(
  services: Services,
  port: number,
): Promise<(app: Hono) => void> {
  const { db, clock, newId, publicUrl } = services;
  const now = clock.now();
  const { organisation_id: organisationId } = await db
    .selectFrom('channels')
    .select('organisation_id')
    .where('id', '=', CHAT_CHANNEL)
    .executeTakeFirstOrThrow();
  const secret = crypto.randomUUID() + crypto.randomUUID();
  await writeSecret(db, organisationId, { name: SECRET, value: secret }, now);
  const address = `http://127.0.0.1:${port}${PROVIDER_PATH}`;
  const module = {
    kind: 'payment-module',
    name: 'Sandbox provider',
    reference: 'sandbox-provider',
    definition: {
      provider: 'sandbox',
      active: true,
      address,
      secret: SECRET,
      currencies: null,
    },
  } as const;
  const { id } = (await db
    .selectFrom('entities')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', module.kind)
    .where('reference', '=', module.reference)
    .executeTakeFirst()) ?? { id: newId(now) };
  const definition = JSON.stringify(module.definition);
  await db
    .insertInto('entities')
    .values(entityRow(organisationId, id, module, now))
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'id']).doUpdateSet({ definition, updated_at: now }),
    )
    .execute();
  const sandbox = new SandboxPayments({
    secret,
    now: () => clock.now(),
    address: () => publicUrl + PROVIDER_PATH,
  });
  return (app) => void app.route(PROVIDER_PATH, sandbox.app);
}
