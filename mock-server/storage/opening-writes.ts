import { CompiledQuery } from 'kysely';
import type { Conversation } from '../routing/conversation.ts';
import { Batcher } from './batcher.ts';
import type { Db } from './database.ts';
import { isUnavailable } from './database-errors.ts';
import { insertLists, noLists, rowLists, writtenParts } from './written-parts.ts';

/** The columns of an interaction that are set when it opens and never change. */
export interface InteractionFacts {
  channelId: string;
  contactId: string | null;
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  startedAt: string;
  openingKey: string | null;
  /** The gateway's name for the conversation. */
  conversation: string | null;
}

/** An interaction that opens, with all that its run did so far. */
export interface WrittenOpening {
  conversation: Conversation;
  facts: InteractionFacts;
}

const lists = rowLists('o.parts', noLists);

const writeOpeningsText = `
  with opened as materialized (
    select (d ->> 'organisationId')::uuid as organisation_id, (d ->> 'id')::uuid as id, d ->> 'flow' as flow,
      d -> 'parts' as parts, f.*
    from jsonb_array_elements($1::jsonb) d,
      jsonb_to_record(d -> 'facts') as f ("channelId" text, "contactId" uuid, "contactName" text,
        "contactPhone" text, "contactEmail" text, "startedAt" timestamptz, "openingKey" uuid, conversation text)
  ),
  ${insertLists('opened')},
  written_runs as (
    insert into runs (organisation_id, interaction_id, step, due_at, ended_at, state)
    select organisation_id, id, 1, (parts #>> '{run,dueAt}')::timestamptz,
      (parts #>> '{run,endedAt}')::timestamptz, parts #> '{run,state}'
    from opened
  ),
  written_openings as (
    insert into openings (organisation_id, channel_id, key, interaction_id, at)
    select organisation_id, "channelId", "openingKey", id, "startedAt" from opened where "openingKey" is not null
  )
  insert into interactions (organisation_id, id, revision, flow, channel_id, status, status_reason, direction,
    original_routing, current_routing, routing_id, routing_version, queue_id, advisor_id, contact_id, contact_name, contact_phone,
    contact_email, contact_digits, contact_folded_email, conversation, tags, template_ids,
    participant_ids, checkpoint_ids, checkpoint_times, started_at, ended_at)
  select o.organisation_id, o.id, 1, o.flow, o."channelId", i.status, i."statusReason", 'incoming',
    'smart', i."currentRouting", i."routingId", i."routingVersion", i."queueId", i."advisorId", o."contactId", o."contactName", o."contactPhone",
    o."contactEmail", regexp_replace(o."contactPhone", '\\D', '', 'g'), lower(o."contactEmail"), o.conversation, i.tags,
    i."templateIds", ${lists.participants}, ${lists.checkpoints}, ${lists.times},
    o."startedAt", i."endedAt"
  from opened o, jsonb_to_record(o.parts -> 'interaction') as i (status text, "statusReason" text,
    "routingId" uuid, "routingVersion" integer, "queueId" uuid, "advisorId" uuid, "currentRouting" text, tags text[],
    "templateIds" uuid[], "endedAt" timestamptz)`;

/**
 * Commits interactions that open: one statement, so one transaction for all of them.
 * `told: false` leaves the feed alone: for data that is there before anybody looks.
 */
export async function writeOpenings(
  db: Db,
  openings: readonly WrittenOpening[],
  { told = true }: { told?: boolean } = {},
): Promise<void> {
  const documents = openings.map(({ conversation, facts }) => ({
    organisationId: conversation.organisationId,
    id: conversation.id,
    flow: conversation.flow,
    facts,
    parts: writtenParts(conversation, told),
  }));
  await db.executeQuery(CompiledQuery.raw(writeOpeningsText, [JSON.stringify(documents)]));
}

/** The most openings of one statement, and the most statements at the same time. */
const MOST_TOGETHER = 32;
const AT_ONCE = 2;

/**
 * Commits openings as they come. Those of the same moment go together: a commit costs the database as much for one
 * as for many. When a batch is refused, each of it has its own try, so that only the one at fault fails.
 */
export function createOpeningWriter(db: Db): Batcher<WrittenOpening> {
  return new Batcher((openings) => writeOpenings(db, openings), {
    most: MOST_TOGETHER,
    atOnce: AT_ONCE,
    mayBeOne: (error) => !isUnavailable(error),
  });
}
