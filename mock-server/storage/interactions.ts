import { sql } from 'kysely';
import { visible, viewersOf } from '../access/visible.ts';
import type { Viewer } from '../access/identity.ts';
import type {
  Interaction,
  InteractionDetails,
  InteractionEvent,
  RunState,
} from '../../api-client/contract/interaction.ts';
import type { Run } from '../routing/conversation.ts';
import type { Db } from './database.ts';
import { readInteractionCase } from './interaction-links.ts';

/** The moment that the visible window is reckoned from. */
export interface Window {
  now: Date;
}

/** A row of the history as the database gives it. */
export interface InteractionRow extends Omit<Interaction, 'startedAt' | 'endedAt'> {
  startedAt: Date;
  endedAt: Date | null;
}

/** An interaction as the history shows it, from the row `i`. */
export const interactionColumns = sql`
  i.id, i.revision, i.flow, i.status, i.status_reason as "statusReason", i.direction,
  i.original_routing as "originalRouting", i.current_routing as "currentRouting",
  (select jsonb_build_object('id', r.id, 'name', r.name) from routings r
    where r.organisation_id = i.organisation_id and r.id = i.routing_id) as routing,
  i.routing_version as "routingVersion",
  (select jsonb_build_object('id', q.id, 'name', q.name) from queues q
    where q.organisation_id = i.organisation_id and q.id = i.queue_id) as queue,
  (select jsonb_build_object('id', u.id, 'name', u.name) from users u
    where u.organisation_id = i.organisation_id and u.id = i.advisor_id) as advisor,
  array(select p.user_id from participants p
    where p.organisation_id = i.organisation_id and p.interaction_id = i.id
    order by p.joined_at, p.user_id) as "participantIds",
  jsonb_build_object('name', i.contact_name, 'phone', i.contact_phone, 'email', i.contact_email) as contact,
  i.voice_campaign as "voiceCampaign", i.started_at as "startedAt", i.ended_at as "endedAt",
  i.crm_card as card, i.template_ids as "templateIds", i.tags,
  array(
    select distinct on (e.routing_id, e.routing_version, e.action_id)
      e.routing_id || '.' || e.routing_version || '.' || e.action_id || '.' || e.branch
    from interaction_events e
    where e.organisation_id = i.organisation_id and e.interaction_id = i.id
      and e.action_type = 'load-sharing' and e.branch is not null
    order by e.routing_id, e.routing_version, e.action_id, e.sequence
  ) as links,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'checkpointId', a.checkpoint_id, 'name', a.name, 'reference', a.reference, 'alias', a.alias,
      'attachedAt', to_char(a.attached_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'sequence', a.sequence, 'routingId', a.routing_id, 'routingVersion', a.routing_version,
      'actionId', a.action_id, 'actionName', a.action_name, 'hits', a.hits,
      'current', case when c.id is null then null else
        jsonb_build_object('name', c.name, 'reference', c.reference, 'alias', c.alias) end
    ) order by a.attached_at, a.sequence)
    from interaction_checkpoints a
    left join checkpoints c on c.organisation_id = a.organisation_id and c.id = a.checkpoint_id
    where a.organisation_id = i.organisation_id and a.interaction_id = i.id
  ), '[]') as checkpoints`;

export function toInteraction(row: InteractionRow): Interaction {
  return {
    ...row,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

type Who = Pick<Viewer, 'organisationId' | 'userId'>;

/** Those of the given interactions that at least one of the users sees, and who sees which. */
export async function readInteractionsFor(
  db: Db,
  organisationId: string,
  userIds: readonly string[],
  interactionIds: readonly string[],
  { now }: Window,
): Promise<{ interaction: Interaction; userIds: string[] }[]> {
  if (userIds.length === 0 || interactionIds.length === 0) return [];
  const { rows } = await sql<InteractionRow & { seenBy: string[] }>`
    select ${interactionColumns}, seen."seenBy"
    from (
      select i.id, array_agg(v.user_id) as "seenBy"
      from interactions i, ${viewersOf(organisationId, userIds)} v
      where i.id = any(${[...interactionIds]}::uuid[]) and ${visible(organisationId, now)}
      group by i.id
    ) seen
    join interactions i on i.organisation_id = ${organisationId} and i.id = seen.id
  `.execute(db);
  return rows.map(({ seenBy, ...row }) => ({
    interaction: toInteraction(row),
    userIds: seenBy,
  }));
}

/** Those of the users to whom the history is open. */
export async function listViewers(
  db: Db,
  organisationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.user_id as id from ${viewersOf(organisationId, userIds)} v`.execute(db);
  return rows.map(({ id }) => id);
}

/** One interaction, when the viewer sees it. */
export async function readInteraction(
  db: Db,
  viewer: Who,
  id: string,
  window: Window,
): Promise<Interaction | undefined> {
  const { organisationId, userId } = viewer;
  const [found] = await readInteractionsFor(db, organisationId, [userId], [id], window);
  return found?.interaction;
}

/** One interaction in full, when the viewer sees it. */
export async function readInteractionDetails(
  db: Db,
  viewer: Who,
  id: string,
  window: Window,
): Promise<InteractionDetails | undefined> {
  const interaction = await readInteraction(db, viewer, id, window);
  if (!interaction) return undefined;
  const { organisationId } = viewer;
  const [participants, run, itsCase] = await Promise.all([
    listParticipants(db, organisationId, id),
    readRun(db, organisationId, id),
    readInteractionCase(db, organisationId, id),
  ]);
  return {
    ...interaction,
    participants,
    variables: run ? nested(run.state.variables) : {},
    run: run ? toRunState(run.state, run.routingName) : null,
    case: itsCase,
  };
}

async function listParticipants(db: Db, organisationId: string, id: string) {
  const rows = await db
    .selectFrom('participants as p')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organisation_id', '=', 'p.organisation_id').onRef('u.id', '=', 'p.user_id'),
    )
    .select(['u.id', 'u.name', 'p.joined_at'])
    .where('p.organisation_id', '=', organisationId)
    .where('p.interaction_id', '=', id)
    .orderBy('p.joined_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    joinedAt: row.joined_at.toISOString(),
  }));
}

async function readRun(db: Db, organisationId: string, id: string) {
  const row = await db
    .selectFrom('runs as r')
    .select(['r.state'])
    .where('r.organisation_id', '=', organisationId)
    .where('r.interaction_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const state = row.state as Run; // written by the engine only
  const routing = await db
    .selectFrom('routings')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', state.routingId)
    .executeTakeFirst();
  return { state, routingName: routing?.name ?? '' };
}

function toRunState(run: Run, routingName: string): RunState {
  return {
    state: run.state,
    outcome: run.outcome,
    routingId: run.routingId,
    routingName,
    routingVersion: run.version,
    actionId: run.actionId,
    actionName: run.actionName,
    waitsFor: run.wait?.for ?? null,
    dueAt: run.wait?.dueAt ?? null,
    queuedAt: run.desk && run.desk.advisorId === null ? run.desk.enteredAt : null,
  };
}

/** `{"customer.number": "7"}` as `{customer: {number: "7"}}`. */
export function nested(
  variables: Record<string, string>,
): Record<string, Record<string, string>> {
  const byVariable = new Map<string, [string, string][]>();
  for (const [path, value] of Object.entries(variables)) {
    const [variable = '', field = ''] = path.split('.');
    byVariable.set(variable, [...(byVariable.get(variable) ?? []), [field, value]]);
  }
  return Object.fromEntries(
    [...byVariable].map(([name, fields]) => [name, Object.fromEntries(fields)]),
  );
}

/** What happened on an interaction that the caller has found visible, in order. */
export async function listEvents(
  db: Db,
  organisationId: string,
  interactionId: string,
  { after, limit }: { after: number; limit: number },
): Promise<InteractionEvent[]> {
  const rows = await db
    .selectFrom('interaction_events')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    at: row.at.toISOString(),
    kind: row.kind as InteractionEvent['kind'], // written by the engine only
    routingId: row.routing_id,
    routingVersion: row.routing_version,
    actionId: row.action_id,
    actionType: row.action_type,
    actionName: row.action_name,
    branch: row.branch,
    durationMs: row.duration_ms,
    reason: row.reason,
    by: row.done_by,
  }));
}
