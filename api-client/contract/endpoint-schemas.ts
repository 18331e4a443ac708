import { z } from 'zod';
import { ActionTypes } from './action-type.ts';
import { ChangesAnswer, ChangesQuery } from './change.ts';
import { ConversationPage, CustomerMessage, Opened, Opening } from './channel.ts';
import { channelEndpoints } from './channel-endpoints.ts';
import {
  Checkpoint,
  CheckpointBulkDeletion,
  CheckpointChanged,
  CheckpointDeletion,
  CheckpointDraft,
  CheckpointPatch,
  CheckpointQuery,
  CheckpointsDeleted,
  CheckpointUsage,
} from './checkpoint.ts';
import { CheckpointImport, CheckpointsImported } from './checkpoint-import.ts';
import type { EndpointName } from './endpoints.ts';
import { deskEndpoints } from './desk-endpoints.ts';
import { entityEndpoints } from './entity-endpoints.ts';
import { entityPreviewEndpoints } from './entity-preview.ts';
import { historyEndpoints } from './history-endpoints.ts';
import { InteractionDetails, InteractionEvent, Message } from './interaction.ts';
import { outreachEndpoints } from './outreach-endpoints.ts';
import { peopleEndpoints } from './people-endpoints.ts';
import { Id, pageOf, Paging } from './primitives.ts';
import { recordEndpoints } from './record-endpoints.ts';
import { reportEndpoints } from './report-endpoints.ts';
import type { ProtectedEntity, Right } from './rights.ts';
import {
  Publication,
  Routing,
  RoutingDraft,
  RoutingPatch,
  RoutingQuery,
  RoutingVersion,
  Validation,
  VersionContent,
  VersionCounts,
  VersionCountsQuery,
  VersionDraft,
  VersionSummary,
} from './routing.ts';
import { Rehearsal, Scenario } from './scenario.ts';
import { ProfileChoice, Session, SessionRequest } from './session.ts';
import { storedRowEndpoints } from './stored-row-endpoints.ts';
import { Trail } from './trail.ts';
import { Me } from './user.ts';
import { webServiceTrialEndpoints } from './web-service-trial.ts';

/**
 * Who may call: anyone, the customer of the one conversation, the gateway of the channel, any signed-in user, or a
 * user with the right. A gateway signs; it may also do what customers of its channel may.
 */
export type EndpointAccess =
  'anyone' | 'customer' | 'gateway' | 'user' | readonly [entity: ProtectedEntity, right: Right];

export interface EndpointSchema {
  summary: string;
  access: EndpointAccess;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent: 204, no content, unless it is a file. */
  answer?: z.ZodType;
  /** The answer is a file of this type, written while it is sent. */
  file?: string;
  status?: 200 | 201;
  /** The answer's revision is sent as `ETag`; a changing call wants it back as `If-Match`. */
  ifMatch?: boolean;
  /** The largest body in bytes; 256 KiB unless said. */
  largestBody?: number;
}

const byId = z.strictObject({ id: Id });
const VersionNumber = z.coerce.number().int().min(1).max(1_000_000);
const byVersion = z.strictObject({ id: Id, number: VersionNumber });
const byChannel = z.strictObject({ channel: z.string().min(1).max(100) });
const byConversation = z.strictObject({ channel: z.string().min(1).max(100), id: Id });

/** Every endpoint's access, input and answer. Server, OpenAPI and the client's types come from here. */
export const endpointSchemas = {
  createSession: {
    summary: 'Sign in',
    access: 'anyone',
    body: SessionRequest,
    answer: Session,
    status: 201,
  },
  endSession: { summary: 'Sign out: the session’s token ends at once', access: 'user' },
  readMe: { summary: 'The signed-in user', access: 'user', answer: Me },
  chooseProfile: {
    summary: 'Work with another of one’s profiles',
    access: 'user',
    body: ProfileChoice,
    answer: Me,
  },

  listCheckpoints: {
    summary: 'List and search checkpoints',
    access: ['checkpoints', 'read'],
    query: CheckpointQuery,
    answer: pageOf(Checkpoint),
  },
  createCheckpoint: {
    summary: 'Create a checkpoint',
    access: ['checkpoints', 'create'],
    body: CheckpointDraft,
    answer: Checkpoint,
    status: 201,
  },
  bulkDeleteCheckpoints: {
    summary: 'Delete several checkpoints, all or none',
    access: ['checkpoints', 'delete'],
    body: CheckpointBulkDeletion,
    answer: CheckpointsDeleted,
  },
  importCheckpoints: {
    summary:
      'Make and change up to 10,000 checkpoints by their references, all or none; it needs the right to modify, too',
    access: ['checkpoints', 'create'],
    body: CheckpointImport,
    answer: CheckpointsImported,
    largestBody: 8 * 1024 * 1024,
  },
  readCheckpoint: {
    summary: 'Read a checkpoint',
    access: ['checkpoints', 'read'],
    params: byId,
    answer: Checkpoint,
  },
  changeCheckpoint: {
    summary: 'Change a checkpoint; answers the actions that still use an old reference',
    access: ['checkpoints', 'modify'],
    params: byId,
    body: CheckpointPatch,
    answer: CheckpointChanged,
    ifMatch: true,
  },
  deleteCheckpoint: {
    summary: 'Delete a checkpoint',
    access: ['checkpoints', 'delete'],
    params: byId,
    query: CheckpointDeletion,
    answer: CheckpointsDeleted,
  },
  duplicateCheckpoint: {
    summary: 'Save a copy under another name and another reference',
    access: ['checkpoints', 'create'],
    params: byId,
    body: CheckpointDraft,
    answer: Checkpoint,
    status: 201,
  },
  readCheckpointUsage: {
    summary: 'Every action that picks the checkpoint or names its reference',
    access: ['checkpoints', 'read'],
    params: byId,
    answer: CheckpointUsage,
  },

  listRoutings: {
    summary: 'List and search smart routings',
    access: ['routings', 'read'],
    query: RoutingQuery,
    answer: pageOf(Routing),
  },
  createRouting: {
    summary: 'Create a routing with an empty development version',
    access: ['routings', 'create'],
    body: RoutingDraft,
    answer: Routing,
    status: 201,
  },
  readRouting: {
    summary: 'Read a routing',
    access: ['routings', 'read'],
    params: byId,
    answer: Routing,
  },
  changeRouting: {
    summary: 'Change a routing’s name, reference or end routing',
    access: ['routings', 'modify'],
    params: byId,
    body: RoutingPatch,
    answer: Routing,
    ifMatch: true,
  },
  deleteRouting: {
    summary: 'Delete a routing that never was in production',
    access: ['routings', 'delete'],
    params: byId,
  },
  listVersions: {
    summary: 'A routing’s versions, newest first',
    access: ['routings', 'read'],
    params: byId,
    query: Paging,
    answer: pageOf(VersionSummary),
  },
  createVersion: {
    summary: 'A new development version, empty or copied',
    access: ['routings', 'modify'],
    params: byId,
    body: VersionDraft,
    answer: RoutingVersion,
    status: 201,
  },
  readVersion: {
    summary: 'One version with its tree',
    access: ['routings', 'read'],
    params: byVersion,
    answer: RoutingVersion,
  },
  saveVersion: {
    summary: 'Save the tree of a development version',
    access: ['routings', 'modify'],
    params: byVersion,
    body: VersionContent,
    answer: RoutingVersion,
    ifMatch: true,
    largestBody: 8 * 1024 * 1024,
  },
  validateVersion: {
    summary: 'Everything that validation finds',
    access: ['routings', 'read'],
    params: byVersion,
    answer: Validation,
  },
  publishVersion: {
    summary: 'Move a version into testing or production',
    access: ['routings', 'modify'],
    params: byVersion,
    body: Publication,
    answer: RoutingVersion,
    ifMatch: true,
  },
  testVersion: {
    summary: 'Rehearse a version for a customer who is not there; nothing of it is kept',
    access: ['routings', 'modify'],
    params: byVersion,
    body: Scenario,
    answer: Rehearsal,
  },
  countVersion: {
    summary: 'How many interactions went which way through a version',
    access: ['routings', 'read'],
    params: byVersion,
    query: VersionCountsQuery,
    answer: VersionCounts,
  },
  archiveVersion: {
    summary: 'Put a version away as a backup',
    access: ['routings', 'modify'],
    params: byVersion,
    answer: RoutingVersion,
  },
  listActionTypes: {
    summary: 'Every action type with the data of its form',
    access: ['routings', 'read'],
    answer: ActionTypes,
  },

  ...peopleEndpoints,

  ...entityEndpoints,
  ...entityPreviewEndpoints,
  ...webServiceTrialEndpoints,
  ...storedRowEndpoints,
  ...outreachEndpoints,

  ...historyEndpoints,
  ...reportEndpoints,
  readInteraction: {
    summary: 'One interaction in full',
    access: 'user',
    params: byId,
    answer: InteractionDetails,
  },
  listInteractionCheckpoints: {
    summary: 'An interaction’s trail',
    access: 'user',
    params: byId,
    answer: Trail,
  },
  listInteractionEvents: {
    summary: 'What happened on an interaction, in order',
    access: 'user',
    params: byId,
    query: Paging,
    answer: pageOf(InteractionEvent),
  },
  listInteractionMessages: {
    summary: 'An interaction’s conversation, in order',
    access: 'user',
    params: byId,
    query: Paging,
    answer: pageOf(Message),
  },

  ...recordEndpoints,
  ...deskEndpoints,
  ...channelEndpoints,

  openInteraction: {
    summary: 'A customer opens an interaction',
    access: 'anyone',
    params: byChannel,
    body: Opening,
    answer: Opened,
    status: 201,
  },
  listConversation: {
    summary: 'The customer reads the conversation',
    access: 'customer',
    params: byConversation,
    query: Paging,
    answer: ConversationPage,
  },
  sendCustomerMessage: {
    summary: 'The customer writes, or takes a choice',
    access: 'customer',
    params: byConversation,
    body: CustomerMessage,
    answer: Message,
    status: 201,
  },
  leaveInteraction: {
    summary: 'The customer leaves',
    access: 'customer',
    params: byConversation,
  },

  listChanges: {
    summary: 'The change feed over HTTP',
    access: 'user',
    query: ChangesQuery,
    answer: ChangesAnswer,
  },
} as const satisfies Record<EndpointName, EndpointSchema>;

type Schemas = typeof endpointSchemas;
type In<S, K extends string> =
  S extends Record<K, infer T extends z.ZodType> ? z.input<T> : undefined;
type Out<S, K extends string> =
  S extends Record<K, infer T extends z.ZodType> ? z.output<T> : undefined;

/** What a caller writes and reads, by endpoint. */
export type EndpointTypes = {
  [Name in EndpointName]: {
    params: In<Schemas[Name], 'params'>;
    query: In<Schemas[Name], 'query'>;
    body: In<Schemas[Name], 'body'>;
    answer: Out<Schemas[Name], 'answer'>;
  };
};

/** What a handler on the server is given, by endpoint: parsed. */
export type EndpointInput<Name extends EndpointName> = {
  params: Out<Schemas[Name], 'params'>;
  query: Out<Schemas[Name], 'query'>;
  body: Out<Schemas[Name], 'body'>;
};
