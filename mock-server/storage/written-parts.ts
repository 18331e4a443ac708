import type { Conversation, Run } from '../routing/conversation.ts';

/** What a step wrote, as a part of the document that a statement gets. */
export function writtenParts({ run, interaction, written }: Conversation, told = true) {
  return {
    run: { state: run, dueAt: run.wait?.dueAt ?? null, endedAt: endOf(run, written) },
    interaction,
    messages: written.messages,
    events: written.events,
    checkpoints: [...written.checkpoints.values()],
    changes: told
      ? [
          { kind: 'interaction', entity: null },
          ...written.messages.map(({ id }) => ({ kind: 'message', entity: id })),
        ]
      : [],
  };
}

/** A run ends with an event, in the step that ends it. */
function endOf(run: Run, written: Conversation['written']): string | null {
  return run.state === 'ended' ? (written.events.at(-1)?.at ?? null) : null;
}

/**
 * The inserts that openings and later steps share. `source` is a relation with the columns `organisation_id`, `id`
 * (of the interaction) and `parts`, a row for each interaction. Text: kysely's builder has no place for so many
 * inserts in one. Inserts only: PostgreSQL plans them once per connection, where a search through partitions is
 * planned each time. A checkpoint that is there already only gets its hits counted.
 */
export function insertLists(source: string): string {
  return `
  written_messages as (
    insert into messages
      (organisation_id, interaction_id, sequence, id, author, text, choices, choice_id, key, sent_at)
    select s.organisation_id, s.id, m.sequence, m.id, m.author, m.text, m.choices, m."choiceId", m.key, m."sentAt"
    from ${source} s, jsonb_to_recordset(s.parts -> 'messages') as m (sequence integer, id uuid, author text,
      text text, choices jsonb, "choiceId" text, key uuid, "sentAt" timestamptz)
  ),
  written_events as (
    insert into interaction_events (organisation_id, interaction_id, sequence, at, kind, routing_id,
      routing_version, action_id, action_type, action_name, branch, duration_ms, reason)
    select s.organisation_id, s.id, e.sequence, e.at, e.kind, e."routingId",
      e."routingVersion", e."actionId", e."actionType", e."actionName", e.branch, e."durationMs", e.reason
    from ${source} s, jsonb_to_recordset(s.parts -> 'events') as e (sequence integer, at timestamptz, kind text,
      "routingId" uuid, "routingVersion" integer, "actionId" text, "actionType" text, "actionName" text,
      branch text, "durationMs" integer, reason text)
  ),
  written_checkpoints as (
    insert into interaction_checkpoints as present (organisation_id, interaction_id, checkpoint_id, sequence,
      name, reference, alias, attached_at, routing_id, routing_version, action_id, action_name, hits)
    select s.organisation_id, s.id, c."checkpointId", c.sequence,
      c.name, c.reference, c.alias, c."attachedAt", c."routingId", c."routingVersion", c."actionId",
      c."actionName", c.hits
    from ${source} s, jsonb_to_recordset(s.parts -> 'checkpoints') as c ("checkpointId" uuid, sequence integer,
      name text, reference text, alias text, "attachedAt" timestamptz, "routingId" uuid,
      "routingVersion" integer, "actionId" text, "actionName" text, hits integer)
    on conflict (organisation_id, interaction_id, checkpoint_id) do update set hits = present.hits + excluded.hits
  ),
  written_changes as (
    insert into changes (organisation_id, kind, interaction_id, entity_id)
    select s.organisation_id, c.kind, s.id, c.entity
    from ${source} s, jsonb_to_recordset(s.parts -> 'changes') as c (kind text, entity uuid)
  )`;
}
