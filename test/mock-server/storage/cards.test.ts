import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Search } from '../../../mock-server/routing/assertions.ts';
import type { Cards } from '../../../mock-server/routing/records/cards.ts';
import { createCards } from '../../../mock-server/storage/cards.ts';
import type { Db } from '../../../mock-server/storage/database.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { someoneWaits } from '../../helpers/lock-wait.ts';

let engine: EngineRun;
let crm: string;
beforeAll(async () => {
  engine = await EngineRun.start();
  const fields = [
    { name: 'phone', title: 'Phone' },
    { name: 'email', title: 'E-mail' },
  ];
  crm = await engine.addEntity('crm', 'CRM', { kind: 'built-in', fields });
});
afterAll(() => engine.stop());

const phone = { name: 'phone', value: '0612' };
const byPhone: Search = { confirm: 'all', terms: [phone] };
const byEither: Search = {
  confirm: 'any',
  terms: [{ name: 'email', value: 'nadia@example.com' }, phone],
};

function cardsOn(db: Db): Cards {
  return createCards({
    db,
    organisationId: engine.organisationId,
    interactionId: '',
    customer: { contactId: null, name: null, phone: null, email: null },
    locale: { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' },
    newId: engine.services.newId,
    publicUrl: '',
    now: () => engine.now,
  });
}

test('whoever wants to create a card that another is creating waits, and finds it', async () => {
  const one = await engine.db.startTransaction().execute();
  await cardsOn(one).claim(crm, byPhone);
  expect(await cardsOn(one).findTwo(crm, byPhone)).toEqual([]);
  const following = engine.db.transaction().execute(async (tx) => {
    await cardsOn(tx).claim(crm, byEither);
    return cardsOn(tx).findTwo(crm, byEither);
  });
  await someoneWaits(engine.db);
  const created = await cardsOn(one).create(crm, { phone: '0612', email: null });
  await one.commit().execute();

  expect(await following).toEqual([{ id: created!.id, values: { phone: '0612' } }]);
});

test('a card of a CRM that was deleted is not created', async () => {
  const gone = await engine.addEntity('crm', 'GONE', {
    kind: 'built-in',
    fields: [{ name: 'phone', title: 'Phone' }],
  });
  await engine.db.deleteFrom('entities').where('id', '=', gone).execute();

  expect(await cardsOn(engine.db).create(gone, { phone: '0612' })).toBeUndefined();
});
