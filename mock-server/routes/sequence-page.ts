import { invalidField } from '../refusal.ts';

/** A page of things that are numbered from 1 within an interaction. */
export async function pageAfter<Item extends { sequence: number }>(
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  list: (range: { after: number; limit: number }) => Promise<Item[]>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const found = await list({ after: readSequence(cursor), limit: limit + 1 });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? String(last.sequence) : null };
}

function readSequence(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,9}$/.test(cursor))
    throw invalidField('cursor', 'This cursor is none of this list’s.');
  return Number(cursor);
}
