import { sql } from 'kysely';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import type { Db } from '../database.ts';
import { interactionColumns, toInteraction, type InteractionRow } from '../interactions.ts';
import type { Place } from '../keyset.ts';
import { select, type Selection } from './selection.ts';

/** A part of the history, and where it ends when there is more behind. */
export interface HistoryPage {
  items: Interaction[];
  end: Place | undefined;
}

/** So many rows of what is selected. */
export async function readPage(
  db: Db,
  selection: Selection,
  limit: number,
): Promise<HistoryPage> {
  const { rows } = await sql<InteractionRow & { value: string | null }>`
    select ${interactionColumns}, found.value
    from (
      select id, value, row_number() over () as place
      from (${select(selection)} limit ${limit + 1}) found
    ) found
    join interactions i on i.organisation_id = ${selection.organisationId} and i.id = found.id
    order by found.place
  `.execute(db);
  const items = rows.slice(0, limit).map(({ value: _, ...row }) => toInteraction(row));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items, end: last && { value: last.value, id: last.id } };
}
