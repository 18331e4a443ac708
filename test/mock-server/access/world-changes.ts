import { sql } from 'kysely';
import type { Services } from '../../../mock-server/services.ts';
import { recordAccessChange } from '../../../mock-server/storage/sessions.ts';
import { changeUser } from '../../../mock-server/storage/users.ts';
import { takePart } from '../../helpers/take-part.ts';
import type { World, WorldInteraction, WorldUser } from './world.ts';

/** Changes one thing of the world that the rule looks at, in the world and in the database, and says what it was. */
export type WorldChange = (change: Changing) => Promise<string>;

export interface Changing {
  services: Services;
  world: World;
  random: () => number;
}

/** Everything that may change while somebody is connected. */
export const worldChanges: WorldChange[] = [
  async (at) => {
    const user = pick(at, at.world.users);
    user.type = pick(at, ['collaborator', 'manager', 'administrator'] as const);
    await setUser(at, user, { type: user.type });
    return `${user.id} is a ${user.type}`;
  },
  async (at) => {
    const user = pick(at, at.world.users);
    user.profile = pick(at, at.world.profiles);
    await setUser(at, user, { active_profile_id: user.profile.id });
    return `${user.id} works with ${user.profile.id}`;
  },
  async (at) => {
    const profile = pick(at, at.world.profiles);
    const queue = pick(at, at.world.queues);
    const [organisation_id, profile_id] = [at.world.organisationId, profile.id];
    const isServed = profile.queues.includes(queue);
    profile.queues = toggled(profile.queues, queue);
    await forUsers(
      at,
      ({ profile: { id } }) => id === profile.id,
      async (db) => {
        const place = { organisation_id, profile_id, queue_id: queue };
        if (!isServed) await db.insertInto('profile_queues').values(place).execute();
        else await deletePlace(db, 'profile_queues', place);
      },
    );
    return `${profile.id} ${isServed ? 'leaves' : 'serves'} ${queue}`;
  },
  async (at) => {
    const profile = pick(at, at.world.profiles);
    profile.historyOpen = !profile.historyOpen;
    await forUsers(
      at,
      ({ profile: { id } }) => id === profile.id,
      (db) =>
        db
          .updateTable('profiles')
          .set({ history_of_interactions: profile.historyOpen })
          .where('id', '=', profile.id)
          .execute(),
    );
    return `the history of ${profile.id} is ${profile.historyOpen ? 'open' : 'closed'}`;
  },
  async (at) => {
    const user = pick(at, at.world.users);
    const team = pick(at, at.world.teams);
    const isMember = team.members.includes(user.id);
    team.members = toggled(team.members, user.id);
    const place = {
      organisation_id: at.world.organisationId,
      team_id: team.id,
      user_id: user.id,
    };
    await forUsers(
      at,
      ({ id }) => team.managers.includes(id),
      async (db) => {
        if (!isMember) await db.insertInto('team_members').values(place).execute();
        else await deletePlace(db, 'team_members', place);
      },
    );
    return `${user.id} ${isMember ? 'leaves' : 'joins'} ${team.id}`;
  },
  async (at) => {
    const user = pick(at, at.world.users);
    const team = pick(at, at.world.teams);
    const manages = team.managers.includes(user.id);
    team.managers = toggled(team.managers, user.id);
    const place = {
      organisation_id: at.world.organisationId,
      team_id: team.id,
      user_id: user.id,
    };
    await forUsers(
      at,
      ({ id }) => id === user.id,
      async (db) => {
        if (!manages) await db.insertInto('team_managers').values(place).execute();
        else await deletePlace(db, 'team_managers', place);
      },
    );
    return `${user.id} ${manages ? 'manages no more' : 'manages'} ${team.id}`;
  },
  async (at) => {
    const one = pick(at, at.world.interactions);
    const before = one.queue;
    one.queue = pick(at, at.world.queues);
    await setInteraction(at, one, before === null || before === one.queue ? [] : [before]);
    return `${one.id} is in ${one.queue}`;
  },
  async (at) => {
    const one = pick(at, at.world.interactions);
    const before = one.currentRouting;
    // what began as direct and was routed smartly stays so: no step of the engine takes it back
    const isSettled = one.originalRouting === 'direct' && before === 'smart';
    if (!isSettled) one.currentRouting = pick(at, ['smart', 'direct'] as const);
    const left = before === 'direct' && one.currentRouting === 'smart';
    await setInteraction(at, one, left ? [null] : []);
    return `${one.id} is ${one.currentRouting}`;
  },
  async (at) => {
    const one = pick(at, at.world.interactions);
    const user = pick(at, at.world.users);
    if (!one.participants.includes(user.id)) {
      one.participants.push(user.id);
      await takePart(at.services.db, {
        organisationId: at.world.organisationId,
        interactionId: one.id,
        userId: user.id,
        joinedAt: one.startedAt,
      });
    }
    await setInteraction(at, one, []);
    return `${user.id} takes part in ${one.id}`;
  },
];

function pick<One>({ random }: Changing, list: readonly One[]): One {
  return list[Math.floor(random() * list.length)]!;
}

function toggled(list: string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

async function setUser(
  { services, world }: Changing,
  user: WorldUser,
  values: { type: WorldUser['type'] } | { active_profile_id: string },
): Promise<void> {
  await changeUser(services.db, world.organisationId, user.id, (tx) =>
    tx.updateTable('users').set(values).where('id', '=', user.id).execute(),
  );
}

/** Changes what these users may see, and tells each, in one transaction. */
async function forUsers(
  { services, world }: Changing,
  concerns: (user: WorldUser) => boolean,
  change: (db: Services['db']) => Promise<unknown>,
): Promise<void> {
  await services.db.transaction().execute(async (tx) => {
    await change(tx);
    for (const { id } of world.users.filter(concerns))
      await recordAccessChange(tx, world.organisationId, id);
  });
}

/** As a step of the engine writes it: the row, its news, and where it was seen by what it is not any more. */
async function setInteraction(
  { services, world }: Changing,
  one: WorldInteraction,
  leaves: readonly (string | null)[],
): Promise<void> {
  const organisation_id = world.organisationId;
  const changes = [
    { kind: 'interaction' as const, entity_id: null },
    ...leaves.map((entity_id) => ({ kind: 'moved' as const, entity_id })),
  ];
  await services.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('interactions')
      .set({
        queue_id: one.queue,
        current_routing: one.currentRouting,
        revision: sql<number>`revision + 1`,
      })
      .where('organisation_id', '=', organisation_id)
      .where('id', '=', one.id)
      .execute();
    await tx
      .insertInto('changes')
      .values(changes.map((change) => ({ organisation_id, interaction_id: one.id, ...change })))
      .execute();
  });
}

async function deletePlace(
  db: Services['db'],
  table: 'profile_queues' | 'team_members' | 'team_managers',
  place: Record<string, string>,
): Promise<void> {
  const same = Object.entries(place).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  await sql`delete from ${sql.table(table)} where ${sql.join(same, sql` and `)}`.execute(db);
}
