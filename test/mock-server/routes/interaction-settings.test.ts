import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Hands, openComplaint, type Hand } from '../../helpers/hands.ts';

let hands: Hands;
let ada: Hand;
let stranger: Hand;
let looker: Hand;
let crm: string;
let complaint: string;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  stranger = await hands.addHand({ name: 'Eve' });
  looker = await hands.addHand({ name: 'Luc', rights: {} });
  crm = await hands.addDirectory();
  complaint = await hands.addComplaints();
});
afterAll(() => hands.stop());
beforeEach(() => hands.open([ada, looker]));

const newCard = (values: Record<string, string> = { name: 'Nadia' }, more: object = {}) =>
  ada.on('card', 'POST', { crmId: crm, values, ...more });
const newCase = (more?: object) => openComplaint(ada, complaint, more);

describe('who may', () => {
  const deeds = (hand: Hand): Promise<{ status: number; body: unknown }[]> =>
    Promise.all([
      hand.on('card', 'POST', { crmId: crm, values: { name: 'N' } }),
      hand.on('card', 'PUT', { crmId: crm, cardId: randomUUID() }),
      hand.on('card', 'DELETE'),
      hand.on('case', 'POST', { typeId: complaint, title: 'T', values: { order: '1' } }),
      hand.on('case', 'PUT', { caseId: randomUUID() }),
      hand.on('case', 'DELETE'),
      hand.on('payments', 'POST', {
        moduleId: randomUUID(),
        subject: { type: 'invoice', invoiceId: randomUUID() },
      }),
      hand.on(`payments/${randomUUID()}`, 'DELETE'),
      hand.on('undo', 'POST', { undo: randomUUID() }),
      hand.on(`cards?crm=${crm}`),
      hand.on('cases'),
    ]);
  const said = (hand: Hand) =>
    Promise.all([
      hand.on('settings'),
      hand.on('qualifications', 'POST', { qualificationId: randomUUID() }),
      hand.on(`qualifications/${randomUUID()}`, 'DELETE'),
    ]);

  test('who does not see the interaction is told that there is none', async () => {
    const all = [...(await deeds(stranger)), ...(await said(stranger))];

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await hands.notes()).toEqual([]);
  });

  test('whose role does not say so may look only, and is told why', async () => {
    const all = await deeds(looker);
    const { actions } = (await looker.on('settings')).body;

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([403]));
    expect(actions).toContainEqual({
      action: 'card-create',
      reason: { key: 'role', words: 'Your role does not let you change interactions.' },
    });
    expect(await hands.notes()).toEqual([]);
  });

  test('whose profile closes the history is told so', async () => {
    const closed = await hands.addHand({ name: 'Cleo' });
    await hands.letSee(closed, hands.interactionId);
    await hands.engine.db
      .updateTable('profiles')
      .set({ history_of_interactions: false })
      .where('id', '=', (query) =>
        query.selectFrom('users').select('active_profile_id').where('id', '=', closed.id),
      )
      .execute();
    const all = [...(await deeds(closed)), ...(await said(closed))];

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([403]));
    expect(JSON.stringify(all[0]!.body)).toContain('history-off');
  });

  test('nobody works on what is older than the history', async () => {
    const then = hands.engine.now;
    hands.engine.now = new Date('2027-03-20T10:00:00.000Z');
    const late = await newCard();
    hands.engine.now = then;

    expect(late.status).toBe(404);
  });
});

test('the settings say what can be done, and why the rest cannot', async () => {
  const reasons = async () => {
    const { body } = await ada.on('settings');
    const entries = body.actions.map(
      (one: { action: string; reason: { key: string } | null }) => [
        one.action,
        one.reason?.key ?? null,
      ],
    );
    return Object.fromEntries(entries) as Record<string, string | null>;
  };
  const before = await reasons();
  await newCard();
  await newCase();
  await hands.engine.addEntity('payment-module', 'own');
  await hands.engine.addEntity('qualification', 'order');
  const after = await reasons();

  expect(before).toEqual({
    'card-create': null,
    'card-assign': null,
    'card-unassign': 'none-linked',
    'case-create': null,
    'case-assign': null,
    'case-unassign': 'none-linked',
    'payment-create': 'no-payment-module',
    qualify: 'no-qualification',
  });
  expect(after).toMatchObject({
    'card-unassign': null,
    'case-unassign': null,
    'payment-create': null,
    qualify: null,
  });
});
