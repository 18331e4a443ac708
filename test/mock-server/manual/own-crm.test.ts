import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { Hands, NADIA, type Hand } from '../../helpers/hands.ts';
import { sendJson, startHttpService, type HttpService } from '../../helpers/http-service.ts';

let hands: Hands;
let ada: Hand;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
});
afterAll(() => hands.stop());
beforeEach(() => hands.open([ada]));

const records = async (hand = ada) => (await hand.on('records')).body;

describe('a CRM of one’s own', () => {
  let service: HttpService;
  let id: string;
  let isDown = false;
  beforeAll(async () => {
    service = await startHttpService(({ method, path, body }, response) => {
      if (isDown) return sendJson(response, {}, 503);
      const { pathname, searchParams } = new URL(path, 'http://crm');
      if (method === 'POST') return sendJson(response, { id: 'N-1', ...JSON.parse(body) }, 201);
      if (pathname === '/contacts/N-1')
        return sendJson(response, { contact: { id: 'N-1', name: 'Nadia', orders: 3 } });
      if (pathname.startsWith('/contacts/')) return sendJson(response, {}, 404);
      const wanted = searchParams.get('phone') ?? searchParams.get('text');
      const found = wanted === NADIA.phone || wanted === 'nadia';
      return sendJson(response, { results: found ? [{ id: 'N-1', name: 'Nadia' }] : [] });
    });
    await writeSecret(
      hands.engine.db,
      hands.engine.organisationId,
      { name: 'KEY', value: 'canary-secret' },
      hands.engine.now,
    );
    id = await hands.engine.addEntity('crm', 'own', {
      kind: 'v2',
      address: service.url,
      headers: [{ name: 'Authorization', value: 'Bearer {{secret.KEY}}' }],
      objects: [
        {
          name: 'contact',
          title: 'Contact',
          labelPath: 'name',
          addressTemplate: 'https://crm.example.com/c/{{id}}',
          fields: [
            { name: 'name', title: 'Name' },
            { name: 'orders', title: 'Orders', type: 'number' },
          ],
          create: { path: '/contacts', body: { type: 'json', template: '{{fields}}' } },
          read: { path: '/contacts/{{id}}', cardPath: 'contact' },
        },
      ],
      scenarios: [
        {
          name: 'by_phone',
          title: 'By phone',
          object: 'contact',
          path: '/contacts',
          query: [{ name: 'phone', value: '{{contact.phone}}' }],
          itemsPath: 'results',
          default: true,
        },
        {
          name: 'by_text',
          title: 'By text',
          object: 'contact',
          path: '/contacts',
          query: [{ name: 'text', value: '{{search.text}}' }],
          itemsPath: 'results',
        },
      ],
    });
  });
  beforeEach(() => {
    isDown = false;
    service.calls.length = 0;
  });
  afterAll(() => service.close());

  const found = { id: 'N-1', label: 'Nadia', address: 'https://crm.example.com/c/N-1' };

  test('is searched by what the interaction knows, or by a text', async () => {
    const known = await ada.on(`cards?crm=${id}`);
    const text = await ada.on(`cards?crm=${id}&search=nadia`);
    const none = await ada.on(`cards?crm=${id}&scenario=by_text&search=nobody`);
    const wrong = await ada.on(`cards?crm=${id}&scenario=by_magic`);

    expect(known.body.items).toEqual([{ ...found, details: [] }]);
    expect(text.body.items).toEqual([{ ...found, details: [] }]);
    expect(none.body.items).toEqual([]);
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'scenario' }] } });
  });

  test('is assigned a card that it finds, and none that a page made up', async () => {
    const made = await ada.on('card', 'PUT', { crmId: id, cardId: 'N-99' });
    const assigned = await ada.on('card', 'PUT', { crmId: id, cardId: 'N-1' });

    expect(made).toMatchObject({ status: 422, body: { errors: [{ path: 'cardId' }] } });
    expect(assigned.body).toMatchObject({ kind: 'card-linked', label: 'Nadia' });
    expect((await records()).card).toMatchObject({
      ...found,
      crm: { id, kind: 'v2' },
      fields: null,
      canBeRead: true,
      trouble: null,
    });
  });

  test('may give its cards ids that another one, or another kind of card, has as well', async () => {
    const object = (name: string) => ({ name, title: name, labelPath: 'name' });
    const scenario = (name: string) => ({
      name,
      title: name,
      object: name,
      path: '/found',
      query: [{ name: 'phone', value: '{{contact.phone}}' }],
      itemsPath: 'results',
    });
    const twin = await hands.engine.addEntity('crm', 'twin', {
      kind: 'v2',
      address: service.url,
      objects: [object('person'), object('company')],
      scenarios: [scenario('person'), scenario('company')],
    });
    await ada.on('card', 'PUT', { crmId: id, cardId: 'N-1' });
    const assign = (kind: string) =>
      ada.on('card', 'PUT', { crmId: twin, cardId: 'N-1', scenario: kind, instead: 'N-1' });
    const person = await assign('person');
    const company = await assign('company');

    expect([person, company]).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect((await assign('company')).body.detail).toContain('linked to “Nadia” already');
    const undone = await ada.on('undo', 'POST', { undo: person.body.undo });
    expect(undone.status).toBe(409); // the company is linked by now
  });

  test('makes a card under a key that a repetition has, too; undoing leaves it there', async () => {
    const key = randomUUID();
    const creation = { crmId: id, values: { name: 'Nadia', orders: '3' }, key };
    const made = await ada.on('card', 'POST', creation);
    await ada.on('card', 'POST', creation);

    expect(made).toMatchObject({ status: 201, body: { recordId: 'N-1', made: true } });
    expect(service.calls.map(({ headers }) => headers['idempotency-key'])).toEqual([
      `manual:${hands.interactionId}:${key}`,
    ]);
    expect(JSON.parse(service.calls[0]!.body)).toEqual({ name: 'Nadia', orders: 3 });
    const undone = await ada.on('undo', 'POST', { undo: made.body.undo });
    expect(undone.body).toMatchObject({ kind: 'card-unlinked', made: false });
  });

  test('is asked for the card itself', async () => {
    await ada.on('card', 'PUT', { crmId: id, cardId: 'N-1' });
    const card = await ada.on('card');

    expect(card.body.fields).toEqual([
      { name: 'name', title: 'Name', type: 'text', value: 'Nadia' },
      { name: 'orders', title: 'Orders', type: 'number', value: '3' },
    ]);
    expect(JSON.stringify(card.body)).not.toContain('canary');
  });

  test('that is down is told of; the rest is shown, and nothing is written', async () => {
    await ada.on('card', 'PUT', { crmId: id, cardId: 'N-1' });
    isDown = true;
    const card = await ada.on('card');
    const before = await hands.revision();
    const made = await ada.on('card', 'POST', {
      crmId: id,
      values: { name: 'N' },
      instead: 'N-1',
    });
    const searched = await ada.on(`cards?crm=${id}`);

    expect(card).toMatchObject({
      status: 200,
      body: {
        label: 'Nadia',
        fields: null,
        trouble: { key: 'crm-silent', words: 'The CRM answered with status 503.' },
      },
    });
    expect((await ada.on('records')).status).toBe(200);
    const words = '“The own” did not do it: The CRM answered with status 503.';
    expect(made).toMatchObject({ status: 409, body: { detail: words } });
    expect(searched).toMatchObject({ status: 409, body: { detail: words } });
    expect(await hands.revision()).toBe(before);
  });
});
