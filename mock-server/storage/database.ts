import {
  Kysely,
  type ColumnType,
  type Dialect,
  type Generated,
  type GeneratedAlways,
} from 'kysely';
import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';
import type { ChannelLimits } from '../../api-client/contract/channel-limits.ts';
import type { InteractionFlow, RoutingFlow } from '../../api-client/contract/flow.ts';
import type {
  InteractionCard,
  InteractionStatus,
} from '../../api-client/contract/interaction.ts';
import type {
  RoutingKind,
  RoutingTree,
  VersionState,
} from '../../api-client/contract/routing.ts';
import type { Language } from '../../api-client/contract/user.ts';
import type { DeskTables } from './desk-tables.ts';
import type { HistoryTables } from './history/tables.ts';
import type { ManualTables } from './manual-tables.ts';
import type { OutreachTables } from './outreach-tables.ts';
import type { PeopleTables } from './people-tables.ts';
import type { RecordTables } from './record-tables.ts';
import type { SignInTables } from './sign-in-tables.ts';

/** A JSON column: read parsed, written as JSON text, so that every driver sends the same. */
type Json<Value> = ColumnType<Value, string, string>;
/** A column that is only read. */
type ViewColumn = ColumnType<string, never, never>;

export interface OrganisationsTable {
  id: string;
  name: string;
  time_zone: string;
  region: string;
  currency: string;
  languages: Language[];
}

/** A view of the entities of the kind `queue`. */
export interface QueuesTable {
  organisation_id: ViewColumn;
  id: ViewColumn;
  name: ViewColumn;
  reference: ViewColumn;
}

export interface SessionsTable {
  organisation_id: string;
  id: string;
  user_id: string;
  expires_at: Date;
  ended_at: Date | null;
}

export interface EmbedKeysTable {
  organisation_id: string;
  id: string;
  secret: string;
  ended_at: Date | null;
}

export interface ChannelsTable {
  organisation_id: string;
  id: string;
  name: string;
  kind: 'chat' | 'webhook' | 'internal';
  flow: InteractionFlow;
  routing_flow: RoutingFlow;
  queue_id: string | null;
  secret: Generated<string | null>;
  deliver_to: Generated<string | null>;
  routing_reference: Generated<string | null>;
  limits: ColumnType<ChannelLimits | null, string | null | undefined, string | null>;
  revision: Generated<number>;
  updated_at: Generated<Date>;
}

export interface ChannelConversationsTable {
  organisation_id: string;
  channel_id: string;
  conversation: string;
  interaction_id: string;
}

export interface ContactsTable {
  organisation_id: string;
  id: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  advisor_id: string | null;
}

export interface CheckpointsTable {
  organisation_id: string;
  id: string;
  name: string;
  reference: string;
  alias: string | null;
  folded: string;
  revision: Generated<number>;
  created_at: Date;
  updated_at: Date;
  updated_by: string | null;
}

export interface EntitiesTable {
  organisation_id: string;
  id: string;
  kind: EntityTableKind;
  name: string;
  reference: string;
  folded: string;
  definition: Json<Record<string, unknown>>;
  revision: Generated<number>;
  created_at: Date;
  updated_at: Date;
  updated_by: string | null;
}

export interface SecretsTable {
  organisation_id: string;
  name: string;
  value: string;
  updated_at: Date;
}

export interface RoutingsTable {
  organisation_id: string;
  id: string;
  name: string;
  reference: string;
  folded: string;
  flow: RoutingFlow;
  kind: RoutingKind;
  end_routing_id: string | null;
  revision: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface RoutingVersionsTable {
  organisation_id: string;
  routing_id: string;
  number: number;
  state: VersionState;
  note: string;
  tree: Json<RoutingTree>;
  action_count: number;
  revision: Generated<number>;
  created_at: Date;
  updated_at: Date;
  published_at: Date | null;
}

export interface RoutingUsesTable {
  organisation_id: string;
  routing_id: string;
  number: number;
  action_id: string;
  action_name: string;
  entity: string;
  entity_id: string | null;
  reference: string | null;
}

export interface InteractionsTable {
  organisation_id: string;
  id: string;
  revision: number;
  flow: InteractionFlow;
  channel_id: string;
  status: InteractionStatus;
  status_reason: string | null;
  direction: 'incoming' | 'outgoing';
  original_routing: 'smart' | 'direct';
  current_routing: 'smart' | 'direct';
  routing_id: string | null;
  routing_version: Generated<number | null>;
  queue_id: string | null;
  advisor_id: string | null;
  contact_id: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  contact_digits: string | null;
  contact_folded_email: string | null;
  voice_campaign: string | null;
  case_id: Generated<string | null>;
  crm_card: ColumnType<InteractionCard | null, string | null | undefined, string | null>;
  template_ids: Generated<string[]>;
  contact_sort: GeneratedAlways<string | null>;
  /** In the order in which they joined: the same as in `participants`, for who sees the row. */
  participant_ids: Generated<string[]>;
  /** In the order in which they were attached. */
  checkpoint_ids: Generated<string[]>;
  /** When each of these was attached. */
  checkpoint_times: Generated<Date[]>;
  checkpoint_count: GeneratedAlways<number | null>;
  tags: string[];
  started_at: Date;
  ended_at: Date | null;
}

export interface ParticipantsTable {
  organisation_id: string;
  interaction_id: string;
  user_id: string;
  joined_at: Date;
}

export interface MessagesTable {
  organisation_id: string;
  interaction_id: string;
  sequence: number;
  id: string;
  author: 'customer' | 'routing' | 'advisor';
  text: string;
  choices: Json<{ id: string; label: string }[]>;
  choice_id: string | null;
  key: string | null;
  sent_at: Date;
  delivery: Generated<'sent' | 'failed' | null>;
  delivery_reason: Generated<string | null>;
}

export interface InteractionCheckpointsTable {
  organisation_id: string;
  interaction_id: string;
  checkpoint_id: string;
  sequence: number;
  name: string;
  reference: string;
  alias: string | null;
  attached_at: Date;
  routing_id: string;
  routing_version: number;
  action_id: string;
  action_name: string;
  hits: number;
}

export interface InteractionEventsTable {
  organisation_id: string;
  interaction_id: string;
  sequence: number;
  at: Date;
  kind: string;
  routing_id: string | null;
  routing_version: number | null;
  action_id: string | null;
  action_type: string | null;
  action_name: string | null;
  branch: string | null;
  duration_ms: number | null;
  reason: string | null;
  done_by: string | null;
}

export interface RunsTable {
  organisation_id: string;
  interaction_id: string;
  step: number;
  due_at: Date | null;
  ended_at: Date | null;
  state: Json<unknown>;
}

export interface EffectsTable {
  organisation_id: string;
  id: string;
  interaction_id: string;
  key: string;
  kind: string;
  request: Json<unknown>;
  awaited: boolean;
  lane: string | null;
  /** Grows with every row: the order in a lane, which ids of one moment do not tell. */
  place: Generated<string>;
  attempts: Generated<number>;
  failures: Generated<number>;
  due_at: Date;
}

export interface OpeningsTable {
  organisation_id: string;
  channel_id: string;
  key: string;
  interaction_id: string;
  at: Date;
}

export interface ChangesTable {
  organisation_id: string;
  transaction_id: Generated<string>;
  id: Generated<number>;
  at: Generated<Date>;
  kind: 'interaction' | 'message' | 'checkpoint' | 'access' | 'offer' | 'moved';
  interaction_id: string | null;
  entity_id: string | null;
}

export interface SettingsTable {
  name: string;
  value: string;
}

export interface Database
  extends
    DeskTables,
    RecordTables,
    OutreachTables,
    HistoryTables,
    ManualTables,
    PeopleTables,
    SignInTables {
  organisations: OrganisationsTable;
  entities: EntitiesTable;
  secrets: SecretsTable;
  queues: QueuesTable;
  sessions: SessionsTable;
  embed_keys: EmbedKeysTable;
  channels: ChannelsTable;
  channel_conversations: ChannelConversationsTable;
  contacts: ContactsTable;
  checkpoints: CheckpointsTable;
  routings: RoutingsTable;
  routing_versions: RoutingVersionsTable;
  routing_uses: RoutingUsesTable;
  interactions: InteractionsTable;
  participants: ParticipantsTable;
  messages: MessagesTable;
  interaction_checkpoints: InteractionCheckpointsTable;
  interaction_events: InteractionEventsTable;
  runs: RunsTable;
  effects: EffectsTable;
  openings: OpeningsTable;
  changes: ChangesTable;
  settings: SettingsTable;
}

/** The database, or one transaction on it. */
export type Db = Kysely<Database>;

export function createDatabase(dialect: Dialect): Db {
  return new Kysely<Database>({ dialect });
}
