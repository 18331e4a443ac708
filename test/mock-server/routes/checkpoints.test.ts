import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Maker, type Caller, type Reply } from '../../helpers/maker.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';

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

async function add(name: string, reference: string, alias: string | null = null) {
  const { status, body } = await admin.post('/checkpoints', { name, reference, alias });
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

async function changes(): Promise<(string | null)[]> {
  const rows = await maker.services.db
    .selectFrom('changes')
    .select('entity_id')
    .where('organisation_id', '=', organisation)
    .where('kind', '=', 'checkpoint')
    .orderBy('id')
    .execute();
  return rows.map(({ entity_id }) => entity_id);
}

test('a new checkpoint is read back as it was written, without blanks around', async () => {
  const { status, body, etag } = await admin.post('/checkpoints', {
    name: '  Élodie’s milestone ',
    reference: 'VIP_+.@-1',
    alias: ' vip ',
  });

  expect(status).toBe(201);
  expect(etag).toBe('"1"');
  expect(body).toEqual({
    id: expect.any(String),
    name: 'Élodie’s milestone',
    reference: 'VIP_+.@-1',
    alias: 'vip',
    revision: 1,
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
    updatedBy: 'Ada',
  });
  const { id } = body as { id: string };
  expect((await admin.get(`/checkpoints/${id}`)).body).toEqual(body);
  expect(await changes()).toEqual([id]);
});

test.each([
  ['an empty name', { name: '' }, 'name'],
  ['a blank name', { name: '   ' }, 'name'],
  ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, 'name'],
  ['a name that is a number', { name: 5 }, 'name'],
  ['a name with a NUL', { name: 'a\0b' }, 'name'],
  ['an empty reference', { reference: '' }, 'reference'],
  ['a reference with a blank', { reference: 'V I P' }, 'reference'],
  ['a reference with an accent', { reference: 'ÉTÉ' }, 'reference'],
  ['a reference with a line end', { reference: 'VIP\n' }, 'reference'],
  ['a reference of 101 characters', { reference: 'x'.repeat(101) }, 'reference'],
  ['an alias of 31 characters', { alias: 'x'.repeat(31) }, 'alias'],
  ['an unknown field', { colour: 'red' }, 'colour'],
])('%s is refused by name, and nothing is stored', async (_, wrong, path) => {
  const reply = await admin.post('/checkpoints', { name: 'N', reference: 'R', ...wrong });

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toContain(path);
  expect((await admin.get('/checkpoints')).body).toMatchObject({ total: 0 });
});

test.each([
  '<img src=x onerror=alert(1)>',
  '{{customer.name}}',
  "'; drop table checkpoints; --",
])('the name and alias %s are text like any other', async (text) => {
  const id = await add(text, 'PLAIN', text.slice(0, 30));

  expect((await admin.get(`/checkpoints/${id}`)).body).toMatchObject({
    name: text,
    alias: text.slice(0, 30),
  });
  const search = encodeURIComponent(text.slice(0, 20));
  expect((await admin.get(`/checkpoints?search=${search}`)).body).toMatchObject({ total: 1 });
});

test('a blank alias counts as none', async () => {
  const id = await add('N', 'R', '   ');

  expect((await admin.get(`/checkpoints/${id}`)).body).toMatchObject({ alias: null });
});

test('twins in case are refused, on create and on edit; oneself is no twin', async () => {
  await add('First', 'VIP');
  const other = await add('Other', 'OTHER');

  const created = await admin.post('/checkpoints', { name: 'Second', reference: 'vip' });
  const changed = await admin.patch(`/checkpoints/${other}`, { reference: 'Vip' });
  const own = await admin.patch(`/checkpoints/${other}`, { reference: 'Other' });

  for (const reply of [created, changed]) {
    expectProblem(reply, 409, 'conflict');
    expect(problemPaths(reply)).toEqual(['reference']);
    expect((reply.body as { detail: string }).detail).toContain('“First” (VIP)');
  }
  expect(own.body).toMatchObject({ reference: 'Other', revision: 2 });
});

test('of two that take one reference at the same moment, the second is refused', async () => {
  const { db, newId } = maker.services;
  const first = await db.startTransaction().execute();
  await first
    .insertInto('checkpoints')
    .values({
      organisation_id: organisation,
      id: newId(maker.now),
      name: 'First',
      reference: 'RACE',
      alias: null,
      folded: 'first\nrace',
      created_at: maker.now,
      updated_at: maker.now,
      updated_by: null,
    })
    .execute();

  const second = admin.post('/checkpoints', { name: 'Second', reference: 'race' });
  await somebodyWaits();
  await first.commit().execute();

  const reply = await second;
  expectProblem(reply, 409, 'conflict');
  expect(problemPaths(reply)).toEqual(['reference']);
});

/** Comes back once a transaction on this database waits for another one. */
async function somebodyWaits(): Promise<void> {
  const waiting = sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
  `;
  while ((await waiting.execute(maker.services.db)).rows[0]?.count === 0);
}

test('another organisation’s references are nobody’s twins, and its checkpoints not there', async () => {
  const id = await add('First', 'VIP');
  const stranger = await maker.addUser(await maker.addOrganisation());

  expect((await stranger.post('/checkpoints', { name: 'N', reference: 'VIP' })).status).toBe(
    201,
  );
  expectProblem(await stranger.get(`/checkpoints/${id}`), 404, 'not-found');
  expectProblem(await stranger.patch(`/checkpoints/${id}`, { name: 'X' }), 404, 'not-found');
  expectProblem(await stranger.delete(`/checkpoints/${id}?confirmUsed=true`), 404, 'not-found');
  expectProblem(await stranger.get(`/checkpoints/${id}/usage`), 404, 'not-found');
  expect((await admin.get(`/checkpoints/${id}`)).status).toBe(200);
});

test('the search finds a part of name or reference, case and accents folded; not the alias', async () => {
  await add('Déjà client', 'KNOWN_1', 'Zebra');
  await add('New client, 100 %', 'NEW', null);
  const found = async (search: string) => {
    const { body } = await admin.get(`/checkpoints?search=${encodeURIComponent(search)}`);
    const { items, total } = body as { items: { reference: string }[]; total: number };
    expect(total).toBe(items.length);
    return items.map(({ reference }) => reference);
  };

  expect(await found('DEJA')).toEqual(['KNOWN_1']);
  expect(await found('déJÀ c')).toEqual(['KNOWN_1']);
  expect(await found('known')).toEqual(['KNOWN_1']);
  expect(await found('client')).toEqual(['KNOWN_1', 'NEW']);
  expect(await found('zebra')).toEqual([]);
  expect(await found('%')).toEqual(['NEW']);
  expect(await found('_')).toEqual(['KNOWN_1']);
  expect(await found('\\')).toEqual([]);
});

test('pages follow each other in every order, and empty aliases come last both ways', async () => {
  const aliases = ['beta', null, 'Alpha', null, 'Éa', 'eb', 'ALPHA'];
  for (const [index, alias] of aliases.entries()) {
    await add(`Name ${aliases.length - index}`, `R${index}`, alias);
    maker.now = new Date(maker.now.getTime() + 1); // ties go by id, so by age
  }
  const walk = async (sort: string) => {
    const seen: { reference: string; alias: string | null }[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Reply = await admin.get(`/checkpoints?limit=2&sort=${sort}${next}`);
      expect(page.body).toMatchObject({ total: aliases.length });
      const { items, nextCursor } = page.body as {
        items: typeof seen;
        nextCursor: string | null;
      };
      seen.push(...items);
      next = nextCursor && `&cursor=${nextCursor}`;
    }
    return seen;
  };
  const references = async (sort: string) =>
    (await walk(sort)).map(({ reference }) => reference).join(' ');

  expect(await references('reference')).toBe('R0 R1 R2 R3 R4 R5 R6');
  expect(await references('-reference')).toBe('R6 R5 R4 R3 R2 R1 R0');
  expect(await references('name')).toBe('R6 R5 R4 R3 R2 R1 R0');
  expect(await references('-name')).toBe('R0 R1 R2 R3 R4 R5 R6');
  expect((await walk('alias')).map(({ alias }) => alias)).toEqual([
    'Alpha',
    'ALPHA',
    'beta',
    'Éa',
    'eb',
    null,
    null,
  ]);
  expect((await walk('-alias')).map(({ alias }) => alias)).toEqual([
    'eb',
    'Éa',
    'beta',
    'Alpha',
    'ALPHA',
    null,
    null,
  ]);
});

test.each(['x', 'bnVsbA', '%00', 'WyJuYW1lIiwiYSIsIm5vIl0'])(
  'the cursor %s is refused',
  async (cursor) => {
    const reply = await admin.get(`/checkpoints?cursor=${cursor}`);

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(['cursor']);
  },
);

test('a cursor of another order is refused', async () => {
  await add('One', 'ONE');
  await add('Two', 'TWO');
  const { body } = await admin.get('/checkpoints?limit=1&sort=name');
  const { nextCursor } = body as { nextCursor: string };

  expectProblem(
    await admin.get(`/checkpoints?sort=reference&cursor=${nextCursor}`),
    422,
    'invalid-input',
  );
});

test.each(['search=a%00b', 'limit=0', 'limit=201', 'limit=x', 'sort=age', 'colour=red'])(
  'the query %s is refused by name',
  async (query) => {
    const reply = await admin.get(`/checkpoints?${query}`);

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual([query.split('=')[0]]);
  },
);

test('an edit changes what it names, and the search finds the new name only', async () => {
  const id = await add('Old name', 'REF', 'alias');
  maker.now = new Date('2026-11-20T11:00:00.000Z');

  const reply = await admin.patch(`/checkpoints/${id}`, { name: 'New name' }, '"1"');

  expect(reply).toMatchObject({ status: 200, etag: '"2"' });
  expect(reply.body).toMatchObject({
    name: 'New name',
    reference: 'REF',
    alias: 'alias',
    updatedAt: '2026-11-20T11:00:00.000Z',
    brokenUses: [],
  });
  expect((await admin.get('/checkpoints?search=old')).body).toMatchObject({ total: 0 });
  expect((await admin.get('/checkpoints?search=new')).body).toMatchObject({ total: 1 });
  expect(await changes()).toEqual([id, id]);
});

test('an edit of an older state is refused, and says who changed it and when', async () => {
  const id = await add('Name', 'REF');
  const bob = await maker.addUser(organisation, undefined, 'Bob');
  maker.now = new Date('2026-11-20T11:00:00.000Z');
  await bob.patch(`/checkpoints/${id}`, { name: 'Bob’s name' });

  const reply = await admin.patch(`/checkpoints/${id}`, { name: 'Mine' }, '"1"');

  expectProblem(reply, 412, 'precondition-failed');
  const { detail } = reply.body as { detail: string };
  expect(detail).toContain('Bob');
  expect(detail).toContain('2026-11-20T11:00:00.000Z');
  expect((await admin.get(`/checkpoints/${id}`)).body).toMatchObject({ name: 'Bob’s name' });
});

test('a copy is refused until name and reference differ from the original’s', async () => {
  const id = await add('Original', 'ORIGINAL', 'o');
  const copy = (name: string, reference: string) =>
    admin.post(`/checkpoints/${id}/duplicate`, { name, reference, alias: 'o' });

  expect(problemPaths(await copy('Original', 'original'))).toEqual(['name', 'reference']);
  expect(problemPaths(await copy('Original', 'COPY'))).toEqual(['name']);
  expect(problemPaths(await copy('Copy', 'ORIGINAL'))).toEqual(['reference']);
  expect(await copy('Copy', 'COPY')).toMatchObject({ status: 201, body: { alias: 'o' } });
  expectProblem(
    await admin.post(`/checkpoints/${nobody}/duplicate`, { name: 'N', reference: 'N' }),
    404,
    'not-found',
  );
});

test('each right opens its own calls and no others', async () => {
  const id = await add('VIP', 'VIP');
  const draft = { name: 'N', reference: 'N' };
  const calls: [string, (user: Caller) => Promise<Reply>][] = [
    ['read', (user) => user.get('/checkpoints')],
    ['read', (user) => user.get(`/checkpoints/${id}`)],
    ['read', (user) => user.get(`/checkpoints/${id}/usage`)],
    ['create', (user) => user.post('/checkpoints', draft)],
    ['create', (user) => user.post(`/checkpoints/${id}/duplicate`, draft)],
    ['modify', (user) => user.patch(`/checkpoints/${id}`, { name: 'X' })],
    ['delete', (user) => user.delete(`/checkpoints/${id}`)],
    ['delete', (user) => user.post('/checkpoints/bulk-delete', { ids: [id] })],
  ];
  for (const right of ['read', 'create', 'modify'] as const) {
    const user = await maker.addUser(organisation, { checkpoints: [right] });
    for (const [needed, call] of calls) {
      const reply = await call(user);
      if (needed === right) expect(reply.status).not.toBe(403);
      else expectProblem(reply, 403, 'forbidden');
    }
  }
  const collaborator = await maker.addUser(organisation, {});
  for (const [, call] of calls) expectProblem(await call(collaborator), 403, 'forbidden');
});
