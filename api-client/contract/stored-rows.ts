import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

const Key = z.string().trim().min(1, 'Fill this in.').max(300);

/** A row of a values table. Keys are looked up exactly, then without their case. */
export const TableRow = z.strictObject({ key: Key, value: z.string().max(4096) });
export type TableRow = z.infer<typeof TableRow>;

/**
 * Rows to be written: a key that is there gets the new value, or is refused where the rows are to be `new`. `replace`
 * takes away the keys that are not named.
 */
export const TableRows = z.strictObject({
  rows: z
    .array(TableRow)
    .max(5000)
    .superRefine((rows, context) => {
      const seen = new Set<string>();
      for (const [index, { key }] of rows.entries()) {
        if (seen.has(key)) {
          const message = `“${key}” is there already.`;
          context.addIssue({ code: 'custom', path: [index, 'key'], message });
        }
        seen.add(key);
      }
    }),
  replace: z.boolean().default(false),
  new: z.boolean().default(false),
});
export type TableRows = z.infer<typeof TableRows>;

/** How many rows the table has now. */
export const TableRowsWritten = z.strictObject({ total: z.int() });
export type TableRowsWritten = z.infer<typeof TableRowsWritten>;

/** Names the one row that is deleted. Without a key, nothing is. */
export const TableRowDeletion = z.strictObject({ key: z.string().trim().max(300).default('') });

/** A row of a custom database. Values by column, as they are stored; what is empty is not there. */
export const DatabaseRow = z.strictObject({
  id: Id,
  values: z.record(z.string(), z.string()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type DatabaseRow = z.infer<typeof DatabaseRow>;

/** Values by column, as a person of the organisation writes them, or as JSON has them. An empty one clears. */
export const DatabaseRowValues = z.strictObject({
  values: z.record(
    z.string().max(64),
    z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]),
  ),
});
export type DatabaseRowValues = z.infer<typeof DatabaseRowValues>;
