import { z } from 'zod';
import { Id } from './primitives.ts';

/** A branch that an action can be left by; `target` is null where it leads nowhere. */
const PathBranch = z.strictObject({
  key: z.string(),
  label: z.string(),
  target: z.string().nullable(),
});

/** An action as a picture of the tree needs it: nothing of its parameters. */
export const PathAction = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  /** What the type is called; null for a type that this server does not have. */
  title: z.string().nullable(),
  branches: z.array(PathBranch),
});
export type PathAction = z.infer<typeof PathAction>;

/** A version that the interaction ran through, as it was then. Its events say which way it went. */
export const PathRouting = z.strictObject({
  routingId: Id,
  name: z.string(),
  kind: z.enum(['start', 'end']),
  version: z.int(),
  start: z.string(),
  actions: z.array(PathAction),
});
export type PathRouting = z.infer<typeof PathRouting>;

/** The versions in the order in which the interaction came to each first. */
export const InteractionRoutings = z.strictObject({ items: z.array(PathRouting) });
