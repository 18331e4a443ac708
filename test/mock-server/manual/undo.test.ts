import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Hands, openComplaint, type Hand } from '../../helpers/hands.ts';

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

describe('undo', () => {
  const undo = (by: Hand, token: string) => by.on('undo', 'POST', { undo: token });

  test('of a creation takes the card away, too', async () => {
    const { body } = await newCard({ name: 'Mistake' });
    const undone = await undo(ada, body.undo);

    expect(undone).toMatchObject({
      status: 200,
      body: { kind: 'card-unlinked', label: 'Mistake', made: true, undo: null },
    });
    expect((await records()).card).toBeNull();
    expect((await ada.on(`cards?crm=${crm}&search=mistake`)).body.items).toEqual([]);
    expect(await hands.notes()).toEqual([
      'card-linked Mistake Ada',
      'card-unlinked Mistake Ada',
    ]);
    expect((await undo(ada, body.undo)).body.detail).toBe('This has been undone already.');
  });

  test('leaves a card that another interaction is linked to', async () => {
    const { body } = await newCard({ name: 'Shared' });
    const first = hands.interactionId;
    await hands.open([ada]);
    await ada.on('card', 'PUT', { crmId: crm, cardId: body.recordId });
    hands.interactionId = first;

    expect((await undo(ada, body.undo)).body).toMatchObject({ made: false });
    expect((await ada.on(`cards?crm=${crm}&search=shared`)).body.items).toHaveLength(1);
  });

  test('leaves a case that somebody has worked on', async () => {
    const { body } = await newCase();
    hands.engine.now = new Date(hands.engine.now.getTime() + 1000);
    await hands.engine.db
      .updateTable('cases')
      .set({ status: 'in work', updated_at: hands.engine.now })
      .where('id', '=', body.recordId)
      .execute();

    expect((await undo(ada, body.undo)).body).toMatchObject({ made: false });
    expect((await ada.on('cases?search=broken')).body.items).toContainEqual(
      expect.objectContaining({ id: body.recordId, status: 'in work' }),
    );
  });

  test('puts the former link back: of an assignment and of an unassignment', async () => {
    const { body: one } = await newCard({ name: 'First' });
    const { body: two } = await newCard({ name: 'Second' }, { instead: one.recordId });
    const back = await undo(ada, two.undo);
    const { body: off } = await ada.on('card', 'DELETE');
    const again = await undo(ada, off.undo);

    expect(back.body).toMatchObject({ kind: 'card-linked', label: 'First', former: 'Second' });
    expect(again.body).toMatchObject({ kind: 'card-linked', label: 'First', former: null });
    expect((await records()).card.label).toBe('First');
  });

  test('puts a case back, and takes the one away that was made', async () => {
    const { body: one } = await newCase({ title: 'First case' });
    const { body: two } = await newCase({ title: 'Second case', instead: one.recordId });

    expect((await undo(ada, two.undo)).body).toMatchObject({
      kind: 'case-linked',
      label: one.label,
      made: true,
    });
    expect((await records()).case.title).toBe('First case');
    expect((await ada.on('cases?search=second')).body.items).toEqual([]);
  });

  test('does nothing when somebody else changed the link since', async () => {
    const { body: one } = await newCard({ name: 'Hers' });
    await bob.on('card', 'POST', {
      crmId: crm,
      values: { name: 'His' },
      instead: one.recordId,
    });

    expect(await undo(ada, one.undo)).toMatchObject({
      status: 409,
      body: {
        detail:
          'Somebody has changed this link since; it stays as it is. Look at the interaction again.',
      },
    });
    expect((await records()).card.label).toBe('His');
  });

  test('is nobody else’s', async () => {
    const { body } = await newCard({ name: 'Hers' });

    for (const [hand, token] of [
      [bob, body.undo],
      [ada, randomUUID()],
    ] as const)
      expect(await undo(hand, token)).toMatchObject({ status: 404 });
  });
});
