import { CompiledQuery, sql } from 'kysely';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import {
  newRun,
  nothingWritten,
  type Conversation,
  type InteractionState,
  type Run,
} from '../routing/conversation.ts';
import type { Db } from './database.ts';
import { noteHandled } from './queue-handling.ts';
import { freedAdvisor, insertLists, rowLists, writtenParts } from './written-parts.ts';

/** What a step begins with. */
export interface LockedRow {
  step: number;
  state: Run;
  flow: InteractionFlow;
  status: InteractionState['status'];
  status_reason: string | null;
  routing_id: string;
  routing_version: number | null;
  queue_id: string | null;
  advisor_id: string | null;
  contact_id: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  current_routing: 'smart' | 'direct';
  tags: string[];
  template_ids: string[];
  ended_at: Date | null;
  time_zone: string;
  region: string;
  languages: string[];
}

/** The columns of `LockedRow`, of `runs r`, `interactions i` and `organisations o`. */
export const lockedColumns = sql.raw(`
  r.step, r.state, i.flow, i.status, i.status_reason, i.routing_id, i.routing_version, i.queue_id, i.advisor_id,
  i.contact_id, i.contact_name, i.contact_phone, i.contact_email, i.current_routing, i.tags, i.template_ids,
  i.ended_at,
  o.time_zone, o.region, o.languages`);

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
    select ${lockedColumns}
    from runs r
    join interactions i on i.organisation_id = r.organisation_id and i.id = r.interaction_id
    join organisations o on o.id = r.organisation_id
    where r.organisation_id = ${organisationId} and r.interaction_id = ${id}
    for update of r, i
  `.execute(tx);
  if (!rows[0]) return undefined;
  const conversation = toConversation(organisationId, id, rows[0]);
  if (conversation.run.desk) conversation.written.rangAt = await lockRing(tx, conversation);
  return conversation;
}

/** Takes the place among advisors too, so that nobody gives the ring to another one meanwhile. */
async function lockRing(tx: Db, { organisationId, id }: Conversation): Promise<string | null> {
  const row = await tx
    .selectFrom('desk')
    .select('ringing_id')
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row?.ringing_id ?? null;
}

export function toConversation(
  organisationId: string,
  id: string,
  row: LockedRow,
): Conversation {
  return {
    organisationId,
    id,
    flow: row.flow,
    customer: {
      contactId: row.contact_id,
      name: row.contact_name,
      phone: row.contact_phone,
      email: row.contact_email,
    },
    locale: { timeZone: row.time_zone, region: row.region, language: row.languages[0] ?? 'en' },
    step: row.step,
    run: { ...blankRun, ...row.state },
    interaction: {
      status: row.status,
      statusReason: row.status_reason,
      routingId: row.routing_id,
      routingVersion: row.routing_version,
      queueId: row.queue_id,
      advisorId: row.advisor_id,
      currentRouting: row.current_routing,
      tags: row.tags,
      templateIds: row.template_ids,
      endedAt: row.ended_at?.toISOString() ?? null,
    },
    attachedBefore: undefined,
    written: {
      ...nothingWritten(row.state.desk ?? null),
      seenBy: { queueId: row.queue_id, currentRouting: row.current_routing },
    },
  };
}

/** What a run of an earlier version of the program does not have yet. */
const blankRun = newRun('', 0, new Date(0));

const lists = rowLists('$1::jsonb', {
  participants: 'interactions.participant_ids',
  checkpoints: 'interactions.checkpoint_ids',
  times: 'interactions.checkpoint_times',
});

const writeStepText = `
  with step as materialized (
    select $2::uuid as organisation_id, $3::uuid as id, $1::jsonb as parts
  ),
  ${insertLists('step')},
  written_run as (
    update runs set
      step = step + 1,
      due_at = ($1::jsonb #>> '{run,dueAt}')::timestamptz,
      ended_at = ($1::jsonb #>> '{run,endedAt}')::timestamptz,
      state = $1::jsonb #> '{run,state}'
    where organisation_id = $2::uuid and interaction_id = $3::uuid
  ),
  left_desk as (
    delete from desk
    where $1::jsonb -> 'leavesDesk' = 'true' and organisation_id = $2::uuid and interaction_id = $3::uuid
  )
  update interactions set
    revision = revision + 1,
    status = i.status,
    status_reason = i."statusReason",
    routing_id = i."routingId",
    routing_version = i."routingVersion",
    queue_id = i."queueId",
    advisor_id = i."advisorId",
    current_routing = i."currentRouting",
    tags = i.tags,
    template_ids = i."templateIds",
    participant_ids = ${lists.participants},
    checkpoint_ids = ${lists.checkpoints},
    checkpoint_times = ${lists.times},
    ended_at = i."endedAt"
  from jsonb_to_record($1::jsonb -> 'interaction') as i (status text, "statusReason" text, "routingId" uuid, "routingVersion" integer,
    "queueId" uuid, "advisorId" uuid, "currentRouting" text, tags text[], "templateIds" uuid[],
    "endedAt" timestamptz)
  where organisation_id = $2::uuid and id = $3::uuid`;

/** Commits a step of an interaction that is locked by this transaction. */
export async function writeStep(tx: Db, conversation: Conversation): Promise<void> {
  const { organisationId, id } = conversation;
  await tx.executeQuery(
    CompiledQuery.raw(writeStepText, [
      JSON.stringify(writtenParts(conversation)),
      organisationId,
      id,
    ]),
  );
  const freed = freedAdvisor(conversation);
  if (freed) await noteHandled(tx, organisationId, freed);
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
