import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  dropOldPartitions,
  ensurePartitions,
} from '../../../mock-server/storage/partitions.ts';
import { settlePaymentRow } from '../../../mock-server/storage/payment-states.ts';
import {
  dropOldCases,
  dropWhatWasOfOldInteractions,
} from '../../../mock-server/storage/retention.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { addInvoice } from '../../helpers/invoices.ts';

/* Months of interactions are dropped; what was of them and lies elsewhere goes, too. */

const BEGAN = new Date('2026-11-20T10:00:00.000Z');
/** November is kept until the end of March. */
const LAST_MONTH = new Date('2027-03-31T23:00:00.000Z');
const NEXT_MONTH = new Date('2027-04-01T01:00:00.000Z');

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  engine.now = BEGAN;
  await ensurePartitions(engine.db, BEGAN); // another test may have dropped them
});

/** Keeps house at this moment, as upkeep does. */
async function keepHouse(now: Date): Promise<void> {
  engine.now = now;
  const { db } = engine;
  await ensurePartitions(db, now);
  await dropOldPartitions(db, now);
  await dropWhatWasOfOldInteractions(db, now);
  await dropOldCases(db, now);
}

const count = async (
  table:
    | 'payments'
    | 'payment_waiters'
    | 'tasks'
    | 'campaign_targets'
    | 'survey_invitations'
    | 'interaction_invoices'
    | 'interaction_qualifications'
    | 'manual_acts'
    | 'cases',
) => (await engine.db.selectFrom(table).selectAll().execute()).length;

describe('payments', () => {
  let module: string;
  let payments = 0;
  beforeAll(async () => {
    module = await engine.addEntity('payment-module', 'OWN');
  });
  const pay = async (number?: string) => {
    const amount = { type: 'amount', amount: '19.90', currency: 'EUR' };
    const invoice = { type: 'invoice', by: 'number', value: number };
    const subject = number === undefined ? amount : invoice;
    const parameters = {
      subject,
      module: { id: module },
      mode: 'routing',
      maximumWait: 10_800,
    };
    return engine.runAction('pay-invoice', parameters);
  };
  const settle = async (interactionId: string) => {
    const { db, organisationId } = engine;
    const { id: paymentId } = await db
      .selectFrom('payments')
      .select('id')
      .where('interaction_id', '=', interactionId)
      .executeTakeFirstOrThrow();
    const key = { organisationId, paymentId };
    await settlePaymentRow(db, key, 'payment-successful', engine.now);
  };
  beforeEach(async () => {
    await engine.db.deleteFrom('payments').execute();
    payments++;
  });

  it('that have ended go with the month of their interaction, and not before', async () => {
    await settle((await pay()).id);
    await keepHouse(LAST_MONTH);
    expect(await count('payments')).toBe(1);
    await keepHouse(NEXT_MONTH);
    expect(await count('payments')).toBe(0);
    expect(await count('payment_waiters')).toBe(0);
  });

  it('that are under way stay', async () => {
    await pay();
    await keepHouse(NEXT_MONTH);
    expect(await count('payments')).toBe(1);
  });

  it('for which a later interaction has waited stay as long as that one', async () => {
    const number = `R-${payments}`;
    await addInvoice(engine, number);
    const { id } = await pay(number);
    engine.now = new Date('2026-12-02T10:00:00.000Z');
    await pay(number); // gets the same link
    await settle(id);
    await keepHouse(NEXT_MONTH);
    expect(await count('payments')).toBe(1);
    await keepHouse(new Date('2027-05-01T01:00:00.000Z'));
    expect(await count('payments')).toBe(0);
  });
});

it('a task goes with the month of its interaction, unless its time is still to come', async () => {
  const category = { id: await engine.addEntity('task-category', 'CALL-BACK') };
  const none = { kind: 'none' };
  const task = { name: 'Call back', category };
  await engine.runAction('create-task', {
    ...task,
    start: { kind: 'later', count: 30, unit: 'days' },
    end: none,
  });
  await engine.runAction('create-task', {
    ...task,
    start: { kind: 'now' },
    end: { kind: 'postponed', count: 180, unit: 'days' },
  });

  await keepHouse(LAST_MONTH);
  expect(await count('tasks')).toBe(2);
  await keepHouse(NEXT_MONTH);
  expect(await count('tasks')).toBe(1);
  await keepHouse(new Date('2027-06-01T01:00:00.000Z'));
  expect(await count('tasks')).toBe(0);
});

it('a campaign’s target goes with the month of its interaction, unless it is still to be called', async () => {
  const campaign = { id: await engine.addEntity('campaign', 'SMS', { channel: 'sms' }) };
  for (const [phone, startDate] of [
    ['+33612345678', '2026-11-21'],
    ['+33612345679', '2027-06-01'],
  ])
    await engine.runAction('insert-sms-target', { campaign, phone, startDate, priority: '1' });

  await keepHouse(LAST_MONTH);
  expect(await count('campaign_targets')).toBe(2);
  await keepHouse(NEXT_MONTH);
  expect(await count('campaign_targets')).toBe(1);
});

it('a survey’s answers go with the month of their interaction', async () => {
  const survey = await engine.addEntity('survey', 'HOW', {
    questions: [{ id: 'rating', title: 'How was it?' }],
  });
  await engine.runAction(
    'survey',
    { survey: { id: survey } },
    { contact: { phone: '+33612345678' } },
  );

  await keepHouse(LAST_MONTH);
  expect(await count('survey_invitations')).toBe(1);
  await keepHouse(NEXT_MONTH);
  expect(await count('survey_invitations')).toBe(0);
});

describe('a case', () => {
  let caseType: { id: string };
  beforeAll(async () => {
    caseType = { id: await engine.addEntity('case-type', 'RETURN') };
  });
  beforeEach(async () => {
    await engine.db.deleteFrom('cases').execute();
  });
  const create = async (status: string) => {
    await engine.runAction('create-case', { title: 'A lamp', caseType });
    await engine.db.updateTable('cases').set({ status }).execute();
    const { reference } = await engine.db
      .selectFrom('cases')
      .select('reference')
      .executeTakeFirstOrThrow();
    return reference;
  };

  it('goes when nothing happened to it in the months that are kept', async () => {
    await create('closed');
    await keepHouse(LAST_MONTH);
    expect(await count('cases')).toBe(1);
    await keepHouse(NEXT_MONTH);
    expect(await count('cases')).toBe(0);
  });

  it('stays while a change of it is kept', async () => {
    const reference = await create('open');
    engine.now = new Date('2027-01-10T10:00:00.000Z');
    const fields = [{ name: 'status', value: 'closed' }];
    await engine.runAction('modify-case', { reference: reference, fields });
    await keepHouse(NEXT_MONTH);
    expect(await count('cases')).toBe(1);
  });

  it('stays while it is open', async () => {
    await create('open');
    await keepHouse(NEXT_MONTH);
    expect(await count('cases')).toBe(1);
  });

  it('stays while an interaction is linked to it', async () => {
    const reference = await create('closed');
    engine.now = new Date('2027-01-10T10:00:00.000Z');
    await engine.runAction('associate-case', { reference });
    await keepHouse(NEXT_MONTH);
    expect(await count('cases')).toBe(1);
    await keepHouse(new Date('2027-06-01T01:00:00.000Z'));
    expect(await count('cases')).toBe(0);
  });
});

it('what was done by hand, and which invoices were found, go with their months', async () => {
  const { db, organisationId: organisation_id, services } = engine;
  const { id: interaction_id } = await engine.runAction('node', {});
  const [id, other] = [services.newId(BEGAN), services.newId(BEGAN)];
  const whose = { organisation_id, interaction_id };
  const found_at = BEGAN;
  await db
    .insertInto('interaction_invoices')
    .values({ ...whose, invoice_id: other, found_at })
    .execute();
  const said = { name: 'Order', comment: '', user_id: other, user_name: 'Ada', at: BEGAN };
  await db
    .insertInto('interaction_qualifications')
    .values({ ...whose, id, qualification_id: other, ...said })
    .execute();
  await db
    .insertInto('manual_acts')
    .values({ ...whose, id, user_id: other, key: 'k', done: '{}', at: BEGAN })
    .execute();
  const tables = ['interaction_invoices', 'interaction_qualifications', 'manual_acts'] as const;
  const counts = () => Promise.all(tables.map((table) => count(table)));

  await keepHouse(LAST_MONTH);
  expect(await counts()).toEqual([1, 1, 1]);
  await keepHouse(NEXT_MONTH);
  expect(await counts()).toEqual([0, 0, 0]);
});
