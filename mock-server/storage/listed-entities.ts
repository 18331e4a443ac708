import {
  entityDefinitions,
  type EntityDefinition,
  type EntityTableKind,
} from '../../api-client/contract/entities/index.ts';
import type { Db } from './database.ts';

/** An entity with its definition, as forms and buttons need it. */
export interface ListedEntity<Kind extends EntityTableKind> {
  id: string;
  name: string;
  reference: string;
  definition: EntityDefinition<Kind>;
}

/** Nobody chooses from more. */
const MOST = 500;

/** The organisation's entities of a kind, by name. What no longer fits its kind's schema is left out. */
export async function listDefined<Kind extends EntityTableKind>(
  db: Db,
  organisationId: string,
  kind: Kind,
): Promise<ListedEntity<Kind>[]> {
  const rows = await db
    .selectFrom('entities')
    .select(['id', 'name', 'reference', 'definition'])
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .orderBy('folded')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.flatMap((row) => {
    const { success, data } = entityDefinitions[kind].safeParse(row.definition);
    return success ? [{ ...row, definition: data as EntityDefinition<Kind> }] : []; // by the kind's own schema
  });
}
