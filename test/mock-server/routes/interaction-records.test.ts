import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importInvoices } from '../../../mock-server/storage/invoices.ts';
import { durationsOf } from '../../../mock-server/storage/interaction-durations.ts';
import { createSurveys } from '../../../mock-server/storage/surveys.ts';
import { addServedQueue, hear } from '../../helpers/advisors.ts';
import { Hands, NADIA, type Hand } from '../../helpers/hands.ts';
import { treeAround, treeOf } from '../../helpers/run-routing.ts';

let hands: Hands;
let ada: Hand;
let stranger: Hand;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  stranger = await hands.addHand({ name: 'Eve' });
  const { db, organisationId, now, services } = hands.engine;
  await importInvoices(db, { organisationId, now, newId: services.newId }, [
    {
      number: 'A-1',
      amount: 4990,
      mobile: NADIA.phone,
      customerNumber: null,
      contactName: null,
      landline: null,
      email: null,
      currency: 'EUR',
      dueOn: '2026-12-01',
      issuedAt: now.toISOString(),
      name: 'Lamp',
      reference: 'ORDER-1',
    },
  ]);
});
afterAll(() => hands.stop());
beforeEach(() => {
  hands.engine.now = new Date('2026-11-20T10:00:00.000Z');
});

const records = async () => (await ada.on('records')).body;

test('an interaction of which nothing is known shows empty lists', async () => {
  const id = await hands.open([ada]);

  expect(await records()).toEqual({
    interactionId: id,
    revision: expect.any(Number),
    durations: { waiting: null, inProgress: null, after: null },
    case: null,
    card: null,
    qualifications: [],
    surveys: [],
    invoices: [],
    payments: [],
    tasks: [],
    sent: [],
    linkedFrom: null,
  });
});

test('what a routing did is there: case, card, task, invoice, payment and survey', async () => {
  const { engine } = hands;
  const complaint = await engine.addEntity('case-type', 'complaint', {
    fields: [{ name: 'order', title: 'Order' }],
  });
  const directory = await engine.addEntity('crm', 'directory', {
    kind: 'built-in',
    fields: [{ name: 'name', title: 'Name' }],
  });
  const category = await engine.addEntity('task-category', 'call');
  const module = await engine.addEntity('payment-module', 'own');
  const tree = treeOf({
    open: {
      type: 'create-case',
      parameters: { title: 'Broken', caseType: { id: complaint } },
      branches: { ok: 'card' },
    },
    card: {
      type: 'create-crm-card',
      parameters: {
        crm: { id: directory },
        fields: [{ name: 'name', value: '{{contact.name}}' }],
        associate: true,
      },
      branches: { ok: 'task' },
    },
    task: {
      type: 'create-task',
      parameters: { category: { id: category }, name: 'Call back' },
      branches: { ok: 'bill' },
    },
    bill: {
      type: 'search-invoice',
      parameters: { by: 'mobile', value: '{{contact.phone}}' },
      branches: { ok: 'pay' },
    },
    pay: {
      type: 'pay-invoice',
      parameters: {
        subject: { type: 'invoice', by: 'number', value: 'A-1', take: 'oldest' },
        module: { id: module },
        mode: 'routing',
      },
    },
  });
  const id = await hands.open([ada], { tree });
  const run = await engine.read(id);
  const { db, organisationId, services } = engine;
  const scope = { db, organisationId, interactionId: id, newId: services.newId, publicUrl: '' };
  await createSurveys({ ...scope, now: () => engine.now }).invite({ id: category, name: 'Us' });

  expect(run.events.map(({ actionId }) => actionId)).toContain('bill');
  expect(await records()).toMatchObject({
    case: { title: 'Broken', type: { name: 'The complaint' }, fields: [{ title: 'Order' }] },
    card: { label: NADIA.name, fields: [{ title: 'Name', value: NADIA.name }] },
    tasks: [{ name: 'Call back', category: { name: 'The call' }, kind: 'standard' }],
    invoices: [{ number: 'A-1', amount: '49.90', currency: 'EUR', dueOn: '2026-12-01' }],
    payments: [{ amount: '49.90', state: 'pending', module: { name: 'The own' } }],
    surveys: [{ name: 'Us', answers: null }],
  });
});

test('what it sent is there for who sees that too, and leads back to it', async () => {
  const from = await hands.open([ada]);
  const { engine } = hands;
  const { createOutgoing } = await import('../../../mock-server/storage/outgoing.ts');
  const customer = { contactId: null, ...NADIA };
  const template = await engine.addEntity('sms-template', 'hello', { text: 'Hello' });
  const sent = await createOutgoing({
    db: engine.db,
    organisationId: engine.organisationId,
    interactionId: from,
    customer,
    newId: engine.services.newId,
    now: () => engine.now,
  }).create({
    key: 'k',
    flow: 'email-messaging',
    queueId: null,
    recipient: { email: NADIA.email },
    text: 'Hello',
    failure: null,
    templateId: template,
  });
  const unseen = await records();
  await hands.letSee(ada, sent);
  const seen = await records();
  hands.interactionId = sent;
  const back = await records();

  expect(unseen.sent).toEqual([]);
  expect(seen.sent).toMatchObject([
    {
      id: sent,
      flow: 'email-messaging',
      status: 'delivered',
      address: NADIA.email,
      templates: [{ name: 'The hello' }],
    },
  ]);
  expect(back.linkedFrom).toMatchObject({ id: from, contactName: NADIA.name });
});

test('an interaction that no routing ran can be worked on by hand, too', async () => {
  await hands.open([ada]);
  const { engine } = hands;
  const id = hands.interactionId;
  await engine.db.deleteFrom('runs').where('interaction_id', '=', id).execute();
  const typeId = await engine.addEntity('case-type', 'plain');
  await ada.on('case', 'POST', { typeId, title: 'One' });
  await ada.on('case', 'DELETE');
  const { body } = await ada.on('events?limit=200');

  const own = body.items.filter(({ by }: { by: string | null }) => by === 'Ada');
  expect(own.map(({ kind }: { kind: string }) => kind)).toEqual([
    'case-linked',
    'case-unlinked',
  ]);
  expect(own[1].sequence).toBe(own[0].sequence + 1);
});

test('the run goes on where it was, and its events are counted on', async () => {
  await hands.open([ada]);
  const { engine, interactionId } = hands;
  const typeId = await engine.addEntity('case-type', 'another');
  await ada.on('case', 'POST', { typeId, title: 'One' });
  const gone = await engine.write(interactionId, '1');
  const sequences = gone.events.map(({ sequence }) => sequence);

  expect(gone.branchesOf('ask')).toEqual(['link-1']);
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  expect(gone.events.map(({ kind }) => kind)).toContain('case-linked');
});

describe('the routings', () => {
  test('are shown with titles and branches, and with nothing of their parameters', async () => {
    await hands.open([ada], { variables: { 'customer.number': 'C-7' } });
    const { body } = await ada.on('routings');

    expect(body.items).toMatchObject([
      {
        kind: 'start',
        version: 1,
        start: 'start',
        actions: [
          { id: 'start', type: 'start', branches: [{ key: 'ok', target: 'ask' }] },
          {
            id: 'ask',
            name: 'ask',
            title: 'Message with choice',
            branches: [
              { key: 'link-1', label: 'Link 1', target: null },
              { key: 'error', label: 'Error', target: null },
              { key: 'response-time-exceeded', target: null },
            ],
          },
        ],
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/secret|What is it about|C-7/);
  });

  test('keep an action whose type is not there any more', async () => {
    const tree = treeAround('node', {});
    tree.actions['it']!.type = 'of-yesterday';
    await hands.open([ada], { tree });

    const { actions } = (await ada.on('routings')).body.items[0];
    expect(actions[1]).toMatchObject({ type: 'of-yesterday', title: null });
  });
});

test('who does not see the interaction sees nothing of it', async () => {
  await hands.open([ada]);

  for (const path of ['records', 'card', 'routings', 'settings', 'buttons', 'events'])
    expect(await stranger.on(path)).toMatchObject({ status: 404 });
});

test('without a card there is none to be read', async () => {
  await hands.open([ada]);

  expect((await ada.on('card')).body.detail).toBe(
    'There is no such card, or you may not see it.',
  );
});

describe('durations', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 10, minutes));
  const minute = 60_000;

  test('are told by the events of a real run', async () => {
    const { id: queue, advisors } = await addServedQueue(hands.engine);
    const tree = treeAround('distribution-queue', { target: { queue: { id: queue } } });
    const id = await hands.open([ada], { tree });
    const who = { userId: advisors[0]!, name: 'Carla' };
    const waits = (await records()).durations;
    hands.engine.now = at(2);
    await hear(hands.engine, id, { event: 'accepted', ...who, queueId: queue });
    const has = (await records()).durations;
    hands.engine.now = at(7);
    await hear(hands.engine, id, { event: 'finished', ...who });

    expect(waits).toEqual({
      waiting: { ms: 0, since: at(0).toISOString() },
      inProgress: null,
      after: null,
    });
    expect(has).toMatchObject({
      waiting: { ms: 2 * minute, since: null },
      inProgress: { ms: 0, since: at(2).toISOString() },
    });
    expect((await records()).durations).toMatchObject({
      inProgress: { ms: 5 * minute, since: null },
      after: { since: null },
    });
  });

  test('add up over several waits, and end with the interaction', () => {
    const events = [
      ['queued', 0],
      ['action', 3],
      ['queued', 5],
      ['advisor-joined', 6],
      ['action', 7],
      ['advisor-finished', 10],
      ['ended', 12],
    ] as const;

    expect(durationsOf(events.map(([kind, minutes]) => ({ kind, at: at(minutes) })))).toEqual({
      waiting: { ms: 4 * minute, since: null },
      inProgress: { ms: 4 * minute, since: null },
      after: { ms: 2 * minute, since: null },
    });
  });
});
