import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { peoplePaths } from '../../../api-client/contract/people/index.ts';
import { Maker, type Caller, type Reply } from '../../helpers/maker.ts';
import { PASSWORD, People } from '../../helpers/people.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;
let people: People;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

// an organisation of its own for each test: nothing crosses
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
  people = new People(admin);
});

describe('a user', () => {
  test('is read back with what was left out, and signs in by the password, which nobody reads', async () => {
    const [roleId, profileId] = [await people.role('Advisor'), await people.profile('Shop')];
    const definition = {
      username: 'Nora.B',
      roleId,
      profileIds: [profileId],
      signIn: { by: 'password', password: PASSWORD },
    };

    const { status, etag, body } = await admin.post('/people/users', {
      name: ' Nora Brandt ',
      definition,
    });

    expect([status, etag]).toEqual([201, '"1"']);
    expect(body).toEqual({
      id: expect.any(String),
      kind: 'user',
      name: 'Nora Brandt',
      revision: 1,
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T10:00:00.000Z',
      updatedBy: 'Ada',
      user: {
        ...{ username: 'Nora.B', type: 'collaborator', active: true, role: 'Advisor' },
        email: expect.any(String),
        profiles: expect.any(Array),
        teams: expect.any(Array),
      },
      users: null,
      definition: {
        username: 'Nora.B',
        email: '',
        language: 'en',
        active: true,
        type: 'collaborator',
        roleId,
        profileIds: [profileId],
        activeProfileId: profileId,
        teamIds: [],
        managedTeamIds: [],
        signIn: { by: 'password', password: null },
      },
    });
    expect((await people.read('users', body.id)).body).toEqual(body);
    const { user } = await maker.signIn('Nora.B', PASSWORD);
    expect((await user.get('/me')).body).toMatchObject({
      name: 'Nora Brandt',
      role: { id: roleId, name: 'Advisor' },
      activeProfileId: profileId,
    });
  });

  test('has another password at once, and none of the former sessions', async () => {
    const id = await people.user('Nora', { username: 'other-password' });
    const before = await maker.signIn('other-password', PASSWORD);

    await people.change('users', id, {
      signIn: { by: 'password', password: 'quite another one' },
    });

    expect((await before.user.get('/me')).status).toBe(401);
    expect((await maker.signIn('other-password', PASSWORD)).status).toBe(401);
    expect((await maker.signIn('other-password', 'quite another one')).status).toBe(201);
  });

  test('keeps the password, and the sessions, when nothing is said of it', async () => {
    const id = await people.user('Nora', { username: 'same-password' });
    const { user } = await maker.signIn('same-password', PASSWORD);

    const { status } = await people.change('users', id, { email: 'nora@example.com' });
    await admin.patch(`/people/users/${id}`, { name: 'Nora Brandt' });

    expect(status).toBe(200);
    expect((await user.get('/me')).body.name).toBe('Nora Brandt');
    expect((await maker.signIn('same-password', PASSWORD)).status).toBe(201);
  });

  test('without a password cannot sign in by one', async () => {
    const id = await people.user('Nora', { username: 'no-password' });

    const { body } = await people.change('users', id, { signIn: { by: 'provider' } });

    expect(body.definition.signIn).toEqual({ by: 'provider' });
    expect((await maker.signIn('no-password', PASSWORD)).status).toBe(401);
    expectProblem(
      await people.change('users', id, { signIn: { by: 'password', password: null } }),
      422,
      'invalid-input',
    );
  });

  test('of an organisation with a provider gets no password, and no address that another one has', async () => {
    await maker.services.db
      .insertInto('identity_providers')
      .values({
        organisation_id: organisation,
        name: 'Verdier ID',
        issuer: 'https://id.example',
        client_id: 'waypost',
        client_secret: 'ID_SECRET',
      })
      .execute();
    const provided = { signIn: { by: 'provider' }, email: 'Nora@example.com' };
    const id = await people.user('Nora', provided);

    const password = await people.change('users', id, {
      signIn: { by: 'password', password: PASSWORD },
    });
    const definition = await people.userDefinition({ ...provided, email: 'nora@EXAMPLE.com' });
    const twin = await admin.post('/people/users', { name: 'Other', definition });

    expectProblem(password, 422, 'invalid-input');
    expect(password.body.detail).toContain('sign in by Verdier ID');
    expect(problemPaths(password)).toEqual(['definition.signIn']);
    expectProblem(twin, 409, 'conflict');
    expect(problemPaths(twin)).toEqual(['definition.email']);
  });

  test.each([
    [{ username: 'with blank' }, ['definition.username']],
    [{ username: '' }, ['definition.username']],
    [{ email: 'nobody' }, ['definition.email']],
    [{ type: 'owner' }, ['definition.type']],
    [{ language: 'de' }, ['definition.language']],
    [{ roleId: nobody }, ['definition.roleId']],
    [{ profileIds: [] }, ['definition.profileIds']],
    [{ profileIds: [nobody] }, ['definition.profileIds.0']],
    [{ teamIds: [nobody] }, ['definition.teamIds.0']],
    [{ managedTeamIds: [nobody, nobody] }, ['definition.managedTeamIds.1']],
    [{ activeProfileId: nobody }, ['definition.activeProfileId']],
    [{ signIn: { by: 'password', password: 'short' } }, ['definition.signIn.password']],
    [{ signIn: { by: 'password' } }, ['definition.signIn.password']],
    [{ rights: {} }, ['definition.rights']],
  ])('with %j is refused, and nothing is stored', async (wrong, paths) => {
    const definition = await people.userDefinition(wrong);

    const reply = await admin.post('/people/users', { name: 'Nora', definition });

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(paths);
    expect((await admin.get('/people/users?search=nora')).body.total).toBe(0);
  });

  test('has a user name that nobody else has on the whole server, in any case', async () => {
    const strangers = new People(await maker.addUser(await maker.addOrganisation()));
    await strangers.user('Stranger', { username: 'taken' });

    const reply = await admin.post('/people/users', {
      name: 'Nora',
      definition: await people.userDefinition({ username: 'Taken' }),
    });

    expectProblem(reply, 409, 'conflict');
    expect(problemPaths(reply)).toEqual(['definition.username']);
    expect(reply.body.detail).not.toContain('Stranger');
  });

  test('works on with the active profile as long as they have it', async () => {
    const profiles = [await people.profile('A'), await people.profile('B')] as [string, string];
    const id = await people.user('Nora', { profileIds: profiles, username: 'two-profiles' });
    const { user } = await maker.signIn('two-profiles', PASSWORD);
    await user.put('/me/profile', { profileId: profiles[1] });

    const kept = await people.change('users', id, { activeProfileId: null });
    const lost = await people.change('users', id, {
      profileIds: [profiles[0]],
      activeProfileId: null,
    });
    const other = await people.change('users', id, { activeProfileId: profiles[1] });

    expect(kept.body.definition.activeProfileId).toBe(profiles[1]);
    expect(lost.body.definition.activeProfileId).toBe(profiles[0]);
    expect(problemPaths(other)).toEqual(['definition.activeProfileId']);
  });

  test('who is switched off is out, also after they are switched on again', async () => {
    const id = await people.user('Nora', { username: 'switched' });
    const { user } = await maker.signIn('switched', PASSWORD);
    await user.put('/me/presence', { status: 'available' });

    const { body } = await people.change('users', id, { active: false });
    const off = await maker.signIn('switched', PASSWORD);
    await people.change('users', id, { active: true });

    expect(body.user.active).toBe(false);
    expect(off.status).toBe(401);
    expect((await user.get('/me')).status).toBe(401);
    const presence = await maker.services.db
      .selectFrom('presence')
      .select('status')
      .where('user_id', '=', id)
      .executeTakeFirst();
    expect(presence).toEqual({ status: 'offline' });
  });
});

test('teams, roles and profiles are made and read back; who is in them is counted', async () => {
  const queue = await admin.post('/entities/queues', { name: 'Orders', reference: 'ORDERS' });
  const [team, role, profile] = [
    await people.team('North'),
    await people.role('Editor', { checkpoints: ['modify', 'read'] }),
    await people.profile('Shop', { flows: ['voice'], queueIds: [queue.body.id] }),
  ];
  await people.user('Nora', { roleId: role, profileIds: [profile], teamIds: [team] });
  await people.user('Max', { roleId: role, profileIds: [profile], managedTeamIds: [team] });

  expect((await people.read('teams', team)).body).toMatchObject({ users: 1 });
  expect((await people.read('roles', role)).body).toMatchObject({
    users: 2,
    definition: {
      rights: {
        checkpoints: ['read', 'modify'],
        routings: [],
        entities: [],
        secrets: [],
        interactions: [],
        users: [],
      },
    },
  });
  expect((await people.read('profiles', profile)).body).toMatchObject({
    users: 2,
    definition: {
      historyOfInteractions: true,
      flows: ['voice'],
      queueIds: [queue.body.id],
    },
  });
});

test.each([
  ['roles', { rights: { dragons: ['read'] } }, 'definition.rights.dragons'],
  ['roles', { rights: { interactions: ['read'] } }, 'definition.rights.interactions.0'],
  ['roles', { rights: { users: ['read', 'read'] } }, 'definition.rights.users.1'],
  ['profiles', { flows: ['pigeon'] }, 'definition.flows.0'],
  ['profiles', { queueIds: [nobody] }, 'definition.queueIds.0'],
  ['teams', { members: [] }, 'definition.members'],
  ['teams', { memberIds: [nobody] }, 'definition.memberIds.0'],
  ['teams', { memberIds: [nobody, nobody] }, 'definition.memberIds.1'],
  ['teams', { memberIds: ['Nora'] }, 'definition.memberIds.0'],
])('%s with %j are refused', async (path, definition, place) => {
  const reply = await admin.post(`/people/${path}`, { name: 'N', definition });

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual([place]);
});

test('two teams, roles or profiles are not called the same, in any case; oneself is no twin', async () => {
  for (const path of ['teams', 'roles', 'profiles']) {
    const id = await people.add(path, 'North', {});

    const created = await admin.post(`/people/${path}`, { name: 'north' });
    const own = await admin.patch(`/people/${path}/${id}`, { name: 'NORTH' });

    expectProblem(created, 409, 'conflict');
    expect(problemPaths(created)).toEqual(['name']);
    expect(own.body).toMatchObject({ name: 'NORTH', revision: 2 });
  }
});

test('an edit of an older state is refused, and says who changed it', async () => {
  const id = await people.team('North');
  const bob = await maker.addUser(organisation, undefined, 'Bob');
  const good = await bob.patch(`/people/teams/${id}`, { name: 'South' }, '"1"');

  const reply = await admin.patch(`/people/teams/${id}`, { name: 'West' }, '"1"');

  expect(good).toMatchObject({ status: 200, etag: '"2"', body: { updatedBy: 'Bob' } });
  expectProblem(reply, 412, 'precondition-failed');
  expect(reply.body.detail).toContain('Bob changed this team');
});

test('the list finds by name and user name, and pages follow each other', async () => {
  for (const [name, username] of [
    ['Élodie', 'winter-1'],
    ['Zoé', 'summer'],
    ['Änne', 'winter-2'],
  ] as const)
    await people.user(name, { username: `${username}-${organisation}` });
  const walk = async (query: string) => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: Reply = await admin.get(`/people/users?limit=1&${query}${next}`);
      seen.push(...body.items.map(({ name }: { name: string }) => name));
      next = body.nextCursor && `&cursor=${body.nextCursor}`;
    }
    return seen.join(' ');
  };

  expect(await walk('sort=name')).toBe('Ada Änne Élodie Zoé');
  expect(await walk('sort=-username&search=-')).toContain('Änne Élodie Zoé');
  expect(await walk('search=WINTER')).toBe('Änne Élodie');
  expect(await walk('search=elodie')).toBe('Élodie');
  expectProblem(await admin.get('/people/roles?sort=username'), 422, 'invalid-input');
});

test('every kind is described for its form, by its path', async () => {
  const { items } = (await admin.get('/people-kinds')).body;

  expect(items.map(({ path }: { path: string }) => path)).toEqual(Object.values(peoplePaths));
  expect(items[2].definition.properties.rights.properties.secrets).toMatchObject({
    title: 'Secrets',
    set: true,
    items: { enum: ['read', 'modify', 'delete'] },
  });
});

test('what is no kind, another organisation’s, or of another kind, is not there', async () => {
  const id = await people.team('North');
  const stranger = await maker.addUser(await maker.addOrganisation());
  const paths: [Caller, string][] = [
    [stranger, `/people/teams/${id}`],
    [admin, `/people/roles/${id}`],
    [admin, `/people/queues/${id}`],
    [admin, `/people/teams/${nobody}`],
  ];
  for (const [user, path] of paths) {
    expectProblem(await user.get(path), 404, 'not-found');
    expectProblem(await user.patch(path, { name: 'X' }), 404, 'not-found');
    expectProblem(await user.delete(`${path}?confirmUsed=true`), 404, 'not-found');
    expectProblem(await user.get(`${path}/usage`), 404, 'not-found');
  }
  expect((await people.read('teams', id)).body.revision).toBe(1);
});

test('each right opens its own calls and no others', async () => {
  const id = await people.team('North');
  const calls: [string, (user: Caller) => Promise<Reply>][] = [
    ['read', (user) => user.get('/people-kinds')],
    ['read', (user) => user.get('/people/users')],
    ['read', (user) => user.get(`/people/teams/${id}`)],
    ['read', (user) => user.get(`/people/teams/${id}/usage`)],
    ['create', (user) => user.post('/people/teams', { name: 'West' })],
    ['modify', (user) => user.patch(`/people/teams/${id}`, { name: 'South' })],
    ['delete', (user) => user.delete(`/people/teams/${id}`)],
  ];
  for (const right of ['read', 'create', 'modify', 'delete'] as const) {
    const user = await maker.addUser(organisation, { users: [right] });
    for (const [needed, call] of calls) {
      const reply = await call(user);
      if (needed === right) expect(reply.status).not.toBe(403);
      else expectProblem(reply, 403, 'forbidden');
    }
  }
  expectProblem(
    await (await maker.addUser(organisation, { entities: ['read'] })).get('/people/users'),
    403,
    'forbidden',
  );
});

test('a password stands nowhere but as its hash', async () => {
  const { db } = maker.services;
  const secret = `never written down ${crypto.randomUUID()}`;
  const id = await people.user('Nora', { signIn: { by: 'password', password: secret } });
  const { body } = await people.read('users', id);
  const rows = await db.selectFrom('users').selectAll().where('id', '=', id).execute();

  expect(JSON.stringify([body, rows])).not.toContain(secret);
  expect(rows[0]?.password_hash).toMatch(/^[0-9a-f]{32}\.[0-9a-f]{64}$/);
  const reply = await people.change('users', id, {
    signIn: { by: 'password', password: secret, hint: 1 },
  });
  expectProblem(reply, 422, 'invalid-input');
  expect(JSON.stringify(reply.body)).not.toContain(secret);
});
