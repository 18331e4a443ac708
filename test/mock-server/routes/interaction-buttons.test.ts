import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { Hands, NADIA, type Hand } from '../../helpers/hands.ts';
import { sendJson, startHttpService, type HttpService } from '../../helpers/http-service.ts';

let hands: Hands;
let ada: Hand;
let bob: Hand;
let stranger: Hand;
let admin: Hand;
let service: HttpService;
let serviceId: string;
let status = 200;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  bob = await hands.addHand({ name: 'Bob' });
  stranger = await hands.addHand({ name: 'Eve' });
  admin = await hands.addHand({
    name: 'Root',
    type: 'administrator',
    rights: { entities: ['read', 'create', 'modify', 'delete'] },
  });
  service = await startHttpService(({ headers, body }, response) =>
    sendJson(
      response,
      { slot: '14:00', told: headers['authorization'], body, hidden: 'not for you' },
      status,
    ),
  );
  const { db, organisationId, now } = hands.engine;
  await writeSecret(db, organisationId, { name: 'KEY', value: 'canary-secret' }, now);
  serviceId = await hands.engine.addEntity('web-service', 'call-back', {
    address: `${service.url}/call-backs`,
    headers: [{ name: 'Authorization', value: 'Bearer {{secret.KEY}}' }],
    body: { type: 'json', template: '{"phone": {{input.phone}}, "order": {{input.order}}}' },
    inputs: [
      { name: 'phone', title: 'Phone', required: true },
      { name: 'order', title: 'Order' },
    ],
  });
});
afterAll(async () => {
  await hands.stop();
  await service.close();
});
beforeEach(async () => {
  status = 200;
  service.calls.length = 0;
  await hands.open([ada, bob], {
    variables: { 'customer.number': 'C 7/8', 'order.total': '120' },
  });
});
afterEach(async () => {
  await hands.engine.db.deleteFrom('entities').where('kind', '=', 'custom-button').execute();
});

const addButton = (definition: object, reference = randomUUID()) =>
  hands.engine.addEntity('custom-button', reference, definition);
const opens = (address: string, more: object = {}) =>
  addButton({ does: { type: 'address', address }, ...more });
const calls = (more: object = {}, does: object = {}) =>
  addButton({
    does: {
      type: 'web-service',
      serviceId,
      inputs: [
        { name: 'phone', value: '{{contact.phone}}' },
        { name: 'order', value: '{{order.number}}' },
      ],
      shows: [
        { title: 'We call at', path: 'slot' },
        { title: 'Told', path: 'told' },
        { title: 'Nothing', path: 'nothing' },
      ],
      ...does,
    },
    ...more,
  });
const shown = async (hand = ada) => (await hand.on('buttons')).body.items;
const press = (id: string, hand = ada, body: object = {}) =>
  hand.on(`buttons/${id}`, 'POST', body);

describe('an address', () => {
  test.each([
    [
      'https://shop.example.com/{{customer.number}}?who={{contact.email}}',
      'https://shop.example.com/C%207%2F8?who=nadia.achour%40example.com',
    ],
    ['tel:{{contact.phone}}', 'tel:+33612345678'],
    [
      'mailto:{{contact.email}}?subject={{customer.number}}',
      'mailto:nadia.achour@example.com?subject=C%207%2F8',
    ],
    ['https://shop.example.com/by/{{user.name}}', 'https://shop.example.com/by/Ada'],
  ])('%s is filled', async (template, address) => {
    await opens(template, { icon: 'cart', colour: 'green', place: 'panel' });

    expect(await shown()).toEqual([
      expect.objectContaining({
        type: 'address',
        icon: 'cart',
        colour: 'green',
        place: 'panel',
        address,
        reason: null,
      }),
    ]);
  });

  test('without a value that it needs is none, and says so', async () => {
    await opens('https://shop.example.com/{{order.number}}');

    expect(await shown()).toMatchObject([
      {
        address: null,
        reason: { key: 'value-missing', words: '“order.number” is empty here.' },
      },
    ]);
  });

  test.each(['..', '.', '%2e%2E', '\\..'])('is none with %s in its path', async (number) => {
    await hands.open([ada], { variables: { 'customer.number': number } });
    await opens('https://shop.example.com/a/{{customer.number}}/b');

    const [{ address, reason }] = await shown();
    if (address === null) expect(reason.key).toBe('wrong-address');
    else expect(new URL(address).pathname).toMatch(/^\/a\/[^/]+\/b$/);
  });

  test.each([
    'http://shop.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://{{contact.email}}/',
    'https://user:word@shop.example.com/',
    '//shop.example.com/',
    'https://shop.example.com/{{nothing}}',
    '',
  ])('%s is refused by the Maker', async (address) => {
    const refused = await admin.call('POST', '/entities/custom-buttons', {
      name: 'B',
      reference: 'b',
      definition: { does: { type: 'address', address } },
    });

    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'definition.does.address' }] },
    });
  });
});

describe('for whom a button is', () => {
  test('profiles and users are named; others do not see it, and cannot press it', async () => {
    const { active_profile_id: profile } = await hands.engine.db
      .selectFrom('users')
      .select('active_profile_id')
      .where('id', '=', bob.id)
      .executeTakeFirstOrThrow();
    const forAda = await calls({ users: { type: 'users', userIds: [ada.id] } });
    const forBob = await calls({ users: { type: 'profiles', profileIds: [profile] } });
    await calls({ active: false });

    expect((await shown(ada)).map(({ id }: { id: string }) => id)).toEqual([forAda]);
    expect((await shown(bob)).map(({ id }: { id: string }) => id)).toEqual([forBob]);
    expect((await press(forAda, bob)).status).toBe(404);
    expect(service.calls).toEqual([]);
  });

  test('who does not see the interaction sees no button of it', async () => {
    const id = await calls();

    expect((await stranger.on('buttons')).status).toBe(404);
    expect((await press(id, stranger)).status).toBe(404);
    expect(service.calls).toEqual([]);
  });

  test.each([
    ['users', 'userIds', 'user'],
    ['profiles', 'profileIds', 'profile'],
  ])('%s must be there', async (type, field, word) => {
    const refused = await admin.call('POST', '/entities/custom-buttons', {
      name: 'B',
      reference: 'b',
      definition: {
        does: { type: 'address', address: 'tel:1' },
        users: { type, [field]: [randomUUID()] },
      },
    });

    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: `definition.users.${field}.0` }] },
    });
    expect(refused.body.detail).toContain(`There is no ${word} with the id`);
  });

  test('a user of the organisation is taken', async () => {
    const made = await admin.call('POST', '/entities/custom-buttons', {
      name: 'B',
      reference: 'b',
      definition: {
        does: { type: 'web-service', serviceId },
        users: { type: 'users', userIds: [ada.id] },
      },
    });
    const held = await admin.call('DELETE', `/entities/web-services/${serviceId}`);

    expect(made.status).toBe(201);
    expect(held).toMatchObject({ status: 409 });
    expect(held.body.detail).toContain('custom button');
  });
});

describe('a display condition', () => {
  const holds = [{ field: 'order.total', operator: 'greater-or-equal', value: '100' }];
  const fails = [{ field: 'contact.name', operator: 'is-empty' }];

  test.each([
    ['none', 'all', [], true],
    ['one that holds', 'all', holds, true],
    ['one that does not', 'all', fails, false],
    ['all of two, one of which does not', 'all', [...holds, ...fails], false],
    ['any of two, one of which holds', 'any', [...holds, ...fails], true],
    [
      'that a field is there, which is not',
      'all',
      [{ field: 'a.b', operator: 'exists' }],
      false,
    ],
    [
      'of the interaction itself',
      'all',
      [{ field: 'interaction.flow', operator: 'equal', value: 'chat-messaging' }],
      true,
    ],
  ])('%s', async (_, shownIf, conditions, isShown) => {
    const id = await calls({ shownIf, conditions });

    expect(await shown()).toHaveLength(isShown ? 1 : 0);
    expect((await press(id)).status).toBe(isShown ? 200 : 404);
  });

  test('follows what is done to the interaction', async () => {
    const conditions = [{ field: 'case.reference', operator: 'exists' }];
    await opens('tel:{{contact.phone}}', { conditions });
    const before = await shown();
    const typeId = await hands.engine.addEntity('case-type', randomUUID());
    await ada.on('case', 'POST', { typeId, title: 'Broken' });

    expect(before).toEqual([]);
    expect(await shown()).toHaveLength(1);
  });
});

describe('a web service', () => {
  test('is called with the values, and tells what the definition lets out', async () => {
    const id = await calls();
    const pressed = await press(id);

    expect(pressed).toMatchObject({
      status: 200,
      body: {
        ok: true,
        words: null,
        values: [
          { title: 'We call at', value: '14:00' },
          { title: 'Told', value: 'Bearer •••' },
          { title: 'Nothing', value: null },
        ],
      },
    });
    expect(JSON.stringify(pressed.body)).not.toMatch(/canary|not for you/);
    expect(JSON.parse(service.calls[0]!.body)).toEqual({ phone: NADIA.phone, order: null });
    expect((await hands.notes())[0]).toMatch(/^button The .* Ada$/);
  });

  test('is called once under one key', async () => {
    const id = await calls();
    const key = randomUUID();
    const one = await press(id, ada, { key });
    const two = await press(id, ada, { key });
    await press(id);

    expect(two.body).toEqual(one.body);
    expect(service.calls).toHaveLength(2);
    expect(service.calls[0]!.headers['idempotency-key']).toBe(
      `button:${hands.interactionId}:${key}`,
    );
    expect(await hands.notes()).toHaveLength(2);
    expect((await press(await calls(), ada, { key })).status).toBe(409); // another button's key
  });

  test('that fails says why, and is noted', async () => {
    const id = await calls();
    status = 500;

    expect((await press(id)).body).toMatchObject({
      ok: false,
      words: 'The service answered with status 500.',
      values: [],
    });
    expect((await hands.notes())[0]).toContain(': The service answered with status 500. Ada');
  });

  test('is not called without an input that it needs', async () => {
    const id = await calls({}, { inputs: [] });

    expect((await press(id)).body).toMatchObject({
      ok: false,
      words: 'The input “Phone” is empty.',
    });
    expect(service.calls).toEqual([]);
  });

  test('is nothing that an address does', async () => {
    const id = await opens('tel:1');

    expect((await press(id)).status).toBe(409);
  });
});
