import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Hands, NADIA, openComplaint, type Hand } from '../../helpers/hands.ts';

let hands: Hands;
let ada: Hand;
let bob: Hand;
let crm: string;
let complaint: string;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  bob = await hands.addHand({ name: 'Bob' });
  crm = await hands.addDirectory();
  complaint = await hands.addComplaints();
});
afterAll(() => hands.stop());
beforeEach(() => hands.open([ada, bob]));

const newCard = (values: Record<string, string> = { name: 'Nadia' }, more: object = {}) =>
  ada.on('card', 'POST', { crmId: crm, values, ...more });
const newCase = (more?: object) => openComplaint(ada, complaint, more);
const records = async (hand = ada) => (await hand.on('records')).body;

describe('a card of the built-in CRM', () => {
  test('is made and linked, with who did it, for everybody who looks', async () => {
    const before = await hands.revision();
    const made = await newCard({ name: 'Nadia', since: '20/11/2026' });

    expect(made).toMatchObject({
      status: 201,
      body: { kind: 'card-linked', label: 'Nadia', former: null, made: true },
    });
    expect((await records(bob)).card).toMatchObject({
      label: 'Nadia',
      crm: { id: crm, kind: 'built-in' },
      trouble: null,
      fields: [
        { title: 'Name', value: 'Nadia' },
        { title: 'Phone', value: null },
        { title: 'Since', type: 'date', value: '2026-11-20' },
      ],
    });
    expect(await hands.notes()).toEqual(['card-linked Nadia Ada']);
    expect(await hands.revision()).toBe(before + 1);
  });

  test('is made once under one key, though two calls run at the same time', async () => {
    const key = randomUUID();
    const answers = await Promise.all([
      newCard({ name: 'Once' }, { key }),
      newCard({ name: 'Once' }, { key }),
    ]);
    const again = await newCard({ name: 'Once' }, { key });

    expect([...answers, again].map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set([...answers, again].map(({ body }) => body.recordId)).size).toBe(1);
    const found = await ada.on(`cards?crm=${crm}&search=once`);
    expect(found.body.items).toHaveLength(1);
    expect((await newCase({ key })).body.detail).toBe(
      'This key was used for something else. Take a new one.',
    );
  });

  test.each([
    ['values', {}, 'Fill in one field at least.', false],
    ['values.name', { phone: '1' }, '“name” must have a value.', true],
    ['values.since', { name: 'N', since: 'soon' }, 'The value for “since” is no date.', true],
    ['values.age', { name: 'N', age: '7' }, 'There is no “age”.', true],
  ])('is refused for %s, and nothing is written', async (path, values, message, required) => {
    const id = required
      ? crm
      : await hands.engine.addEntity('crm', randomUUID(), {
          kind: 'built-in',
          fields: [{ name: 'name', title: 'Name' }],
        });
    const before = await hands.revision();
    const refused = await ada.on('card', 'POST', { crmId: id, values });

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path, message }] } });
    expect(await hands.revision()).toBe(before);
  });

  test('is not made in a CRM that is not there', async () => {
    const refused = await ada.on('card', 'POST', {
      crmId: randomUUID(),
      values: { name: 'N' },
    });

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'crmId' }] } });
  });

  test('is found by what the contact suggests, or by a part of any value', async () => {
    const { body: card } = await newCard({ name: 'Achour & Fils', phone: NADIA.phone });
    const suggested = await ada.on(`cards?crm=${crm}`);
    const searched = await ada.on(
      `cards?crm=${crm}&search=${encodeURIComponent('achour & F')}`,
    );
    const wild = await ada.on(`cards?crm=${crm}&search=${encodeURIComponent('%_')}`);

    const expected = {
      id: card.recordId,
      label: 'Achour & Fils',
      details: [
        { title: 'Name', value: 'Achour & Fils' },
        { title: 'Phone', value: NADIA.phone },
      ],
    };
    expect(suggested.body.items).toEqual([expect.objectContaining(expected)]);
    expect(searched.body).toMatchObject({ items: [expected], more: false });
    expect(wild.body.items).toEqual([]);
  });

  test.each(['3" pi', 'c:\\z', 'Été\tno'])('is found by %j as it was written', async (part) => {
    const { body: card } = await newCard({ name: `Lot ${part}pe` });
    const found = await ada.on(`cards?crm=${crm}&search=${encodeURIComponent(part)}`);
    expect(found.body.items).toMatchObject([{ id: card.recordId }]);
  });

  test('is assigned, in the place of the one that the user saw', async () => {
    const { body: one } = await newCard({ name: 'One' });
    const { body: two } = await newCard({ name: 'Two' }, { instead: one.recordId });
    const back = await bob.on('card', 'PUT', {
      crmId: crm,
      cardId: one.recordId,
      instead: two.recordId,
    });

    expect(back).toMatchObject({
      status: 200,
      body: { kind: 'card-linked', label: 'One', former: 'Two', made: false },
    });
    expect((await records()).card.label).toBe('One');
    expect(await hands.notes()).toEqual([
      'card-linked One Ada',
      'card-linked Two Ada',
      'card-linked One Bob',
    ]);
  });

  test('is not assigned when it is linked already, or is not there', async () => {
    const { body: one } = await newCard({ name: 'One' });
    const assign = (cardId: string) =>
      ada.on('card', 'PUT', { crmId: crm, cardId, instead: one.recordId });

    expect((await assign(one.recordId)).body.detail).toBe(
      'The interaction is linked to “One” already.',
    );
    for (const cardId of [randomUUID(), 'no id at all'])
      expect(await assign(cardId)).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'cardId' }] },
      });
  });

  test('of two users at once one links, and the other is told', async () => {
    const answers = await Promise.all([
      ada.on('card', 'POST', { crmId: crm, values: { name: 'Hers' } }),
      bob.on('card', 'POST', { crmId: crm, values: { name: 'His' } }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    const { label } = (await records()).card;
    expect(refused?.body.detail).toContain(`is linked to the card “${label}” by now`);
    expect((await hands.notes()).length).toBe(1);
    const other = await ada.on(`cards?crm=${crm}&search=${label === 'His' ? 'Hers' : 'His'}`);
    expect(other.body.items).toEqual([]); // what was not linked was not made
  });

  test('is unassigned and stays; another one than the user saw is left alone', async () => {
    const { body: card } = await newCard({ name: 'Kept' });
    const other = await ada.on(`card?linked=${randomUUID()}`, 'DELETE');
    const gone = await ada.on(`card?linked=${card.recordId}`, 'DELETE');
    const none = await ada.on('card', 'DELETE');

    expect(other).toMatchObject({ status: 409, body: { errors: [{ path: 'linked' }] } });
    expect(gone.body).toMatchObject({ kind: 'card-unlinked', label: 'Kept' });
    expect((await records()).card).toBeNull();
    expect(none.body.detail).toBe('The interaction is not linked to a card.');
    expect((await ada.on(`cards?crm=${crm}&search=kept`)).body.items).toHaveLength(1);
  });

  test('that was deleted is told of', async () => {
    await newCard({ name: 'Gone' });
    await hands.engine.db.deleteFrom('cards').execute();

    expect((await records()).card).toMatchObject({
      label: 'Gone',
      fields: null,
      trouble: { key: 'card-gone', words: 'The card was deleted.' },
    });
  });
});
