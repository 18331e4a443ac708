import type { Change, Scope } from '../../api-client/contract/change.ts';
import type { CheckpointNames } from '../../api-client/contract/trail.ts';
import type { Interaction, Message } from '../../api-client/contract/interaction.ts';
import type { ChangeRow } from '../storage/changes.ts';
import { readCheckpointNames } from '../storage/checkpoints.ts';
import { readFormerSight } from '../storage/former-sight.ts';
import { listViewers, readInteractionsFor, type Window } from '../storage/interactions.ts';
import { readEnds, listMessagesById } from '../storage/messages.ts';
import type { Db } from '../storage/database.ts';
import { interactionOf, type Watching } from './watcher.ts';

/** What a batch of changes shows, read once for everybody who may see any of it. */
export interface SeenChanges {
  rows: readonly ChangeRow[];
  interactions: ReadonlyMap<string, Interaction>;
  seenBy: ReadonlyMap<string, ReadonlySet<string>>;
  messages: ReadonlyMap<string, Message>;
  /** Conversations of customers that are over. */
  ended: ReadonlyMap<string, string>;
  /** What checkpoints that changed are called now; those that are not among them are deleted. */
  checkpoints: ReadonlyMap<string, CheckpointNames>;
  /** To whom checkpoints are told of: those whose profile opens the history. */
  readers: ReadonlySet<string>;
  /** Who saw an interaction by what it is not any more, by interaction. They may see it all the same. */
  sawBefore: ReadonlyMap<string, ReadonlySet<string>>;
}

/** For whom changes are read. */
export interface Audience {
  userIds: readonly string[];
  /** Interactions whose customers follow them. */
  customersOf: ReadonlySet<string>;
  /** Whether anybody follows this interaction by itself. */
  withMessages(interactionId: string): boolean;
}

/** Reads what the changes of one organisation are about, through the visibility rule. */
export async function readSeenChanges(
  db: Db,
  organisationId: string,
  rows: readonly ChangeRow[],
  { userIds, customersOf, withMessages }: Audience,
  window: Window,
): Promise<SeenChanges> {
  const ids = [...new Set(rows.flatMap(({ interactionId }) => interactionId ?? []))];
  const messageIds = rows.flatMap(({ kind, interactionId, entityId }) =>
    kind === 'message' && interactionId && entityId && withMessages(interactionId)
      ? entityId
      : [],
  );
  const moves = rows.flatMap(({ kind, interactionId, entityId }) =>
    kind === 'moved' && interactionId ? [{ interactionId, queueId: entityId }] : [],
  );
  const stops = checkpointsOf(rows);
  const conversations = ids.filter((id) => customersOf.has(id));
  const [found, messages, ended, checkpoints, readers, sawBefore] = await Promise.all([
    readInteractionsFor(db, organisationId, userIds, ids, window),
    listMessagesById(db, organisationId, ids, messageIds),
    readEnds(db, organisationId, conversations),
    readCheckpointNames(db, organisationId, stops),
    stops.length > 0 ? listViewers(db, organisationId, userIds) : [],
    readFormerSight(db, organisationId, userIds, moves, window),
  ]);
  return {
    rows,
    interactions: new Map(found.map(({ interaction }) => [interaction.id, interaction])),
    seenBy: new Map(found.map((one) => [one.interaction.id, new Set(one.userIds)])),
    messages: new Map(messages.map((message) => [message.id, message])),
    ended,
    checkpoints,
    readers: new Set(readers),
    sawBefore,
  };
}

/** The items of a batch for one scope of one watcher: each interaction once, messages in order. */
export function itemsFor(who: Watching, scope: Scope, seen: SeenChanges): Change[] {
  return who.kind === 'customer'
    ? [...messagesOf(who.interactionId, seen), ...endOf(who.interactionId, seen)]
    : [
        ...accessItems(who.userId, seen),
        ...offerItems(who.userId, seen),
        ...(scope === 'me' ? [] : interactionItems(who.userId, scope, seen)),
      ];
}

function interactionItems(userId: string, scope: Scope, seen: SeenChanges): Change[] {
  const only = interactionOf(scope);
  const items: Change[] = [];
  for (const id of changedInteractions(seen)) {
    if (only !== undefined && id !== only) continue;
    const interaction = seen.interactions.get(id);
    if (interaction && seen.seenBy.get(id)?.has(userId)) {
      items.push({ kind: 'interaction', interactionId: id, interaction });
      if (only) items.push(...messagesOf(id, seen));
    } else if (only || seen.sawBefore.get(id)?.has(userId)) {
      items.push({ kind: 'gone', interactionId: id });
    }
  }
  return seen.readers.has(userId) ? [...items, ...checkpointItems(seen)] : items;
}

function changedInteractions({ rows }: SeenChanges): Set<string> {
  return new Set(rows.flatMap(({ interactionId }) => interactionId ?? []));
}

function messagesOf(interactionId: string, { rows, messages }: SeenChanges): Change[] {
  return rows.flatMap((row): Change[] => {
    const message = row.entityId && messages.get(row.entityId);
    return row.kind === 'message' && row.interactionId === interactionId && message
      ? [{ kind: 'message', interactionId, message }]
      : [];
  });
}

function endOf(interactionId: string, { ended }: SeenChanges): Change[] {
  return ended.has(interactionId) ? [{ kind: 'ended', interactionId }] : [];
}

function checkpointItems({ rows, checkpoints }: SeenChanges): Change[] {
  return checkpointsOf(rows).map((checkpointId) => ({
    kind: 'checkpoint',
    checkpointId,
    current: checkpoints.get(checkpointId) ?? null,
  }));
}

function checkpointsOf(rows: readonly ChangeRow[]): string[] {
  const ids = rows.flatMap(({ kind, entityId }) =>
    kind === 'checkpoint' && entityId ? entityId : [],
  );
  return [...new Set(ids)];
}

function offerItems(userId: string, { rows }: SeenChanges): Change[] {
  const changed = rows.some(({ kind, entityId }) => kind === 'offer' && entityId === userId);
  return changed ? [{ kind: 'offers' }] : [];
}

function accessItems(userId: string, { rows }: SeenChanges): Change[] {
  const changed = rows.some(
    ({ kind, entityId }) => kind === 'access' && (entityId === null || entityId === userId),
  );
  return changed ? [{ kind: 'access' }] : [];
}
