import { Hono } from 'hono';
import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';
import type { Services } from '../services.ts';
import { entityRow } from '../storage/entities.ts';
import { whole } from './entities.ts';
import { CHAT_CHANNEL } from './page-data.ts';

/** Where the demo's call-back service is mounted. */
const PATH = '/demo/call-backs';

/**
 * The demo's button that calls a web service, and that service: it says when the customer is called back. Both entities
 * are made anew at each start, with the port of this one.
 */
export async function startDemoCallBacks(
  services: Services,
  port: number,
): Promise<(app: Hono) => void> {
  const serviceId = await keep(services, {
    kind: 'web-service',
    name: 'Call-backs',
    reference: 'call-backs',
    definition: {
      address: `http://127.0.0.1:${port}${PATH}`,
      body: { type: 'json', template: '{"phone": "{{input.phone}}"}' },
      inputs: [{ name: 'phone', title: 'Phone', required: true }],
    },
  });
  await keep(services, {
    kind: 'custom-button',
    name: 'Arrange a call-back',
    reference: 'call-back',
    definition: {
      icon: 'phone',
      colour: 'green',
      does: {
        type: 'web-service',
        serviceId,
        inputs: [{ name: 'phone', value: '{{contact.phone}}' }],
        shows: [{ title: 'We call at', path: 'at' }],
      },
    },
  });
  return (app) => void app.route(PATH, callBacks(services));
}

/** Calls back at the next full hour. */
function callBacks({ clock }: Pick<Services, 'clock'>): Hono {
  return new Hono().post('/', (context) => {
    const next = new Date(Math.ceil((clock.now().getTime() + 1) / 3_600_000) * 3_600_000);
    return context.json({ at: next.toISOString() }, 201);
  });
}

async function keep(
  { db, clock, newId }: Services,
  draft: { kind: EntityTableKind; name: string; reference: string; definition: object },
): Promise<string> {
  const now = clock.now();
  const definition = whole(draft.kind, draft.definition);
  const { organisation_id: organisationId } = await db
    .selectFrom('channels')
    .select('organisation_id')
    .where('id', '=', CHAT_CHANNEL)
    .executeTakeFirstOrThrow();
  const { id } = (await db
    .selectFrom('entities')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', draft.kind)
    .where('reference', '=', draft.reference)
    .executeTakeFirst()) ?? { id: newId(now) };
  await db
    .insertInto('entities')
    .values(entityRow(organisationId, id, { ...draft, definition }, now))
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'id'])
        .doUpdateSet({ definition: JSON.stringify(definition), updated_at: now }),
    )
    .execute();
  return id;
}
