import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRecords } from '../../../mock-server/storage/create-records.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let agent = '';
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 10 });
  agent = (await server.signIn('agent')).accessToken;
});
afterAll(() => server.stop());

async function detailsOf(id: string) {
  const { status, body } = await server.call('readInteraction', {
    token: agent,
    params: { id },
  });
  expect(status).toBe(200);
  return body as { case: unknown; card: unknown };
}

it('an interaction in full has no case and no card until it is linked, and then shows both', async () => {
  const { interactionId } = await server.openChat();
  expect(await detailsOf(interactionId)).toMatchObject({ case: null, card: null });

  const { db, newId, clock } = server.services;
  const { organisation_id: organisationId } = await db
    .selectFrom('interactions')
    .select('organisation_id')
    .where('id', '=', interactionId)
    .executeTakeFirstOrThrow();
  const { cases, cards } = createRecords({
    db,
    organisationId,
    interactionId,
    customer: { contactId: null, name: null, phone: null, email: null },
    locale: { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' },
    newId,
    publicUrl: server.url,
    now: () => clock.now(),
  });
  const created = await cases.create({ title: 'A lamp', typeId: newId(clock.now()) });
  await cases.link(created.id);
  const card = {
    crmId: newId(clock.now()),
    id: '0038d000001',
    label: 'Nadia Achour',
    address: 'https://crm.example.com/contacts/0038d000001',
  };
  await cards.link(card);

  expect(await detailsOf(interactionId)).toMatchObject({
    case: {
      id: created.id,
      reference: created.reference,
      title: 'A lamp',
      status: 'open',
    },
    card,
  });
});
