import { sql } from 'kysely';
import type { PeopleKind } from '../../../api-client/contract/people/index.ts';
import type { Db } from '../database.ts';
import { peopleTables } from './words.ts';
import type { Writing } from './write.ts';

/** What changed by a change of something else: whoever has an older state of it open does not write over that. */
export async function raiseRevisions(
  tx: Db,
  { viewer, now }: Pick<Writing, 'viewer' | 'now'>,
  {
    organisationId,
    kind,
    ids,
  }: { organisationId: string; kind: PeopleKind; ids: readonly string[] },
): Promise<void> {
  await sql`
    update ${sql.table(peopleTables[kind])}
    set revision = revision + 1, updated_at = ${now}, updated_by = ${viewer.name}
    where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])
  `.execute(tx);
}
