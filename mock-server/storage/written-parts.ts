import type { Conversation, Run } from '../routing/conversation.ts';
import type { Desk } from '../routing/desk.ts';

/** What a step wrote, as a part of the document that a statement gets. */
export function writtenParts({ run, interaction, written }: Conversation, told = true) {
  return {
    run: { state: run, dueAt: run.wait?.dueAt ?? null, endedAt: endOf(run, written) },
    interaction,
    effects: written.effects,
    participants: written.participants,
    ...deskParts({ run, written }),
    messages: written.messages,
    events: written.events,
    checkpoints: [...written.checkpoints.values()],
    changes: told
      ? [
          { kind: 'interaction', entity: null },
          ...written.messages.map(({ id }) => ({ kind: 'message', entity: id })),
          ...offerChanges({ run, written }),
          ...moves({ interaction, written }),
        ]
      : [],
  };
}

/** The place among advisors, when this step changed it: to be written, or to be taken away. */
function deskParts({ run, written }: DeskChange) {
  if (JSON.stringify(run.desk) === written.deskBefore) return { desk: [], leavesDesk: false };
  return { desk: run.desk ? [run.desk] : [], leavesDesk: run.desk === null };
}

type DeskChange = Pick<Conversation, 'run' | 'written'>;

/** Advisors whose offers are others now: whom it rang at, who had it, who has it. */
function offerChanges({ run, written }: DeskChange) {
  const before = deskOf(written);
  if (JSON.stringify(run.desk) === written.deskBefore) return [];
  const users = [written.rangAt, before?.advisorId, run.desk?.advisorId];
  return [...new Set(users.filter((user) => typeof user === 'string'))].map((entity) => ({
    kind: 'offer',
    entity,
  }));
}

/** Where others saw the interaction by what it is not any more: they may have lost sight of it. */
function moves({ interaction, written }: Pick<Conversation, 'interaction' | 'written'>) {
  const { queueId, currentRouting } = written.seenBy ?? interaction;
  return [
    ...(queueId !== null && queueId !== interaction.queueId
      ? [{ kind: 'moved', entity: queueId }]
      : []),
    ...(currentRouting === 'direct' && interaction.currentRouting === 'smart'
      ? [{ kind: 'moved', entity: null }]
      : []),
  ];
}

function deskOf({ deskBefore }: Conversation['written']): Desk | null {
  return JSON.parse(deskBefore) as Desk | null; // written by this program only
}

/** The advisor who had the interaction until this step, the queue it came by, and for how long. */
export function freedAdvisor({ run, written }: DeskChange) {
  const before = deskOf(written);
  if (!before?.advisorId || run.desk?.advisorId === before.advisorId) return undefined;
  const at = new Date(written.events.at(-1)?.at ?? before.enteredAt);
  const acceptedAt = Date.parse(before.acceptedAt ?? before.enteredAt);
  const seconds = Math.max(Math.round((at.getTime() - acceptedAt) / 1000), 0);
  // seen by that queue while the advisor had it
  const queueId = before.userId === null ? (written.seenBy?.queueId ?? null) : null;
  return { userId: before.advisorId, queueId, at, seconds };
}

/** A run ends with an event, in the step that ends it. */
function endOf(run: Run, written: Conversation['written']): string | null {
  return run.state === 'ended' ? (written.events.at(-1)?.at ?? null) : null;
}

/**
 * What stands on the interaction's own row of those who joined and of what was attached: what stood there, and behind
 * it what these parts bring. `parts` and the names of what stood there are SQL.
 */
export function rowLists(parts: string, had: typeof noLists) {
  const attached = (what: string) => `array(
      select ${what} from jsonb_to_recordset(${parts} -> 'checkpoints')
        as c ("checkpointId" uuid, "attachedAt" timestamptz, sequence integer)
      where c."checkpointId" <> all (${had.checkpoints}) order by c."attachedAt", c.sequence)`;
  return {
    participants: `${had.participants} || array(
      select p."userId" from jsonb_to_recordset(${parts} -> 'participants') as p ("userId" uuid, "joinedAt" timestamptz)
      where p."userId" <> all (${had.participants}) group by 1 order by min(p."joinedAt"), 1)`,
    checkpoints: `${had.checkpoints} || ${attached('c."checkpointId"')}`,
    times: `${had.times} || ${attached('c."attachedAt"')}`,
  };
}

/** What a row has that is written anew. */
export const noLists = {
  participants: `'{}'::uuid[]`,
  checkpoints: `'{}'::uuid[]`,
  times: `'{}'::timestamptz[]`,
};

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
      routing_version, action_id, action_type, action_name, branch, duration_ms, reason, done_by)
    select s.organisation_id, s.id, e.sequence, e.at, e.kind, e."routingId",
      e."routingVersion", e."actionId", e."actionType", e."actionName", e.branch, e."durationMs", e.reason,
      e.by
    from ${source} s, jsonb_to_recordset(s.parts -> 'events') as e (sequence integer, at timestamptz, kind text,
      "routingId" uuid, "routingVersion" integer, "actionId" text, "actionType" text, "actionName" text,
      branch text, "durationMs" bigint, reason text, by text)
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
  written_effects as (
    insert into effects (organisation_id, id, interaction_id, key, kind, request, awaited, lane, due_at)
    select s.organisation_id, e.id, s.id, e.key, e.kind, e.request, e.awaited, e.lane, e."dueAt"
    from ${source} s, jsonb_to_recordset(s.parts -> 'effects') as e (id uuid, key text, kind text, request jsonb,
      awaited boolean, lane text, "dueAt" timestamptz)
  ),
  written_participants as (
    insert into participants (organisation_id, interaction_id, user_id, joined_at)
    select s.organisation_id, s.id, p."userId", p."joinedAt"
    from ${source} s, jsonb_to_recordset(s.parts -> 'participants') as p ("userId" uuid, "joinedAt" timestamptz)
    on conflict do nothing
  ),
  written_desk as (
    insert into desk (organisation_id, interaction_id, queue_ids, user_id, prioritised, ring_seconds, entered_at,
      advisor_id, accepted_at)
    select s.organisation_id, s.id, d."queueIds", d."userId", d.prioritised, d."ringSeconds", d."enteredAt",
      d."advisorId", d."acceptedAt"
    from ${source} s, jsonb_to_recordset(s.parts -> 'desk') as d ("queueIds" uuid[], "userId" uuid,
      prioritised boolean, "ringSeconds" integer, "enteredAt" timestamptz, "advisorId" uuid,
      "acceptedAt" timestamptz)
    on conflict (organisation_id, interaction_id) do update set queue_ids = excluded.queue_ids,
      user_id = excluded.user_id, prioritised = excluded.prioritised, ring_seconds = excluded.ring_seconds,
      entered_at = excluded.entered_at, advisor_id = excluded.advisor_id, accepted_at = excluded.accepted_at, ringing_id = null, rings_until = null,
      passed_over = case when desk.entered_at = excluded.entered_at then desk.passed_over else '{}' end,
      passed_at = null
  ),
  written_changes as (
    insert into changes (organisation_id, kind, interaction_id, entity_id)
    select s.organisation_id, c.kind, s.id, c.entity
    from ${source} s, jsonb_to_recordset(s.parts -> 'changes') as c (kind text, entity uuid)
  )`;
}
