import { sql, type RawBuilder } from 'kysely';
import type { Search } from '../routing/assertions.ts';

/**
 * The rows that a search finds. Their `content` holds the values under the id of what they belong to, so that each
 * condition is answered by the index on it.
 */
export function matching(ownerId: string, { confirm, terms }: Search): RawBuilder<boolean> {
  const conditions = terms.map(({ name, value }) => {
    const part = JSON.stringify({ [ownerId]: { [name]: value } });
    return sql`content @> ${part}::jsonb`;
  });
  return sql`(${sql.join(conditions, confirm === 'all' ? sql` and ` : sql` or `)})`;
}

/**
 * The rows that a search finds, for a `with`. Nothing but the search is asked here: given another condition, the database
 * may rather go through all rows of the owner. That the rows are the organisation's is asked of what is found.
 */
export function foundRows(
  table: 'database_rows' | 'cards',
  ownerId: string,
  search: Search,
): RawBuilder<unknown> {
  return sql`found as materialized (
    select organisation_id, id, position, content from ${sql.table(table)} where ${matching(ownerId, search)}
  )`;
}

/** Values as a row's `content` holds them: what is empty is not there. */
export function contentOf(
  ownerId: string,
  values: Readonly<Record<string, string | null>>,
): string {
  const filled = Object.entries(values).filter(([, value]) => value !== null);
  return JSON.stringify({ [ownerId]: Object.fromEntries(filled) });
}
