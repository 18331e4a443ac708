import { z } from 'zod';
import { DatabaseRowValues } from './stored-rows.ts';

/** Rows of one import. */
const MOST_ROWS = 10_000;

/** New rows for a custom database, all or none of them. A `dryRun` stores nothing, and says what is wrong. */
export const DatabaseImport = z.strictObject({
  rows: z.array(DatabaseRowValues.shape.values).min(1).max(MOST_ROWS),
  dryRun: z.boolean().default(false),
});
export type DatabaseImport = z.input<typeof DatabaseImport>;

/**
 * Why a row cannot be written, the first reason of each: `row` is its number among those given, from 0. `twice`: another of
 * them has the same value where each may be there once; `taken`: a row that is stored has it.
 */
export const DatabaseRowFault = z.strictObject({
  row: z.int(),
  column: z.string(),
  is: z.enum(['unknown', 'wrong', 'missing', 'twice', 'taken']),
  message: z.string(),
});
export type DatabaseRowFault = z.infer<typeof DatabaseRowFault>;

/** `faults` are the first 200; with one, nothing is stored. */
export const DatabaseImported = z.strictObject({
  isStored: z.boolean(),
  written: z.int(),
  faults: z.array(DatabaseRowFault),
});
export type DatabaseImported = z.infer<typeof DatabaseImported>;
