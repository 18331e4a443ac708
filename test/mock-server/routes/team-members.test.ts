import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { People } from '../../helpers/people.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';

/* The members of a team. */

let maker: Maker;
let admin: Caller;
let people: People;
let nora: string;
let max: string;
let team: string;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

beforeEach(async () => {
  admin = await maker.addUser(await maker.addOrganisation());
  people = new People(admin);
  [nora, max] = [await people.user('Nora'), await people.user('Max')];
  team = await people.team('North', { memberIds: [nora, max] });
});

const ids = (count: number) =>
  Array.from({ length: count }, (_, at) => nobody.slice(0, -6) + String(at).padStart(6, '0'));

const teamsOf = async (user: string) =>
  (await people.read('users', user)).body.definition.teamIds as string[];
const membersOf = async (id: string) =>
  (await people.read('teams', id)).body.definition.memberIds as string[];

test('stand on the team, by name, and on each of them', async () => {
  expect((await people.read('teams', team)).body).toMatchObject({
    users: 2,
    definition: { memberIds: [max, nora] },
  });
  expect([await teamsOf(nora), await teamsOf(max)]).toEqual([[team], [team]]);
  expect((await people.read('users', nora)).body.user.teams).toEqual(['North']);
});

test('come and go by a change of either, and who has an older state open does not write over it', async () => {
  const removed = await people.change('teams', team, { memberIds: [max] });
  const olderUser = await admin.patch(`/people/users/${nora}`, { name: 'N' }, '"1"');
  await people.change('users', nora, { teamIds: [team] });
  const olderTeam = await admin.patch(
    `/people/teams/${team}`,
    { definition: { memberIds: [] } },
    `"${removed.body.revision}"`,
  );

  expect(removed.body.definition.memberIds).toEqual([max]);
  expectProblem(olderUser, 412, 'precondition-failed');
  expectProblem(olderTeam, 412, 'precondition-failed');
  expect(await membersOf(team)).toEqual([max, nora]);
  expect((await people.read('users', max)).body.revision).toBe(2);
});

test('stay when the team gets another name, and managers stay when members go', async () => {
  await people.change('users', max, { managedTeamIds: [team] });
  await admin.patch(`/people/teams/${team}`, { name: 'South' });
  expect(await membersOf(team)).toEqual([max, nora]);
  await people.change('teams', team, { memberIds: [] });
  expect((await people.read('users', max)).body.definition).toMatchObject({
    teamIds: [],
    managedTeamIds: [team],
  });
});

test('are 2,000 at most', async () => {
  const many = (count: number) => people.change('teams', team, { memberIds: ids(count) });
  const reply = await many(2001);

  expectProblem(reply, 422, 'invalid-input');
  expect(reply.body.errors).toEqual([
    { path: 'definition.memberIds', message: 'This must have at most 2000 entries.' },
  ]);
  expectProblem(await many(10_000), 413, 'too-large');
  expect(await membersOf(team)).toEqual([max, nora]);
});

test('are not those of another organisation', async () => {
  const other = new People(await maker.addUser(await maker.addOrganisation()));
  const reply = await people.change('teams', team, { memberIds: [await other.user('Eve')] });

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual(['definition.memberIds.0']);
  expect(await membersOf(team)).toEqual([max, nora]);
});
