import { CompiledQuery, sql } from 'kysely';
import type { Conversation } from '../routing/conversation.ts';
import { lockedColumns, toConversation, type LockedRow } from './conversations.ts';
import type { Db } from './database.ts';
import { insertLists, rowLists, writtenParts } from './written-parts.ts';

/** An interaction, by its key. */
export interface Which {
  organisationId: string;
  interactionId: string;
}

/**
 * Takes many runs for this transaction, each like `lockConversation`. Leaves out those that somebody has, so that it
 * never waits with runs in its hands, and those that are among advisors, whose rows are more than these.
 */
export async function lockConversations(
  tx: Db,
  wanted: readonly Which[],
): Promise<Conversation[]> {
  const { rows } = await sql<LockedRow & { organisation_id: string; id: string }>`
    select i.organisation_id, i.id, ${lockedColumns}
    from unnest(${organisationsOf(wanted)}::uuid[], ${interactionsOf(wanted)}::uuid[]) as w (organisation_id, id)
    join runs r on r.organisation_id = w.organisation_id and r.interaction_id = w.id
    join interactions i on i.organisation_id = w.organisation_id and i.id = w.id
    join organisations o on o.id = w.organisation_id
    for update of r, i skip locked
  `.execute(tx);
  return rows
    .map((row) => toConversation(row.organisation_id, row.id, row))
    .filter(({ run }) => run.desk === null);
}

/** The checkpoints that each of these interactions has, by the interaction's id. */
export async function readAttachedOfAll(
  tx: Db,
  wanted: readonly Which[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ id: string; checkpoint: string }>`
    select c.interaction_id as id, c.checkpoint_id as checkpoint
    from unnest(${organisationsOf(wanted)}::uuid[], ${interactionsOf(wanted)}::uuid[]) as w (organisation_id, id)
    join interaction_checkpoints c on c.organisation_id = w.organisation_id and c.interaction_id = w.id
  `.execute(tx);
  const all = new Map(wanted.map(({ interactionId }) => [interactionId, new Set<string>()]));
  for (const { id, checkpoint } of rows) all.get(id)?.add(checkpoint);
  return all;
}

const lists = rowLists('s.parts', {
  participants: 'i.participant_ids',
  checkpoints: 'i.checkpoint_ids',
  times: 'i.checkpoint_times',
});

const writeStepsText = `
  with steps as materialized (
    select (d ->> 'organisationId')::uuid as organisation_id, (d ->> 'id')::uuid as id, d -> 'parts' as parts
    from jsonb_array_elements($1::jsonb) d
  ),
  ${insertLists('steps')},
  written_runs as (
    update runs r set
      step = r.step + 1,
      due_at = (s.parts #>> '{run,dueAt}')::timestamptz,
      ended_at = (s.parts #>> '{run,endedAt}')::timestamptz,
      state = s.parts #> '{run,state}'
    from steps s
    where r.organisation_id = s.organisation_id and r.interaction_id = s.id
  )
  update interactions i set
    revision = i.revision + 1,
    status = n.status,
    status_reason = n."statusReason",
    routing_id = n."routingId",
    routing_version = n."routingVersion",
    queue_id = n."queueId",
    advisor_id = n."advisorId",
    current_routing = n."currentRouting",
    tags = n.tags,
    template_ids = n."templateIds",
    participant_ids = ${lists.participants},
    checkpoint_ids = ${lists.checkpoints},
    checkpoint_times = ${lists.times},
    ended_at = n."endedAt"
  from steps s, jsonb_to_record(s.parts -> 'interaction') as n (status text, "statusReason" text, "routingId" uuid, "routingVersion" integer,
    "queueId" uuid, "advisorId" uuid, "currentRouting" text, tags text[], "templateIds" uuid[],
    "endedAt" timestamptz)
  where i.organisation_id = s.organisation_id and i.id = s.id`;

/** Commits a step of each of these interactions, which are locked by this transaction and were not among advisors. */
export async function writeSteps(
  tx: Db,
  conversations: readonly Conversation[],
): Promise<void> {
  const documents = conversations.map((conversation) => ({
    organisationId: conversation.organisationId,
    id: conversation.id,
    parts: writtenParts(conversation),
  }));
  await tx.executeQuery(CompiledQuery.raw(writeStepsText, [JSON.stringify(documents)]));
}

function organisationsOf(wanted: readonly Which[]): string[] {
  return wanted.map(({ organisationId }) => organisationId);
}

function interactionsOf(wanted: readonly Which[]): string[] {
  return wanted.map(({ interactionId }) => interactionId);
}
