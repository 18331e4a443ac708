import { CompiledQuery, sql } from 'kysely';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import {
  nothingWritten,
  type Conversation,
  type InteractionState,
  type Run,
} from '../routing/conversation.ts';
import type { Db } from './database.ts';

/** The columns of an interaction that are set when it opens and never change. */
export interface InteractionFacts {
  channelId: string;
  queueId: string | null;
  contactId: string | null;
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  advisorId: string | null;
  startedAt: string;
  openingKey: string | null;
}

interface LockedRow {
  step: number;
  state: Run;
  flow: InteractionFlow;
  status: InteractionState['status'];
  status_reason: string | null;
  routing_id: string;
  tags: string[];
  ended_at: Date | null;
  time_zone: string;
  region: string;
  languages: string[];
}

/**
 * Takes the interaction's run for this transaction: whoever else wants to step it waits. The interaction's row is
 * locked with it: whoever waited would otherwise see the new run beside the old row, and write that back.
 */
export async function lockConversation(
  tx: Db,
  organisationId: string,
  id: string,
): Promise<Conversation | undefined> {
  const { rows } = await sql<LockedRow>`
    select r.step, r.state, i.flow, i.status, i.status_reason, i.routing_id, i.tags, i.ended_at,
      o.time_zone, o.region, o.languages
    from runs r
    join interactions i on i.organisation_id = r.organisation_id and i.id = r.interaction_id
    join organisations o on o.id = r.organisation_id
    where r.organisation_id = ${organisationId} and r.interaction_id = ${id}
    for update of r, i
  `.execute(tx);
  return rows[0] && toConversation(organisationId, id, rows[0]);
}

function toConversation(organisationId: string, id: string, row: LockedRow): Conversation {
  return {
    organisationId,
    id,
    flow: row.flow,
    locale: { timeZone: row.time_zone, region: row.region, language: row.languages[0] ?? 'en' },
    step: row.step,
    run: row.state,
    interaction: {
      status: row.status,
      statusReason: row.status_reason,
      routingId: row.routing_id,
      tags: row.tags,
      endedAt: row.ended_at?.toISOString() ?? null,
    },
    attachedBefore: undefined,
    written: nothingWritten(),
  };
}

/** What a step wrote, as one document: one statement commits it, planned once per connection. */
function documentOf(
  { run, interaction, written }: Conversation,
  facts?: InteractionFacts,
  told = true,
): string {
  return JSON.stringify({
    run: { state: run, dueAt: run.wait?.dueAt ?? null, endedAt: endOf(run, written) },
    interaction,
    facts,
    messages: written.messages,
    events: written.events,
    checkpoints: [...written.checkpoints.values()],
    changes: told
      ? [
          { kind: 'interaction', entity: null },
          ...written.messages.map(({ id }) => ({ kind: 'message', entity: id })),
        ]
      : [],
  });
}

/** A run ends with an event, in the step that ends it. */
function endOf(run: Run, written: Conversation['written']): string | null {
  return run.state === 'ended' ? (written.events.at(-1)?.at ?? null) : null;
}

/**
 * The part that an opening and a later step share. Text: kysely's builder has no place for so many inserts in one.
 * Inserts only: PostgreSQL plans them once per connection, where a search through partitions is planned each time.
 * A checkpoint that is there already only gets its hits counted.
 */
const writeLists = `
  written_messages as (
    insert into messages
      (organisation_id, interaction_id, sequence, id, author, text, choices, choice_id, key, sent_at)
    select $2::uuid, $3::uuid, m.sequence, m.id, m.author, m.text, m.choices, m."choiceId", m.key, m."sentAt"
    from jsonb_to_recordset($1::jsonb -> 'messages') as m (sequence integer, id uuid, author text, text text,
      choices jsonb, "choiceId" text, key uuid, "sentAt" timestamptz)
  ),
  written_events as (
    insert into interaction_events (organisation_id, interaction_id, sequence, at, kind, routing_id,
      routing_version, action_id, action_type, action_name, branch, duration_ms, reason)
    select $2::uuid, $3::uuid, e.sequence, e.at, e.kind, e."routingId",
      e."routingVersion", e."actionId", e."actionType", e."actionName", e.branch, e."durationMs", e.reason
    from jsonb_to_recordset($1::jsonb -> 'events') as e (sequence integer, at timestamptz, kind text,
      "routingId" uuid, "routingVersion" integer, "actionId" text, "actionType" text, "actionName" text,
      branch text, "durationMs" integer, reason text)
  ),
  written_checkpoints as (
    insert into interaction_checkpoints as present (organisation_id, interaction_id, checkpoint_id, sequence,
      name, reference, alias, attached_at, routing_id, routing_version, action_id, action_name, hits)
    select $2::uuid, $3::uuid, c."checkpointId", c.sequence,
      c.name, c.reference, c.alias, c."attachedAt", c."routingId", c."routingVersion", c."actionId",
      c."actionName", c.hits
    from jsonb_to_recordset($1::jsonb -> 'checkpoints') as c ("checkpointId" uuid, sequence integer, name text,
      reference text, alias text, "attachedAt" timestamptz, "routingId" uuid, "routingVersion" integer,
      "actionId" text, "actionName" text, hits integer)
    on conflict (organisation_id, interaction_id, checkpoint_id) do update set hits = present.hits + excluded.hits
  ),
  written_changes as (
    insert into changes (organisation_id, kind, interaction_id, entity_id)
    select $2::uuid, c.kind, $3::uuid, c.entity
    from jsonb_to_recordset($1::jsonb -> 'changes') as c (kind text, entity uuid)
  )`;

const writeStepText = `
  with ${writeLists},
  written_run as (
    update runs set
      step = step + 1,
      due_at = ($1::jsonb #>> '{run,dueAt}')::timestamptz,
      ended_at = ($1::jsonb #>> '{run,endedAt}')::timestamptz,
      state = $1::jsonb #> '{run,state}'
    where organisation_id = $2::uuid and interaction_id = $3::uuid
  )
  update interactions set
    revision = revision + 1,
    status = i.status,
    status_reason = i."statusReason",
    routing_id = i."routingId",
    tags = i.tags,
    ended_at = i."endedAt"
  from jsonb_to_record($1::jsonb -> 'interaction') as i (status text, "statusReason" text, "routingId" uuid,
    tags text[], "endedAt" timestamptz)
  where organisation_id = $2::uuid and id = $3::uuid`;

const writeOpeningText = `
  with ${writeLists},
  written_run as (
    insert into runs (organisation_id, interaction_id, step, due_at, ended_at, state)
    select $2::uuid, $3::uuid, 1, ($1::jsonb #>> '{run,dueAt}')::timestamptz,
      ($1::jsonb #>> '{run,endedAt}')::timestamptz, $1::jsonb #> '{run,state}'
  ),
  facts as (
    select * from jsonb_to_record($1::jsonb -> 'facts') as f ("channelId" text, "queueId" uuid, "contactId" uuid,
      "contactName" text, "contactPhone" text, "contactEmail" text, "advisorId" uuid, "startedAt" timestamptz,
      "openingKey" uuid)
  ),
  written_opening as (
    insert into openings (organisation_id, channel_id, key, interaction_id, at)
    select $2::uuid, f."channelId", f."openingKey", $3::uuid, f."startedAt" from facts f
    where f."openingKey" is not null
  ),
  written_participant as (
    insert into participants (organisation_id, interaction_id, user_id, joined_at)
    select $2::uuid, $3::uuid, f."advisorId", f."startedAt" from facts f where f."advisorId" is not null
  )
  insert into interactions (organisation_id, id, revision, flow, channel_id, status, status_reason, direction,
    original_routing, current_routing, routing_id, queue_id, advisor_id, contact_id, contact_name, contact_phone,
    contact_email, contact_digits, contact_folded_email, tags, started_at, ended_at)
  select $2::uuid, $3::uuid, 1, $4::text, f."channelId", i.status, i."statusReason", 'incoming',
    'smart', 'smart', i."routingId", f."queueId", f."advisorId", f."contactId", f."contactName", f."contactPhone",
    f."contactEmail", regexp_replace(f."contactPhone", '\\D', '', 'g'), lower(f."contactEmail"), i.tags,
    f."startedAt", i."endedAt"
  from facts f, jsonb_to_record($1::jsonb -> 'interaction') as i (status text, "statusReason" text,
    "routingId" uuid, tags text[], "endedAt" timestamptz)`;

/** Commits a step of an interaction that is locked by this transaction. */
export async function writeStep(tx: Db, conversation: Conversation): Promise<void> {
  const { organisationId, id } = conversation;
  await tx.executeQuery(
    CompiledQuery.raw(writeStepText, [documentOf(conversation), organisationId, id]),
  );
}

/**
 * Commits an interaction that opens, with all that its run did so far. One statement, so one transaction.
 * `told: false` leaves the feed alone: for data that is there before anybody looks.
 */
export async function writeOpening(
  db: Db,
  conversation: Conversation,
  facts: InteractionFacts,
  { told = true }: { told?: boolean } = {},
): Promise<void> {
  const { organisationId, id, flow } = conversation;
  const document = documentOf(conversation, facts, told);
  await db.executeQuery(
    CompiledQuery.raw(writeOpeningText, [document, organisationId, id, flow]),
  );
}

/** The checkpoints that an interaction has. */
export async function readAttachedIds(
  db: Db,
  organisationId: string,
  interactionId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('interaction_checkpoints')
    .select('checkpoint_id')
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .execute();
  return new Set(rows.map((row) => row.checkpoint_id));
}

/** A run whose wait is over, as it stood when it was found. */
export interface DueRun {
  organisationId: string;
  interactionId: string;
  step: number;
  dueAt: Date;
}

/** Runs whose wait is over, longest overdue first. */
export async function listDueRuns(db: Db, now: Date, limit: number): Promise<DueRun[]> {
  return db
    .selectFrom('runs')
    .select([
      'organisation_id as organisationId',
      'interaction_id as interactionId',
      'step',
      'due_at as dueAt',
    ])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .$narrowType<{ dueAt: Date }>()
    .execute();
}

/** Lets a run that could not be taken up wait longer, unless it has gone on since. */
export async function postponeRun(db: Db, run: DueRun, until: Date): Promise<void> {
  await db
    .updateTable('runs')
    .set({ due_at: until })
    .where('organisation_id', '=', run.organisationId)
    .where('interaction_id', '=', run.interactionId)
    .where('step', '=', run.step)
    .where('due_at', 'is not', null)
    .execute();
}

/** When the next wait ends, if any run waits. */
export async function readNextDue(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('runs')
    .select('due_at')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? undefined;
}

/** A message that was stored under the customer's own key, when it was. */
export async function findMessageByKey(
  db: Db,
  organisationId: string,
  interactionId: string,
  key: string,
) {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** The message that offered a choice. */
export async function findMessage(
  db: Db,
  organisationId: string,
  interactionId: string,
  messageId: string,
) {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where('id', '=', messageId)
    .executeTakeFirst();
}
