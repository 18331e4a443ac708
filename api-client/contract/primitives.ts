import { z } from 'zod';

/** An id that the server gave: a UUID of version 7, so ids sort by the time they were made. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** An instant in UTC with milliseconds: `2026-11-20T16:02:11.123Z`. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** A place in the change feed or in a list. Opaque: only the server that gave it can read it. */
export const Cursor = z.string().min(1).max(1000);
export type Cursor = z.infer<typeof Cursor>;

/** A name that a person reads: 1 to 100 characters, without blanks around it. */
export const DisplayName = z.string().trim().min(1, 'Give it a name.').max(100);

/** A code by which routings name an entity. Compared without case when saved, looked up exactly. */
export const Reference = z
  .string()
  .regex(
    /^[A-Za-z0-9_+.@-]{1,100}$/,
    'Use 1 to 100 letters without accents, digits and the characters _ + . @ - only.',
  );

/** The first part of every list's query. `limit` is at most 200. */
export const Paging = z.strictObject({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One page of a list. `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: Cursor.nullable(),
    total: z.int().min(0).optional(),
  });
}
export interface Page<Item> {
  items: Item[];
  nextCursor: Cursor | null;
  total?: number | undefined;
}
