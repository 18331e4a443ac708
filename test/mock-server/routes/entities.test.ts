import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entityPaths, entityTableKinds } from '../../../api-client/contract/entities/index.ts';
import { QueueDefinition } from '../../../api-client/contract/entities/queue.ts';
import { addRouting, Maker, type Caller, type Reply } from '../../helpers/maker.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';
import { treeOf } from '../../helpers/run-routing.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

// an organisation of its own for each test: nothing crosses
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});

async function add(path: string, reference: string, definition: object = {}): Promise<string> {
  const draft = { name: `Name of ${reference}`, reference, definition };
  const { status, body } = await admin.post(`/entities/${path}`, draft);
  expect([status, body]).toEqual([201, body]);
  return body.id as string;
}

test('a new entity is read back with the defaults that were left out', async () => {
  const { status, body, etag } = await admin.post('/entities/queues', {
    name: ' Commandes & été ',
    reference: 'ORDERS',
    definition: { maximumWaiting: { kind: 'percent', value: 150 } },
  });

  expect([status, etag]).toEqual([201, '"1"']);
  expect(body).toEqual({
    id: expect.any(String),
    kind: 'queue',
    name: 'Commandes & été',
    reference: 'ORDERS',
    definition: {
      ...QueueDefinition.parse({}),
      maximumWaiting: { kind: 'percent', value: 150 },
    },
    revision: 1,
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
    updatedBy: 'Ada',
  });
  expect((await admin.get(`/entities/queues/${body.id}`)).body).toEqual(body);
});

test('every kind is described for its form, by its path', async () => {
  const { items } = (await admin.get('/entity-kinds')).body;

  expect(items.map(({ path }: { path: string }) => path)).toEqual(Object.values(entityPaths));
  expect(items[0].definition.properties.ringSeconds).toEqual({
    type: 'integer',
    minimum: 5,
    maximum: 300,
    default: 30,
    title: 'Ring time (seconds)',
  });
});

test.each(entityTableKinds)(
  'entities of the kind %s have a list of their own',
  async (kind) => {
    expect((await admin.get(`/entities/${entityPaths[kind]}`)).body).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    });
  },
);

test.each(['queue', 'Queues', 'secrets', 'constructor', '__proto__', '%20'])(
  'there is no kind called %s',
  async (path) => {
    expectProblem(await admin.get(`/entities/${path}`), 404, 'not-found');
    expectProblem(await admin.get(`/entities/${path}/${nobody}`), 404, 'not-found');
    const draft = { name: 'N', reference: 'N' };
    expectProblem(await admin.post(`/entities/${path}`, draft), 404, 'not-found');
  },
);

describe('a group of queues', () => {
  test('keeps its order, and names queues that are there', async () => {
    const [one, two] = [await add('queues', 'ONE'), await add('queues', 'TWO')];

    const id = await add('queue-groups', 'ALL', { queues: [two, one.toUpperCase()] });

    const { body } = await admin.get(`/entities/queue-groups/${id}`);
    expect(body.definition).toEqual({ queues: [two, one] });
  });

  test('is refused when it names what is no queue of the organisation', async () => {
    const queue = await add('queues', 'ONE');
    const table = await add('value-tables', 'TABLE');
    const strangers = await maker.addUser(await maker.addOrganisation());
    const { body } = await strangers.post('/entities/queues', { name: 'N', reference: 'N' });
    const queues = [queue, nobody, table, body.id as string];

    const created = await admin.post('/entities/queue-groups', {
      name: 'N',
      reference: 'N',
      definition: { queues },
    });
    const group = await add('queue-groups', 'ALL', { queues: [queue] });
    const changed = await admin.patch(`/entities/queue-groups/${group}`, {
      definition: { queues },
    });

    for (const reply of [created, changed]) {
      expectProblem(reply, 422, 'invalid-input');
      expect(problemPaths(reply)).toEqual([1, 2, 3].map((n) => `definition.queues.${n}`));
      expect(reply.body.detail).toBe(`There is no queue with the id ${nobody}.`);
    }
  });

  test('holds its queues: none of them can be deleted', async () => {
    const queue = await add('queues', 'ONE');
    const group = await add('queue-groups', 'ALL', { queues: [queue] });

    const held = await admin.delete(`/entities/queues/${queue}?confirmUsed=true`);
    await admin.delete(`/entities/queue-groups/${group}`);
    const free = await admin.delete(`/entities/queues/${queue}`);

    expectProblem(held, 409, 'in-use');
    expect(held.body.detail).toContain('the queue group “Name of ALL”');
    expect(free.body).toEqual({ deleted: { id: queue, name: 'Name of ONE' }, uses: [] });
  });
});

test('twins in case are refused among one kind, not among others; oneself is no twin', async () => {
  await add('queues', 'VIP');
  const other = await add('queues', 'OTHER');
  await add('value-tables', 'vip');

  const created = await admin.post('/entities/queues', { name: 'N', reference: 'vip' });
  const changed = await admin.patch(`/entities/queues/${other}`, { reference: 'Vip' });
  const own = await admin.patch(`/entities/queues/${other}`, { reference: 'Other' });

  for (const reply of [created, changed]) {
    expectProblem(reply, 409, 'conflict');
    expect(problemPaths(reply)).toEqual(['reference']);
    expect(reply.body.detail).toContain('Another queue “Name of VIP” (VIP)');
  }
  expect(own.body).toMatchObject({ reference: 'Other', revision: 2 });
});

test('an edit of an older state is refused, and says who changed it', async () => {
  const id = await add('queues', 'ORDERS');
  const bob = await maker.addUser(organisation, undefined, 'Bob');
  const good = await bob.patch(`/entities/queues/${id}`, { name: 'Bob’s' }, '"1"');

  const reply = await admin.patch(`/entities/queues/${id}`, { name: 'Mine' }, '"1"');

  expect(good).toMatchObject({ status: 200, etag: '"2"', body: { updatedBy: 'Bob' } });
  expectProblem(reply, 412, 'precondition-failed');
  expect(reply.body.detail).toContain('Bob changed this queue');
});

test('the list finds by a part of name or reference, and pages follow each other', async () => {
  for (const [name, reference] of [
    ['Été', 'SUMMER'],
    ['Hiver', 'WINTER_1'],
    ['Äpfel', 'WINTER_2'],
    ['100 %', 'X'],
  ]) {
    await admin.post('/entities/task-categories', { name, reference });
  }
  await add('queues', 'WINTER');
  const walk = async (query: string) => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: Reply = await admin.get(
        `/entities/task-categories?limit=1&${query}${next}`,
      );
      seen.push(...body.items.map(({ reference }: { reference: string }) => reference));
      next = body.nextCursor && `&cursor=${body.nextCursor}`;
    }
    return seen.join(' ');
  };

  expect(await walk('sort=name')).toBe('X WINTER_2 SUMMER WINTER_1');
  expect(await walk('sort=-name')).toBe('WINTER_1 SUMMER WINTER_2 X');
  expect(await walk('sort=-reference')).toBe('X WINTER_2 WINTER_1 SUMMER');
  expect(await walk('search=winter')).toBe('WINTER_2 WINTER_1');
  expect(await walk('search=ete')).toBe('SUMMER');
  expect(await walk('search=%25')).toBe('X');
});

describe('an entity that actions use', () => {
  async function used() {
    const calendar = await add('calendars', 'HOURS');
    const schedule = (choice: object, ok?: string) => ({
      type: 'test-schedule',
      name: 'Open?',
      parameters: { calendar: choice },
      branches: ok ? { open: ok } : {},
    });
    const routing = await addRouting(
      admin,
      'WELCOME',
      treeOf({
        pick: schedule({ id: calendar }, 'name'),
        name: schedule({ reference: 'HOURS' }),
      }),
    );
    return { calendar, routing };
  }

  test('lists them', async () => {
    const { calendar, routing } = await used();

    const { body } = await admin.get(`/entities/calendars/${calendar}/usage`);

    expect(body).toMatchObject({
      entityId: calendar,
      uses: [
        { routingId: routing, version: 1, actionId: 'name', by: 'reference' },
        { routingId: routing, version: 1, actionId: 'pick', by: 'pick' },
      ],
    });
  });

  test('is deleted only when that is confirmed; validation then says what is missing', async () => {
    const { calendar, routing } = await used();

    const refused = await admin.delete(`/entities/calendars/${calendar}`);
    const deleted = await admin.delete(`/entities/calendars/${calendar}?confirmUsed=true`);
    const { body } = await admin.post(`/routings/${routing}/versions/1/validate`);

    expectProblem(refused, 409, 'in-use');
    expect(refused.body.detail).toContain('“Name of HOURS”: used by 2 actions');
    expect(refused.body.errors).toHaveLength(2);
    expect(deleted.body).toMatchObject({ deleted: { id: calendar }, uses: [{}, {}] });
    const missing = body.findings.filter(
      ({ code }: { code: string }) => code === 'entity-missing',
    );
    expect(missing).toMatchObject([
      {
        severity: 'warning',
        path: 'tree.actions.name.parameters.calendar.reference',
        message: 'No calendar has the reference “HOURS” that “Open?” names.',
      },
      {
        severity: 'error',
        path: 'tree.actions.pick.parameters.calendar.id',
        message: 'The calendar that “Open?” picks does not exist.',
      },
    ]);
  });

  test('says which of them still name an old reference', async () => {
    const { calendar } = await used();

    const { body } = await admin.patch(`/entities/calendars/${calendar}`, { reference: 'NEW' });

    expect(body.brokenUses).toMatchObject([{ actionId: 'name', by: 'reference' }]);
  });

  test('and that is there is nothing for validation to find', async () => {
    const { routing } = await used();

    const { body } = await admin.post(`/routings/${routing}/versions/1/validate`);

    expect(body.findings.map(({ code }: { code: string }) => code)).not.toContain(
      'entity-missing',
    );
  });
});

test('a queue that profiles or channels stand on cannot be deleted', async () => {
  const { db } = maker.services;
  const queue = await add('queues', 'ORDERS');
  const { active_profile_id } = await db
    .selectFrom('users')
    .select('active_profile_id')
    .where('organisation_id', '=', organisation)
    .executeTakeFirstOrThrow();
  const remove = () => admin.delete(`/entities/queues/${queue}?confirmUsed=true`);
  const mine = { organisation_id: organisation, queue_id: queue };
  await db
    .insertInto('profile_queues')
    .values({ ...mine, profile_id: active_profile_id })
    .execute();
  await db
    .insertInto('channels')
    .values({
      ...mine,
      id: `chat-${queue}`,
      name: 'Chat',
      kind: 'chat',
      flow: 'chat-messaging',
      routing_flow: 'messaging',
    })
    .execute();

  const both = await remove();
  await db.deleteFrom('profile_queues').where('queue_id', '=', queue).execute();
  const one = await remove();
  await db.deleteFrom('channels').where('queue_id', '=', queue).execute();

  expectProblem(both, 409, 'in-use');
  expect(both.body.detail).toContain('the profile “All”, the channel “Chat” use it');
  expectProblem(one, 409, 'in-use');
  expect((await remove()).status).toBe(200);
});

test('another organisation’s entities are not there, and neither are those of another kind', async () => {
  const id = await add('queues', 'ORDERS');
  const stranger = await maker.addUser(await maker.addOrganisation());
  const paths: [Caller, string][] = [
    [stranger, `/entities/queues/${id}`],
    [admin, `/entities/surveys/${id}`],
  ];
  for (const [user, path] of paths) {
    expectProblem(await user.get(path), 404, 'not-found');
    expectProblem(await user.patch(path, { name: 'X' }), 404, 'not-found');
    expectProblem(await user.delete(`${path}?confirmUsed=true`), 404, 'not-found');
    expectProblem(await user.get(`${path}/usage`), 404, 'not-found');
  }
  expect((await admin.get(`/entities/queues/${id}`)).body).toMatchObject({ revision: 1 });
});

test('each right opens its own calls and no others', async () => {
  const id = await add('queues', 'ORDERS');
  const calls: [string, (user: Caller) => Promise<Reply>][] = [
    ['read', (user) => user.get('/entity-kinds')],
    ['read', (user) => user.get('/entities/queues')],
    ['read', (user) => user.get(`/entities/queues/${id}`)],
    ['read', (user) => user.get(`/entities/queues/${id}/usage`)],
    ['create', (user) => user.post('/entities/queues', { name: 'N', reference: 'N' })],
    ['modify', (user) => user.patch(`/entities/queues/${id}`, { name: 'X' })],
    ['delete', (user) => user.delete(`/entities/queues/${id}`)],
  ];
  for (const right of ['read', 'create', 'modify', 'delete'] as const) {
    const user = await maker.addUser(organisation, { entities: [right] });
    for (const [needed, call] of calls) {
      const reply = await call(user);
      if (needed === right) expect(reply.status).not.toBe(403);
      else expectProblem(reply, 403, 'forbidden');
    }
  }
});
