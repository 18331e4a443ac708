import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rightsOn } from '../../../api-client/contract/rights.ts';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { idOfSelf, PASSWORD, People } from '../../helpers/people.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

const every = rightsOn.users;
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

describe('nobody locks themselves out', () => {
  let id: string;
  beforeEach(async () => {
    id = await idOfSelf(admin);
  });

  test('by switching themselves off, or deleting themselves', async () => {
    const off = await people.change('users', id, { active: false });
    const deleted = await admin.delete(`/people/users/${id}`);

    expectProblem(off, 409, 'conflict');
    expect(off.body.detail).toBe('You cannot switch yourself off. Somebody else has to do it.');
    expectProblem(deleted, 409, 'conflict');
    expect(deleted.body.detail).toContain('You cannot delete yourself.');
    expect((await people.read('users', id)).body).toMatchObject({ revision: 1 });
  });

  test('by another role, or by a right that their role loses', async () => {
    const { roleId } = (await people.read('users', id)).body.definition;
    const weaker = await people.role('Reader', { users: ['read'] });

    const other = await people.change('users', id, { roleId: weaker });
    const role = await people.read('roles', roleId);
    const rights = { ...role.body.definition.rights, users: ['read', 'create', 'delete'] };
    const lost = await people.change('roles', roleId, { rights });
    const moved = await admin.delete(`/people/roles/${roleId}?replaceBy=${weaker}`);

    for (const reply of [other, lost, moved]) {
      expectProblem(reply, 409, 'conflict');
      expect(reply.body.detail).toContain('You would take from yourself the right to');
    }
    expect((await people.read('users', id)).body.definition.roleId).toBe(roleId);
  });

  test('nor does who may only delete take away the last one who may change users', async () => {
    const deleter = await maker.addUser(organisation, { users: ['read', 'delete'] });
    const all = await deleter.delete(`/people/users/${id}`);

    expectProblem(all, 403, 'forbidden'); // of more rights than theirs
    expect((await people.read('users', id)).status).toBe(200);
  });

  test('but what others have of it, they may take, as long as somebody is left', async () => {
    const bob = await maker.addUser(organisation, undefined, 'Bob');
    const bobs = await idOfSelf(bob);

    const { status } = await people.change('users', bobs, { active: false });

    expect(status).toBe(200);
    expect((await bob.get('/me')).status).toBe(401);
  });
});

describe('nobody gives what they do not have', () => {
  test('a right, by a role, by its change, or by a user’s role', async () => {
    const clerk = await maker.addUser(organisation, { users: [...every] });
    const strong = await people.role('Strong', { secrets: ['read'] });
    const weak = await people.role('Weak');
    const nora = await people.user('Nora', { roleId: weak });

    const replies = [
      await clerk.post('/people/roles', {
        name: 'Mine',
        definition: { rights: { routings: ['read'] } },
      }),
      await people.change('roles', weak, { rights: { entities: ['read'] } }, clerk),
      await people.change('users', nora, { roleId: strong }, clerk),
      await clerk.delete(`/people/roles/${weak}?replaceBy=${strong}`),
    ];

    for (const reply of replies) expectProblem(reply, 403, 'forbidden');
    expect(replies.map(({ body }) => body.detail).join()).toMatch(
      /routings \(read\).+entities \(read\).+secrets \(read\).+secrets \(read\)/,
    );
  });

  test('nor changes whoever has it: a new password would make them that user', async () => {
    const clerk = await maker.addUser(organisation, { users: [...every] });
    const self = await idOfSelf(admin);

    const reply = await people.change(
      'users',
      self,
      { signIn: { by: 'password', password: PASSWORD } },
      clerk,
    );

    expectProblem(reply, 403, 'forbidden');
  });

  test('nor a type of user that sees more', async () => {
    const weak = await people.role('Clerk', { users: [...every] });
    await people.user('Clerk', {
      username: `clerk-${organisation}`,
      roleId: weak,
      type: 'manager',
    });
    const { user: clerk } = await maker.signIn(`clerk-${organisation}`, PASSWORD);
    const nora = await people.user('Nora', { roleId: weak });

    const reply = await people.change('users', nora, { type: 'administrator' }, clerk);
    const manager = await people.change('users', nora, { type: 'manager' }, clerk);

    expectProblem(reply, 403, 'forbidden');
    expect(problemPaths(reply)).toEqual(['definition.type']);
    expect(manager.status).toBe(200);
  });
});

test('nobody puts into a team, or out of it, who may or sees more than they', async () => {
  const [strong, weak] = [
    await people.user('Strong', {
      roleId: await people.role('Routing', { routings: ['modify'] }),
    }),
    await people.user('Weak'),
  ];
  const boss = await people.user('Boss', { type: 'administrator' });
  const team = await people.team('North', { memberIds: [strong] });
  const username = `leader-${organisation}`;
  const roleId = await people.role('Leader', { users: every });
  await people.user('Leader', { username, type: 'manager', roleId });
  const { user: leader } = await maker.signIn(username, PASSWORD);
  const put = (...memberIds: string[]) => people.change('teams', team, { memberIds }, leader);

  for (const reply of [await put(), await put(strong, boss)]) {
    expectProblem(reply, 403, 'forbidden');
    expect(problemPaths(reply)).toEqual(['definition.memberIds']);
  }
  expect((await put(strong, weak)).status).toBe(200);

  const other = await people.team('South');
  for (const how of ['confirmUsed=true', `replaceBy=${other}`]) {
    const deleted = await leader.delete(`/people/teams/${team}?${how}`);
    expectProblem(deleted, 403, 'forbidden');
    expect((await people.read('teams', team)).body.users).toBe(2);
  }
  await people.change('teams', team, { memberIds: [weak] });
  expect((await leader.delete(`/people/teams/${team}?replaceBy=${other}`)).status).toBe(200);
});
