import { z } from 'zod';
import { DisplayName, Id, Instant, Paging, Reference } from './primitives.ts';

/** Nothing that breaks a line, or that nobody can see. */
const ONE_LINE = /^\P{Cc}*$/u;
const NOT_ONE_LINE = 'Leave out line breaks and other control characters.';

const Name = DisplayName.regex(ONE_LINE, NOT_ONE_LINE);

/** A short label; blank counts as none. At most 30 characters. */
const Alias = z
  .string()
  .trim()
  .max(30)
  .regex(ONE_LINE, NOT_ONE_LINE)
  .nullable()
  .transform((alias) => alias || null);

/** What an administrator writes about a checkpoint. */
export const CheckpointDraft = z.strictObject({
  name: Name,
  reference: Reference,
  alias: Alias.default(null),
});
export type CheckpointDraft = z.input<typeof CheckpointDraft>;

/** What an edit changes; what is absent stays. */
export const CheckpointPatch = z.strictObject({
  name: Name.optional(),
  reference: Reference.optional(),
  alias: Alias.optional(),
});
export type CheckpointPatch = z.input<typeof CheckpointPatch>;

/** A milestone that a smart routing can set. `revision` is what `ETag` and `If-Match` carry. */
export const Checkpoint = z.strictObject({
  id: Id,
  name: z.string(),
  reference: z.string(),
  alias: z.string().nullable(),
  revision: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  updatedBy: z.string().nullable(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** `search` finds a part of the name or of the reference; `-name` sorts downwards. */
export const CheckpointQuery = Paging.extend({
  search: z.string().max(100).default(''),
  sort: z.enum(['name', '-name', 'reference', '-reference', 'alias', '-alias']).default('name'),
});

/** One action that picks a checkpoint (`by: 'pick'`) or names its reference (`by: 'reference'`). */
export const CheckpointUse = z.strictObject({
  routingId: Id,
  routingName: z.string(),
  version: z.int(),
  versionState: z.enum(['development', 'testing', 'production', 'archived']),
  actionId: z.string(),
  actionName: z.string(),
  by: z.enum(['pick', 'reference']),
});
export type CheckpointUse = z.infer<typeof CheckpointUse>;

export const CheckpointUsage = z.strictObject({
  checkpointId: Id,
  uses: z.array(CheckpointUse),
});
export type CheckpointUsage = z.infer<typeof CheckpointUsage>;

/** An edit's answer. `brokenUses` are the actions that still name the old reference as a code. */
export const CheckpointChanged = Checkpoint.extend({ brokenUses: z.array(CheckpointUse) });
export type CheckpointChanged = z.infer<typeof CheckpointChanged>;

/** A used checkpoint is deleted only with `confirmUsed`; `replaceBy` takes its place in development versions. */
export const CheckpointDeletion = z.strictObject({
  confirmUsed: z.stringbool().default(false),
  replaceBy: Id.optional(),
});

/** All or nothing. */
export const CheckpointBulkDeletion = z.strictObject({
  ids: z.array(Id).min(1).max(200),
  confirmUsed: z.boolean().default(false),
});

export const CheckpointsDeleted = z.strictObject({
  deleted: z.array(z.strictObject({ id: Id, name: z.string() })),
  uses: z.array(CheckpointUse),
  replacedIn: z.int(),
});
export type CheckpointsDeleted = z.infer<typeof CheckpointsDeleted>;
