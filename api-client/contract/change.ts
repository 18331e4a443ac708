import { z } from 'zod';
import { Interaction, Message } from './interaction.ts';
import { Cursor, Id } from './primitives.ts';
import { CheckpointNames } from './trail.ts';

/**
 * What a client may follow: every interaction that the user sees, one of them with its messages, or nothing but what is
 * the user's own. The server decides what of it the user may see.
 */
export const Scope = z.union([
  z.literal('history'),
  z.literal('me'),
  z.templateLiteral(['interaction:', z.uuid()]),
]);
export type Scope = z.infer<typeof Scope>;

/**
 * One item of the change feed, already filtered for the user.
 * - `interaction`: opened or changed; the whole row as it is now, checkpoints included
 * - `message`: a message of an interaction that is followed by itself
 * - `gone`: the user does not see this interaction any more; forget it
 * - `ended`: it is over. For its customer, who is not shown the interaction itself
 * - `checkpoint`: a checkpoint was renamed, or deleted: what it is called now
 * - `offers`: what rings at the user, or is theirs, changed; ask for the offers
 * - `access`: the user's own role, teams or profile changed; load everything anew
 */
export const Change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('interaction'),
    interactionId: Id,
    interaction: Interaction,
  }),
  z.strictObject({ kind: z.literal('message'), interactionId: Id, message: Message }),
  z.strictObject({ kind: z.literal('gone'), interactionId: Id }),
  z.strictObject({ kind: z.literal('ended'), interactionId: Id }),
  z.strictObject({
    kind: z.literal('checkpoint'),
    checkpointId: Id,
    current: CheckpointNames.nullable(),
  }),
  z.strictObject({ kind: z.literal('offers') }),
  z.strictObject({ kind: z.literal('access') }),
]);
export type Change = z.infer<typeof Change>;

/** Changes after a cursor, and the cursor that covers them. */
export const Changes = z.strictObject({ cursor: Cursor, items: z.array(Change) });
export type Changes = z.infer<typeof Changes>;

export const ChangesQuery = z.strictObject({
  scope: Scope.default('history'),
  since: Cursor.optional(),
});

/** The feed over HTTP. `reset`: the cursor is too old or not of this database; load anew, then follow `cursor`. */
export const ChangesAnswer = z.strictObject({
  cursor: Cursor,
  reset: z.boolean(),
  items: z.array(Change),
  more: z.boolean(),
});
export type ChangesAnswer = z.infer<typeof ChangesAnswer>;
