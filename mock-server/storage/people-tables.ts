import type { ColumnType, Generated } from 'kysely';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type { Rights } from '../../api-client/contract/rights.ts';
import type { Language, UserType } from '../../api-client/contract/user.ts';

export interface RolesTable {
  organisation_id: string;
  id: string;
  name: string;
  rights: ColumnType<Rights, string, string>;
  revision: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  updated_by: Generated<string | null>;
}

export interface ProfilesTable {
  organisation_id: string;
  id: string;
  name: string;
  history_of_interactions: boolean;
  flows: InteractionFlow[];
  revision: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  updated_by: Generated<string | null>;
}

export interface ProfileQueuesTable {
  organisation_id: string;
  profile_id: string;
  queue_id: string;
}

export interface UsersTable {
  organisation_id: string;
  id: string;
  username: string;
  name: string;
  email: string;
  type: UserType;
  role_id: string;
  active_profile_id: string;
  language: Language;
  password_hash: string | null;
  active: Generated<boolean>;
  revision: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  updated_by: Generated<string | null>;
}

export interface UserProfilesTable {
  organisation_id: string;
  user_id: string;
  profile_id: string;
}

export interface TeamsTable {
  organisation_id: string;
  id: string;
  name: string;
  revision: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  updated_by: Generated<string | null>;
}

export interface TeamUsersTable {
  organisation_id: string;
  team_id: string;
  user_id: string;
}

/** Users, and what decides on what they see and may do. */
export interface PeopleTables {
  roles: RolesTable;
  profiles: ProfilesTable;
  profile_queues: ProfileQueuesTable;
  users: UsersTable;
  user_profiles: UserProfilesTable;
  teams: TeamsTable;
  team_members: TeamUsersTable;
  team_managers: TeamUsersTable;
}
