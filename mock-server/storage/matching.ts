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

/** Values as a row's `content` holds them: what is empty is not there. */
export function contentOf(
  ownerId: string,
  values: Readonly<Record<string, string | null>>,
): string {
  const filled = Object.entries(values).filter(([, value]) => value !== null);
  return JSON.stringify({ [ownerId]: Object.fromEntries(filled) });
}
