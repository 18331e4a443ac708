import { expect, it } from 'vitest';
import { connectAs, openChat, server, userOf } from './socket-fixture.ts';
import type { TestSocket } from './test-socket.ts';

/* What an administrator changes of people reaches those who are connected at once, by the API alone. */

type Definition = Record<string, unknown>;

async function change(
  admin: string,
  kind: string,
  id: string,
  definition: Definition,
): Promise<Definition> {
  const params = { kind, id };
  const { body } = await server.call('readPeopleEntry', { token: admin, params });
  const former = body.definition as Definition;
  const reply = await server.call('changePeopleEntry', {
    token: admin,
    params,
    body: { definition: { ...former, ...definition } },
  });
  expect([reply.status, reply.body.detail]).toEqual([200, undefined]);
  return former;
}

const isTold = (socket: TestSocket) =>
  socket.until(() => socket.items.some(({ kind }) => kind === 'access'));

it('a right that a role loses is refused to its users, who are told', async () => {
  const { accessToken: admin } = await server.signIn('admin');
  const { role_id } = await userOf('manager');
  const socket = await connectAs('manager');
  await socket.watch('history');
  const asked = () => server.call('listCheckpoints', { token: socket.token });
  expect((await asked()).status).toBe(200);

  const former = await change(admin, 'roles', role_id, {
    rights: { interactions: ['modify'] },
  });

  await isTold(socket);
  expect((await asked()).status).toBe(403);
  await change(admin, 'roles', role_id, former);
});

it('a profile that closes the history takes it from its users', async () => {
  const { accessToken: admin } = await server.signIn('admin');
  const { active_profile_id } = await userOf('manager');
  const socket = await connectAs('manager');
  await socket.watch('history');
  const before = await openChat();

  const former = await change(admin, 'profiles', active_profile_id, {
    historyOfInteractions: false,
  });

  await isTold(socket);
  const after = await openChat();
  expect((await server.call('listInteractions', { token: socket.token })).status).toBe(403);
  expect(socket.heard).not.toContain(after.canary);
  await change(admin, 'profiles', active_profile_id, former);
  expect((await server.call('listInteractions', { token: socket.token })).status).toBe(200);
  expect(before.interactionId).toBeTruthy();
});

it('a member who leaves a team is no more seen by who manages it, who is told', async () => {
  const { accessToken: admin } = await server.signIn('admin');
  const agent = await userOf('agent');
  const { definition } = (
    await server.call('readPeopleEntry', {
      token: admin,
      params: { kind: 'users', id: agent.id },
    })
  ).body as { definition: { teamIds: string[] } };
  const managers = await server.services.db
    .selectFrom('team_managers as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('u.username')
    .where('m.team_id', 'in', definition.teamIds)
    .execute();
  const socket = await connectAs(managers[0]!.username);
  await socket.watch('history');

  await change(admin, 'users', agent.id, { teamIds: [] });

  await isTold(socket);
  await change(admin, 'users', agent.id, { teamIds: definition.teamIds });
});

it('who is switched off is told why, and the socket is closed', async () => {
  const { accessToken: admin } = await server.signIn('admin');
  const { id } = await userOf('advisor-2');
  const socket = await connectAs('advisor-2');
  await socket.watch('history');

  await change(admin, 'users', id, { active: false });

  await socket.closed();
  expect(socket.closing).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
  await change(admin, 'users', id, { active: true });
});
