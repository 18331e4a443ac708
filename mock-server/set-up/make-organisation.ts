import { sql } from 'kysely';
import { InteractionFlow } from '../../api-client/contract/flow.ts';
import { UserType } from '../../api-client/contract/user.ts';
import { hashPassword } from '../access/passwords.ts';
import { standardRights, standardRoleNames } from '../access/standard-roles.ts';
import type { Services } from '../services.ts';
import type { Db } from '../storage/database.ts';
import { hasOrganisation } from './set-up-code.ts';
import type { SetUp } from './set-up-form.ts';

/**
 * The first organisation of a database: with a role for each type of user, one profile that opens every flow and the
 * history, and its administrator. Of two who send at once, one makes it; where there is one, nothing is made.
 */
export async function makeFirstOrganisation(
  { db, clock, newId }: Pick<Services, 'db' | 'clock' | 'newId'>,
  asked: SetUp,
): Promise<void> {
  const password = await hashPassword(
    asked.password,
    crypto.getRandomValues(new Uint8Array(16)),
  );
  const id = () => newId(clock.now());
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7238403)`.execute(tx);
    if (await hasOrganisation(tx)) return;
    const organisationId = id();
    await tx
      .insertInto('organisations')
      .values({
        id: organisationId,
        name: asked.organisation,
        time_zone: asked.timeZone,
        region: asked.region,
        currency: asked.currency,
        languages: asked.language === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
      })
      .execute();
    const roleId = await makeRoles(tx, organisationId, asked, id);
    const profileId = await makeProfile(tx, organisationId, asked, id());
    const userId = id();
    await tx
      .insertInto('users')
      .values({
        organisation_id: organisationId,
        id: userId,
        username: asked.username,
        name: asked.name,
        email: asked.email,
        type: 'administrator',
        role_id: roleId,
        active_profile_id: profileId,
        language: asked.language,
        password_hash: password,
      })
      .execute();
    await tx
      .insertInto('user_profiles')
      .values({ organisation_id: organisationId, user_id: userId, profile_id: profileId })
      .execute();
  });
}

/** One for each type of user. Answers with the administrator's. */
async function makeRoles(
  tx: Db,
  organisation_id: string,
  { language }: SetUp,
  newId: () => string,
): Promise<string> {
  const roles = UserType.options.map((type) => ({
    organisation_id,
    id: newId(),
    name: standardRoleNames[language][type],
    rights: JSON.stringify(standardRights[type]),
  }));
  await tx.insertInto('roles').values(roles).execute();
  return roles[UserType.options.indexOf('administrator')]!.id; // of a list made from these options
}

async function makeProfile(
  tx: Db,
  organisation_id: string,
  { language }: SetUp,
  id: string,
): Promise<string> {
  await tx
    .insertInto('profiles')
    .values({
      organisation_id,
      id,
      name: language === 'fr' ? 'Tous les canaux' : 'All channels',
      history_of_interactions: true,
      flows: InteractionFlow.options,
    })
    .execute();
  return id;
}
