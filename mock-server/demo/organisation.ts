import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type { Language, UserType } from '../../api-client/contract/user.ts';
import { hashPassword } from '../access/passwords.ts';
import { standardRights, standardRoleNames } from '../access/standard-roles.ts';
import { fold } from '../../api-client/contract/fold.ts';
import type { Services } from '../services.ts';
import type { Db } from '../storage/database.ts';
import type { Chance } from './chance.ts';
import { demoCheckpoints } from './checkpoints.ts';
import { makeQueues } from './entities.ts';
import { makeRoutings } from './make-routings.ts';
import { address, mobileNumber, personName } from './people.ts';
import type { DemoRouting } from './routings/index.ts';

/** The password of all demo users. */
export const DEMO_PASSWORD = 'waypost';
/** The customer whose page the demo's CRM shows first. */
export const FIRST_CONTACT = {
  name: 'Nadia Achour',
  phone: '+33612345678',
  email: 'nadia.achour@example.com',
};

/** How one of the demo's organisations is made up. */
export interface OrganisationPlan {
  name: string;
  timeZone: string;
  region: string;
  currency: string;
  languages: Language[];
  queues: string[];
  channels: {
    id: string;
    name: string;
    kind: 'chat' | 'internal';
    flow: InteractionFlow;
    queue: string;
  }[];
  users: {
    username: string;
    name?: string;
    type: UserType;
    team: number;
    profile: string;
    language?: Language;
  }[];
  teams: string[];
  profiles: { name: string; queues: string[]; open: boolean }[];
  checkpoints: typeof demoCheckpoints;
  routings: readonly DemoRouting[];
  contacts: number;
  embedKey: string;
}

const allFlows: InteractionFlow[] = [
  'voice',
  'email-messaging',
  'sms-messaging',
  'whatsapp-messaging',
  'whatsapp-campaign',
  'telegram-messaging',
  'chat-messaging',
  'messenger-messaging',
];

/** What the conversations of an organisation need of it. */
export interface MadeOrganisation {
  id: string;
  contacts: {
    id: string;
    name: string;
    phone: string | null;
    email: string | null;
    advisorId: string | null;
  }[];
}

/** Writes an organisation with everything but its interactions. `made` is when all of it was set up. */
export async function makeOrganisation(
  tx: Db,
  services: Services,
  plan: OrganisationPlan,
  chance: Chance,
  made: Date,
): Promise<MadeOrganisation> {
  const id = chance.newId(made);
  const newId = () => chance.newId(made);
  await tx
    .insertInto('organisations')
    .values({
      id,
      name: plan.name,
      time_zone: plan.timeZone,
      region: plan.region,
      currency: plan.currency,
      languages: plan.languages,
    })
    .execute();
  const queues = await makeQueues(tx, id, plan.queues, newId, made);
  const users = await makeUsers(tx, id, plan, queues, chance, newId, made);
  await tx
    .insertInto('channels')
    .values(
      plan.channels.map(({ queue, ...channel }) => ({
        ...channel,
        organisation_id: id,
        routing_flow: 'messaging' as const,
        queue_id: queues.get(queue) ?? null,
      })),
    )
    .execute();
  await tx
    .insertInto('embed_keys')
    .values({
      organisation_id: id,
      id: plan.embedKey,
      secret: Array.from({ length: 4 }, newId).join(''),
      ended_at: null,
    })
    .execute();
  await makeCheckpoints(tx, id, plan, newId, made);
  await makeRoutings(tx, services, id, plan.routings, newId, made);
  return { id, contacts: await makeContacts(tx, id, plan, users, chance, newId) };
}

async function makeUsers(
  tx: Db,
  organisationId: string,
  plan: OrganisationPlan,
  queues: ReadonlyMap<string, string>,
  chance: Chance,
  newId: () => string,
  made: Date,
) {
  const names = standardRoleNames.en;
  const roles = new Map(Object.keys(names).map((type) => [type as UserType, newId()]));
  await tx
    .insertInto('roles')
    .values(
      [...roles].map(([type, id]) => ({
        organisation_id: organisationId,
        id,
        name: names[type],
        rights: JSON.stringify(standardRights[type]),
        created_at: made,
        updated_at: made,
      })),
    )
    .execute();
  const profiles = await makeProfiles(tx, organisationId, plan, queues, newId, made);
  const password = await hashPassword(
    DEMO_PASSWORD,
    Uint8Array.from({ length: 16 }, () => chance.between(0, 255)),
  );
  const users = plan.users.map((user) => ({
    ...user,
    id: newId(),
    name: user.name ?? personName(chance),
    profileId: profiles.get(user.profile) ?? '',
  }));
  await tx
    .insertInto('users')
    .values(
      users.map((user) => ({
        organisation_id: organisationId,
        id: user.id,
        username: user.username,
        name: user.name,
        email: `${user.username}@example.com`,
        type: user.type,
        role_id: roles.get(user.type) ?? '',
        active_profile_id: user.profileId,
        language: user.language ?? plan.languages[0] ?? 'en',
        password_hash: password,
        created_at: made,
        updated_at: made,
      })),
    )
    .execute();
  await tx
    .insertInto('user_profiles')
    .values(
      users.flatMap((user) => {
        const own = user.type === 'collaborator' ? [user.profileId] : [...profiles.values()];
        return own.map((profile_id) => ({
          organisation_id: organisationId,
          user_id: user.id,
          profile_id,
        }));
      }),
    )
    .execute();
  await makeTeams(tx, organisationId, plan, users, newId, made);
  return users;
}

async function makeProfiles(
  tx: Db,
  organisationId: string,
  plan: OrganisationPlan,
  queues: ReadonlyMap<string, string>,
  newId: () => string,
  made: Date,
) {
  const profiles = new Map(plan.profiles.map(({ name }) => [name, newId()]));
  await tx
    .insertInto('profiles')
    .values(
      plan.profiles.map(({ name, open }) => ({
        organisation_id: organisationId,
        id: profiles.get(name) ?? '',
        name,
        history_of_interactions: open,
        flows: allFlows,
        created_at: made,
        updated_at: made,
      })),
    )
    .execute();
  await tx
    .insertInto('profile_queues')
    .values(
      plan.profiles.flatMap(({ name, queues: served }) =>
        served.map((queue) => ({
          organisation_id: organisationId,
          profile_id: profiles.get(name) ?? '',
          queue_id: queues.get(queue) ?? '',
        })),
      ),
    )
    .execute();
  return profiles;
}

async function makeTeams(
  tx: Db,
  organisationId: string,
  plan: OrganisationPlan,
  users: readonly { id: string; type: UserType; team: number }[],
  newId: () => string,
  made: Date,
) {
  const teams = plan.teams.map((name) => ({
    organisation_id: organisationId,
    id: newId(),
    name,
    created_at: made,
    updated_at: made,
  }));
  await tx.insertInto('teams').values(teams).execute();
  const places = (type: UserType) =>
    users.flatMap((user) => {
      const team = teams[user.team];
      return user.type === type && team
        ? [{ organisation_id: organisationId, team_id: team.id, user_id: user.id }]
        : [];
    });
  await tx.insertInto('team_members').values(places('collaborator')).execute();
  await tx.insertInto('team_managers').values(places('manager')).execute();
}

async function makeCheckpoints(
  tx: Db,
  organisationId: string,
  plan: OrganisationPlan,
  newId: () => string,
  made: Date,
) {
  await tx
    .insertInto('checkpoints')
    .values(
      plan.checkpoints.map(([reference, name, alias]) => ({
        organisation_id: organisationId,
        id: newId(),
        name,
        reference,
        alias,
        folded: `${fold(name)}\n${fold(reference)}`,
        created_at: made,
        updated_at: made,
        updated_by: null,
      })),
    )
    .execute();
}

/** Customers, most of whom one advisor looks after. The first is the one that the demo's CRM opens with. */
async function makeContacts(
  tx: Db,
  organisationId: string,
  plan: OrganisationPlan,
  users: readonly { id: string; type: UserType }[],
  chance: Chance,
  newId: () => string,
) {
  const advisors = users.filter(({ type }) => type === 'collaborator');
  const contacts = Array.from({ length: plan.contacts }, (_, index) => {
    if (index === 0)
      return { id: newId(), ...FIRST_CONTACT, advisorId: advisors[0]?.id ?? null };
    const name = personName(chance);
    const byPhone = chance.happens(0.8);
    return {
      id: newId(),
      name,
      phone: byPhone ? mobileNumber(index) : null,
      email: !byPhone || chance.happens(0.5) ? address(name, index) : null,
      advisorId: chance.happens(0.75) ? chance.pick(advisors).id : null,
    };
  });
  for (let index = 0; index < contacts.length; index += 500) {
    await tx
      .insertInto('contacts')
      .values(
        contacts.slice(index, index + 500).map(({ advisorId, ...contact }) => ({
          ...contact,
          organisation_id: organisationId,
          advisor_id: advisorId,
        })),
      )
      .execute();
  }
  return contacts;
}
