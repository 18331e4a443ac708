import { z } from 'zod';
import { RoutingFlow } from './flow.ts';
import { DisplayName, Id, Instant, Paging, Reference } from './primitives.ts';

/** `start` runs when an interaction starts, `end` once when it ends. Never changes. */
export const RoutingKind = z.enum(['start', 'end']);
export type RoutingKind = z.infer<typeof RoutingKind>;

export const VersionState = z.enum(['development', 'testing', 'production', 'archived']);
export type VersionState = z.infer<typeof VersionState>;

/** The most actions that one version holds. */
export const MOST_ACTIONS = 10_000;

const ActionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'An action’s id has 1 to 64 letters, digits, _ or -.');

/** One action of a tree. Its parameters are checked by its type, its branches lead to other actions. */
export const RoutingAction = z.strictObject({
  type: z.string().min(1).max(64),
  name: z.string().trim().min(1, 'Give the action a name: the trail shows it.').max(100),
  parameters: z.record(z.string(), z.unknown()).default({}),
  branches: z.record(z.string(), ActionId).default({}),
});
export type RoutingAction = z.infer<typeof RoutingAction>;

/** A version's tree, in every file and answer. `start` names the one action of the type `start`. */
export const RoutingTree = z.strictObject({
  start: ActionId,
  actions: z.record(ActionId, RoutingAction),
});
export type RoutingTree = z.infer<typeof RoutingTree>;

export const RoutingDraft = z.strictObject({
  name: DisplayName,
  reference: Reference,
  flow: RoutingFlow,
  kind: RoutingKind.default('start'),
  endRoutingId: Id.nullable().default(null),
});
export type RoutingDraft = z.input<typeof RoutingDraft>;

export const RoutingPatch = z.strictObject({
  name: DisplayName.optional(),
  reference: Reference.optional(),
  endRoutingId: Id.nullable().optional(),
});
export type RoutingPatch = z.infer<typeof RoutingPatch>;

/** A routing with one of its trees, as it is kept in a file. */
export const RoutingFile = z.strictObject({
  name: DisplayName,
  reference: Reference,
  flow: RoutingFlow,
  kind: RoutingKind.default('start'),
  tree: RoutingTree,
});
export type RoutingFile = z.output<typeof RoutingFile>;

/** A smart routing. `endRoutingId` runs once when an interaction of this routing ends. */
export const Routing = z.strictObject({
  id: Id,
  name: z.string(),
  reference: z.string(),
  flow: RoutingFlow,
  kind: RoutingKind,
  endRoutingId: Id.nullable(),
  productionVersion: z.int().nullable(),
  revision: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Routing = z.infer<typeof Routing>;

export const RoutingQuery = Paging.extend({ search: z.string().max(100).default('') });

/** One version without its tree, as lists show it. */
export const VersionSummary = z.strictObject({
  routingId: Id,
  number: z.int(),
  state: VersionState,
  note: z.string(),
  revision: z.int(),
  actionCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Instant.nullable(),
});
export type VersionSummary = z.infer<typeof VersionSummary>;

export const RoutingVersion = VersionSummary.extend({ tree: RoutingTree });
export type RoutingVersion = z.infer<typeof RoutingVersion>;

/** A new development version: empty, or a copy of the version `from`. */
export const VersionDraft = z.strictObject({
  from: z.int().min(1).max(1_000_000).optional(),
  note: z.string().trim().max(500).default(''),
});
export type VersionDraft = z.input<typeof VersionDraft>;

export const VersionContent = z.strictObject({
  tree: RoutingTree,
  note: z.string().trim().max(500).optional(),
});
export type VersionContent = z.infer<typeof VersionContent>;

/** Where a version goes on its way: into testing, or into production in place of the one before. */
export const Publication = z.strictObject({
  to: z.enum(['testing', 'production']).default('production'),
});

/** Something that validation found. An `error` keeps a version from production, a `warning` does not. */
export const Finding = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.enum([
    'start',
    'parameters',
    'branch-unknown',
    'branch-unwired',
    'branch-dangling',
    'unreachable',
    'entity-missing',
    'loop-without-wait',
    'action-type',
    'flow',
  ]),
  path: z.string(),
  actionId: z.string().nullable(),
  message: z.string(),
});
export type Finding = z.infer<typeof Finding>;

export const Validation = z.strictObject({
  publishable: z.boolean(),
  findings: z.array(Finding),
});
export type Validation = z.infer<typeof Validation>;

/** Of which interactions the way is counted: those that started in [from, to), at most three calendar months. */
export const VersionCountsQuery = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});

/** How many interactions that the user sees went through a version, and left each action by which branch. */
export const VersionCounts = z.strictObject({
  interactions: z.int().min(0),
  branches: z.array(
    z.strictObject({ actionId: z.string(), branch: z.string(), interactions: z.int().min(1) }),
  ),
});
export type VersionCounts = z.infer<typeof VersionCounts>;
