import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Hands, openComplaint, type Hand } from '../../helpers/hands.ts';

let hands: Hands;
let ada: Hand;
let bob: Hand;
let complaint: string;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  bob = await hands.addHand({ name: 'Bob' });
  complaint = await hands.addComplaints();
});
afterAll(() => hands.stop());
beforeEach(() => hands.open([ada, bob]));

const newCase = (more?: object) => openComplaint(ada, complaint, more);
const records = async (hand = ada) => (await hand.on('records')).body;

describe('a case', () => {
  test('is opened with its values and linked', async () => {
    const made = await newCase({ values: { order: '20418', amount: '19,90' } });

    expect(made).toMatchObject({ status: 201, body: { kind: 'case-linked', made: true } });
    expect((await records()).case).toMatchObject({
      reference: expect.stringMatching(/^C-2026-\d{6}$/),
      title: 'Broken chair',
      status: 'open',
      type: { id: complaint },
      fields: [
        { title: 'Order', value: '20418' },
        { title: 'Amount', type: 'number', value: '19.9' },
      ],
    });
    expect(await hands.notes()).toEqual([`case-linked ${made.body.label} Ada`]);
  });

  test('is opened once under one key', async () => {
    const key = randomUUID();
    const answers = [await newCase({ key }), await newCase({ key })];

    expect(answers[1]!.body).toEqual(answers[0]!.body);
    expect(await hands.notes()).toHaveLength(1);
  });

  test.each([
    ['title', { title: ' ' }],
    ['values.order', { values: {} }],
    ['values.amount', { values: { order: '1', amount: 'much' } }],
    ['values.colour', { values: { order: '1', colour: 'red' } }],
    ['typeId', { typeId: randomUUID() }],
  ])('is refused for %s, and nothing is written', async (path, more) => {
    const refused = await newCase(more);

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    expect(await hands.notes()).toEqual([]);
    expect((await records()).case).toBeNull();
  });

  test('is assigned and unassigned; what is not seen is left alone', async () => {
    const { body: one } = await newCase({ title: 'One' });
    await hands.open([ada, bob]);
    const assigned = await ada.on('case', 'PUT', { caseId: one.recordId });
    const again = await bob.on('case', 'PUT', { caseId: one.recordId, instead: one.recordId });
    const late = await bob.on('case', 'POST', {
      typeId: complaint,
      title: 'Late',
      values: { order: '1' },
    });
    const off = await bob.on('case', 'DELETE');
    const none = await bob.on('case', 'DELETE');

    expect(assigned.body).toMatchObject({ kind: 'case-linked', label: one.label, made: false });
    expect(again.body.detail).toContain('already');
    expect(late).toMatchObject({ status: 409, body: { errors: [{ path: 'instead' }] } });
    expect(off.body).toMatchObject({ kind: 'case-unlinked', label: one.label });
    expect(none.body.detail).toBe('The interaction is not linked to a case.');
    expect(await ada.on('case', 'PUT', { caseId: randomUUID() })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'caseId' }] },
    });
  });

  test('is found by reference and title; without a search, the customer’s own', async () => {
    await hands.open([ada]);
    const { body: made } = await newCase({ title: 'Lost parcel' });
    await hands.open([ada]);
    const own = await ada.on('cases');
    const byTitle = await ada.on('cases?search=LOST');
    const byReference = await ada.on(`cases?search=${made.label.slice(0, 13)}`);

    const expected = [expect.objectContaining({ id: made.recordId, isTheirs: true })];
    expect(own.body.items[0]).toEqual(expected[0]); // what was touched last
    expect(byTitle.body.items).toEqual(expected);
    expect(byReference.body.items).toEqual(expected);
    await hands.open([ada], { contact: { name: 'Somebody', phone: '+33611111111' } });
    expect((await ada.on('cases')).body.items).toEqual([]);
  });
});
