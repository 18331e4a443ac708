import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutgoingDraft } from '../../../mock-server/routing/records/outgoing.ts';
import { createOutgoing } from '../../../mock-server/storage/outgoing.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf } from '../../helpers/run-routing.ts';

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());

const draft: OutgoingDraft = {
  key: 'interaction:action:1',
  flow: 'email-messaging',
  queueId: null,
  recipient: { email: 'Nadia@example.com' },
  text: 'Hello',
  templateId: null,
  failure: null,
};

async function sender() {
  const { id } = await engine.run(treeOf({}));
  const { db, organisationId, services, now } = engine;
  const outgoing = createOutgoing({
    db,
    organisationId,
    interactionId: id,
    customer: {
      contactId: null,
      name: 'Nadia',
      phone: '+33612345678',
      email: 'nadia@example.com',
    },
    newId: services.newId,
    now: () => now,
  });
  const created = async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select contact_name as name, contact_phone as phone, contact_digits as digits,
        contact_folded_email as email, status
      from interactions where linked_interaction_id = ${id} order by id`.execute(db);
    return rows;
  };
  return { outgoing, created };
}

test('the same key makes one interaction, another key another', async () => {
  const { outgoing, created } = await sender();
  const first = await outgoing.create(draft);

  expect(await outgoing.create(draft)).toBe(first);
  expect(await outgoing.create({ ...draft, key: 'other' })).not.toBe(first);
  expect(await created()).toHaveLength(2);
});

test('what goes to the customer is theirs in the history', async () => {
  const { outgoing, created } = await sender();
  await outgoing.create(draft);

  expect(await created()).toEqual([
    {
      name: 'Nadia',
      phone: '+33612345678',
      digits: '33612345678',
      email: 'nadia@example.com',
      status: 'delivered',
    },
  ]);
});

test('what goes to somebody else is not', async () => {
  const { outgoing, created } = await sender();
  await outgoing.create({ ...draft, recipient: { phone: '+33600000000' }, failure: 'No.' });

  expect(await created()).toEqual([
    {
      name: null,
      phone: '+33600000000',
      digits: '33600000000',
      email: null,
      status: 'warning',
    },
  ]);
});

test('the feed tells of it, and of its message', async () => {
  const { outgoing } = await sender();
  const id = await outgoing.create(draft);
  const { rows } = await sql<{ kind: string }>`
    select kind from changes where interaction_id = ${id} order by id`.execute(engine.db);

  expect(rows.map(({ kind }) => kind)).toEqual(['interaction', 'message']);
});
