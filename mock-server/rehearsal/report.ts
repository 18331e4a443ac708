import type { Rehearsal } from '../../api-client/contract/scenario.ts';
import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import type { Conversation, Run } from '../routing/conversation.ts';
import type { Db } from '../storage/database.ts';
import { listEvents, nested } from '../storage/interactions.ts';
import { listMessages } from '../storage/messages.ts';
import { listAttached, readStage } from '../storage/rehearsal-stage.ts';
import type { VersionKey } from '../storage/version-rows.ts';
import type { StubbedEffect } from './stubs.ts';

export interface Rehearsed {
  key: VersionKey;
  conversation: Conversation;
  effects: readonly StubbedEffect[];
  catalogue: ActionCatalogue;
  startedAt: Date;
  endedAt: Date;
}
const ALL = { after: 0, limit: 20_000 };

/** Reads what a rehearsal left in its transaction. */
export async function report(db: Db, rehearsed: Rehearsed): Promise<Rehearsal> {
  const { conversation, effects, key, catalogue } = rehearsed;
  const { organisationId, id, run, interaction } = conversation;
  const events = await listEvents(db, organisationId, id, ALL);
  const messages = await listMessages(db, organisationId, id, ALL);
  const { tree } = await readStage(db, key);
  const path = events.flatMap(toStep);
  return {
    outcome: run.outcome,
    status: interaction.status,
    statusReason: interaction.statusReason,
    startedAt: rehearsed.startedAt.toISOString(),
    endedAt: rehearsed.endedAt.toISOString(),
    wait: waitOf(run),
    path,
    messages: messages.map(({ sentAt, author, text, choices }) => ({
      at: sentAt,
      author,
      text,
      choices: choices.map(({ label }) => label),
    })),
    variables: nested(run.variables),
    checkpoints: await listAttached(db, conversation),
    effects: [...effects],
    uncovered: uncoveredBranches(tree, catalogue, ownSteps(path, key)),
  };
}

function waitOf({ state, wait, desk, routingId, version, actionId }: Run): Rehearsal['wait'] {
  if (state === 'ended' || !wait) return null;
  return {
    for: wait.for,
    until: wait.dueAt,
    expects: wait.expects,
    isAccepted: (desk?.advisorId ?? null) !== null,
    routingId,
    version,
    actionId,
  };
}

type Step = Rehearsal['path'][number];

function toStep(event: InteractionEvent): Step[] {
  const { kind, actionId, routingId, routingVersion: version } = event;
  if (kind !== 'action' || !actionId || !routingId || version === null) return [];
  const { at, actionType, branch, durationMs, reason } = event;
  const actionName = event.actionName ?? actionId;
  return [
    {
      at,
      routingId,
      version,
      actionId,
      actionType,
      actionName,
      branch,
      durationMs: durationMs ?? 0,
      reason,
    },
  ];
}

function ownSteps(path: readonly Step[], { routingId, number }: VersionKey): readonly Step[] {
  return path.filter((step) => step.routingId === routingId && step.version === number);
}

/** Branches that actions of the tree may leave by, with their parameters, and did not. */
function uncoveredBranches(
  tree: RoutingTree,
  catalogue: ActionCatalogue,
  steps: readonly Step[],
): Rehearsal['uncovered'] {
  const taken = new Set(steps.map(({ actionId, branch }) => `${actionId} ${branch}`));
  return Object.entries(tree.actions).flatMap(([actionId, { type, name, parameters }]) => {
    const definition = catalogue.get(type);
    const parsed = definition?.parameters.safeParse(parameters);
    if (!definition || !parsed?.success) return [];
    const used = definition.branchesUsed?.(parsed.data) ?? Object.keys(definition.branches);
    return used
      .filter((branch) => !taken.has(`${actionId} ${branch}`))
      .map((branch) => ({ actionId, actionName: name, branch }));
  });
}
