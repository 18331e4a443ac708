import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';
import { PASSWORD, People } from '../../helpers/people.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';
import { treeOf } from '../../helpers/run-routing.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;
let people: People;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());
beforeEach(async () => {
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
  people = new People(admin);
});

describe('a user', () => {
  test('who never took part in anything is deleted, with all that is only theirs', async () => {
    const username = `leaving-${organisation}`;
    const team = await people.team('North');
    const id = await people.user('Nora', { username, teamIds: [team], managedTeamIds: [team] });
    const { user } = await maker.signIn(username, PASSWORD);
    await user.put('/me/presence', { status: 'available' });
    await maker.services.db
      .insertInto('contacts')
      .values({
        organisation_id: organisation,
        id: nobody,
        name: 'Contact',
        phone: '+33612340000',
        email: null,
        advisor_id: id,
      })
      .execute();

    const { body } = await admin.delete(`/people/users/${id}`);

    expect(body).toEqual({ deleted: { id, name: 'Nora' }, uses: [], moved: 0 });
    expectProblem(await people.read('users', id), 404, 'not-found');
    expect((await user.get('/me')).status).toBe(401);
    expect((await maker.signIn(username, PASSWORD)).status).toBe(401);
    expect((await people.read('teams', team)).body.users).toBe(0);
  });

  test('who took part in an interaction stays, for the history names them', async () => {
    const id = await people.user('Nora');
    const interaction = maker.services.newId(maker.now);
    await maker.services.db
      .insertInto('participants')
      .values({
        organisation_id: organisation,
        interaction_id: interaction,
        user_id: id,
        joined_at: maker.now,
      })
      .execute();

    const usage = await admin.get(`/people/users/${id}/usage`);
    const reply = await admin.delete(`/people/users/${id}?confirmUsed=true`);

    expect(usage.body).toMatchObject({ hasPast: true, uses: [], holders: [] });
    expectProblem(reply, 409, 'in-use');
    expect(reply.body.detail).toContain('Switch the user off instead');
    expect((await people.read('users', id)).status).toBe(200);
  });

  test('whom actions name is deleted only when that is confirmed, and a changed user name breaks them', async () => {
    const username = `named-${organisation}`;
    const id = await people.user('Nora', { username });
    const to = (user: object) => ({
      type: 'distribution-user',
      name: 'To Nora',
      parameters: { target: { user } },
      branches: {},
    });
    await addRouting(
      admin,
      'TO_NORA',
      treeOf({ pick: to({ id }), name: to({ reference: username }) }),
    );

    const usage = await admin.get(`/people/users/${id}/usage`);
    const refused = await admin.delete(`/people/users/${id}`);
    const changed = await people.change('users', id, { username: `${username}-2` });
    const deleted = await admin.delete(`/people/users/${id}?confirmUsed=true`);

    expect(usage.body.uses.map(({ by }: { by: string }) => by).sort()).toEqual([
      'pick',
      'reference',
    ]);
    expectProblem(refused, 409, 'in-use');
    expect(refused.body.detail).toContain('“Nora”: used by 2 actions');
    expect(changed.body.brokenUses).toMatchObject([{ actionId: 'name', by: 'reference' }]);
    expect(deleted.body).toMatchObject({ uses: [{ actionId: 'pick' }] });
  });

  test('whom a custom button is for is held by it, and so is a profile', async () => {
    const [profile, id] = [await people.profile('Shop'), await people.user('Nora')];
    const button = (users: object) =>
      admin.post('/entities/custom-buttons', {
        name: 'Stock',
        reference: crypto.randomUUID(),
        definition: { does: { type: 'address', address: 'https://shop.example' }, users },
      });
    await button({ type: 'users', userIds: [id] });
    await button({ type: 'profiles', profileIds: [profile] });

    const user = await admin.delete(`/people/users/${id}?confirmUsed=true`);
    const usage = await admin.get(`/people/profiles/${profile}/usage`);
    const held = await admin.delete(`/people/profiles/${profile}`);

    expectProblem(user, 409, 'in-use');
    expect(user.body.detail).toContain('the custom buttons “Stock” are for it');
    expect(usage.body).toMatchObject({
      holders: [{ kind: 'custom-button', name: 'Stock' }],
      holderCount: 1,
    });
    expectProblem(held, 409, 'in-use');
  });

  test('gets no replacement', async () => {
    const [one, other] = [await people.user('One'), await people.user('Other')];

    const reply = await admin.delete(`/people/users/${one}?replaceBy=${other}`);

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(['replaceBy']);
  });
});

test.each([
  ['roles', 'role', 'roleId', (id: string) => id],
  ['profiles', 'profile', 'profileIds', (id: string) => [id]],
  ['teams', 'team', 'teamIds', (id: string) => [id]],
] as const)(
  '%s that users have are deleted with another in their place',
  async (path, word, field, valueOf) => {
    const [gone, next] = [
      await people.add(path, 'Gone', {}),
      await people.add(path, 'Next', {}),
    ];
    const nora = await people.user('Nora', { [field]: valueOf(gone) });

    const usage = await admin.get(`/people/${path}/${gone}/usage`);
    const refused = await admin.delete(`/people/${path}/${gone}`);
    const itself = await admin.delete(`/people/${path}/${gone}?replaceBy=${gone}`);
    const unknown = await admin.delete(`/people/${path}/${gone}?replaceBy=${nobody}`);
    const { body } = await admin.delete(`/people/${path}/${gone}?replaceBy=${next}`);

    expect(usage.body.holders).toEqual([
      { kind: 'user', as: word === 'team' ? 'member' : null, id: nora, name: 'Nora' },
    ]);
    expectProblem(refused, 409, 'in-use');
    expect(refused.body.detail).toContain(`Name another ${word} for them`);
    for (const reply of [itself, unknown]) expect(problemPaths(reply)).toEqual(['replaceBy']);
    expect(body).toEqual({ deleted: { id: gone, name: 'Gone' }, uses: [], moved: 1 });
    const after = (await people.read('users', nora)).body;
    expect(after.definition[field]).toEqual(valueOf(next));
    expect(after).toMatchObject({ revision: 2, updatedBy: 'Ada' });
  },
);

test('a profile whose users have the replacement already leaves them that one', async () => {
  const [gone, next] = [await people.profile('Gone'), await people.profile('Next')];
  const nora = await people.user('Nora', { profileIds: [gone, next] });

  await admin.delete(`/people/profiles/${gone}?replaceBy=${next}`);

  expect((await people.read('users', nora)).body.definition).toMatchObject({
    profileIds: [next],
    activeProfileId: next,
  });
});

test('a team goes without a replacement when that is confirmed, and what nobody has goes at once', async () => {
  const team = await people.team('Gone');
  const nora = await people.user('Nora', { teamIds: [team], managedTeamIds: [team] });
  const unused = [await people.role('Unused'), await people.profile('Unused')];

  const { body } = await admin.delete(`/people/teams/${team}?confirmUsed=true`);
  const roles = await admin.delete(`/people/roles/${unused[0]}`);
  const profiles = await admin.delete(`/people/profiles/${unused[1]}`);

  expect(body).toMatchObject({ deleted: { id: team }, moved: 0 });
  expect((await people.read('users', nora)).body.definition).toMatchObject({
    teamIds: [],
    managedTeamIds: [],
  });
  expect([roles.status, profiles.status]).toEqual([200, 200]);
});

test('of two who switch each other off at the same moment one stays', async () => {
  const bob = await maker.addUser(organisation, undefined, 'Bob');
  const [ada, bobs] = [
    (await admin.get('/me')).body.id as string,
    (await bob.get('/me')).body.id as string,
  ];

  const replies = await Promise.all([
    people.change('users', bobs, { active: false }),
    people.change('users', ada, { active: false }, bob),
  ]);

  const list = (await admin.get('/me')).status === 200 ? admin : bob;
  const { items } = (await list.get('/people/users')).body;
  expect(items.filter(({ user }: { user: { active: boolean } }) => user.active)).toHaveLength(
    1,
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 401]);
});
