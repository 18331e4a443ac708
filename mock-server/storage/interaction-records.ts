import { sql } from 'kysely';
import { viewersOf, visible } from '../access/visible.ts';
import type {
  CaseRecord,
  LinkedInteraction,
  RecordField,
  TaskRecord,
} from '../../api-client/contract/interaction-records.ts';
import { CaseTypeDefinition } from '../../api-client/contract/entities/case-type.ts';
import { valueIn } from '../routing/column-values.ts';
import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';
import type { Window } from './interactions.ts';

/** Fields with their values; values whose fields are not there any more come last, by their names. */
export function withTitles(
  fields: readonly { name: string; title: string; type: RecordField['type'] }[],
  values: Readonly<Record<string, string>>,
): RecordField[] {
  const known = fields.map(({ name, title, type }) => ({
    name,
    title: title || name,
    type,
    value: valueIn(values, name),
  }));
  const rest = Object.keys(values)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({
      name,
      title: name,
      type: 'text' as const,
      value: valueIn(values, name),
    }));
  return [...known, ...rest];
}

/** The case that the interaction is linked to, with its type's fields. */
export async function readCaseOf(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
): Promise<CaseRecord | null> {
  const row = await db
    .selectFrom('interactions as i')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organisation_id', '=', 'i.organisation_id').onRef('c.id', '=', 'i.case_id'),
    )
    .leftJoin('entities as t', (join) =>
      join
        .onRef('t.organisation_id', '=', 'c.organisation_id')
        .onRef('t.id', '=', 'c.type_id')
        .on('t.kind', '=', 'case-type'),
    )
    .select([
      'c.id',
      'c.reference',
      'c.title',
      'c.status',
      'c.fields',
      'c.created_at',
      'c.updated_at',
    ])
    .select(['t.id as type_id', 't.name as type_name', 't.definition'])
    .where('i.organisation_id', '=', organisationId)
    .where('i.id', '=', interactionId)
    .executeTakeFirst();
  if (!row) return null;
  const { type_id: typeId, type_name: typeName } = row;
  const definition = CaseTypeDefinition.safeParse(row.definition).data;
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    status: row.status,
    type: typeId === null || typeName === null ? null : { id: typeId, name: typeName },
    fields: withTitles(definition?.fields ?? [], row.fields),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** The tasks that were made for the interaction, in order. */
export async function listTasks(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
): Promise<TaskRecord[]> {
  const rows = await db
    .selectFrom('tasks as t')
    .leftJoin('entities as c', (join) =>
      join
        .onRef('c.organisation_id', '=', 't.organisation_id')
        .onRef('c.id', '=', 't.category_id'),
    )
    .select([
      't.id',
      't.name',
      't.kind',
      't.starts_at',
      't.ends_at',
      't.created_at',
      't.category_id',
    ])
    .select('c.name as category_name')
    .where('t.organisation_id', '=', organisationId)
    .where('t.interaction_id', '=', interactionId)
    .orderBy('t.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    category:
      row.category_name === null ? null : { id: row.category_id, name: row.category_name },
    kind: row.kind,
    startsAt: row.starts_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }));
}

/**
 * What the interaction sent out, and what sent it out, as far as the viewer sees them: interactions of their own, under
 * the one rule of visibility.
 */
export async function readLinked(
  db: Db,
  { userId }: { userId: string },
  { organisationId, interactionId }: InteractionKey,
  { now }: Window,
): Promise<{ sent: LinkedInteraction[]; linkedFrom: LinkedInteraction | null }> {
  const { rows } = await sql<LinkedRow>`
    with linked as (
      select id, false as is_sender from interactions
      where organisation_id = ${organisationId} and linked_interaction_id = ${interactionId}
      union all
      select linked_interaction_id, true from interactions
      where organisation_id = ${organisationId} and id = ${interactionId} and linked_interaction_id is not null
    )
    select i.id, i.flow, i.status, i.status_reason as "statusReason", i.contact_name as "contactName",
      case when i.flow = 'email-messaging' then i.contact_email else coalesce(i.contact_phone, i.contact_email) end
        as address,
      i.started_at, linked.is_sender,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.folded)
        from entities e where e.organisation_id = i.organisation_id and e.id = any(i.template_ids)
      ), '[]') as templates
    from linked
    join interactions i on i.organisation_id = ${organisationId} and i.id = linked.id,
      ${viewersOf(organisationId, [userId])} v
    where ${visible(organisationId, now)}
    order by i.id
  `.execute(db);
  const shown = rows.map(({ started_at: startedAt, is_sender: isSender, ...row }) => ({
    isSender,
    row: { ...row, startedAt: startedAt.toISOString() },
  }));
  return {
    sent: shown.filter(({ isSender }) => !isSender).map(({ row }) => row),
    linkedFrom: shown.find(({ isSender }) => isSender)?.row ?? null,
  };
}

type LinkedRow = Omit<LinkedInteraction, 'startedAt'> & {
  started_at: Date;
  is_sender: boolean;
};
