import { z } from 'zod';
import { CheckpointUse } from './checkpoint.ts';
import { CheckpointNames } from './trail.ts';

/** Rows of one import. */
const MOST_ROWS = 10_000;

/** A checkpoint as a file has it: whatever stands in its cells, blanks around it left out. A blank alias counts as none. */
const Row = z.strictObject({ name: z.string(), reference: z.string(), alias: z.string() });

/**
 * Checkpoints by their references, upper and lower case being the same: what is not there is made, what is there becomes
 * what the row says. A `dryRun` stores nothing. With a former answer's `preview`, only what that answer told is done.
 */
export const CheckpointImport = z.strictObject({
  rows: z.array(Row).min(1).max(MOST_ROWS),
  dryRun: z.boolean().default(false),
  preview: z.string().min(1).max(100).optional(),
});
export type CheckpointImport = z.input<typeof CheckpointImport>;

/** What is wrong with a cell. `twice`: another row has the same reference. */
export const CheckpointRowFault = z.strictObject({
  path: z.enum(['name', 'reference', 'alias']),
  is: z.enum(['missing', 'too-long', 'characters', 'twice']),
  message: z.string(),
});
export type CheckpointRowFault = z.infer<typeof CheckpointRowFault>;

/** What becomes of a row. A changed one tells what it was before. */
export const CheckpointRowOutcome = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('new') }),
  z.strictObject({ is: z.literal('unchanged') }),
  z.strictObject({
    is: z.literal('changed'),
    before: CheckpointNames,
  }),
  z.strictObject({ is: z.literal('refused'), faults: z.array(CheckpointRowFault).min(1) }),
]);
export type CheckpointRowOutcome = z.infer<typeof CheckpointRowOutcome>;

/**
 * What an import did, or would do: `rows` in the order of the request. `brokenUses` are the actions that still name a
 * reference whose case changes. `preview` stands for all of this, on the checkpoints as they are now.
 */
export const CheckpointsImported = z.strictObject({
  isStored: z.boolean(),
  rows: z.array(CheckpointRowOutcome),
  brokenUses: z.array(CheckpointUse),
  preview: z.string(),
});
export type CheckpointsImported = z.infer<typeof CheckpointsImported>;
