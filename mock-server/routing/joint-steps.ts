import { storageFailures } from '../storage/database-errors.ts';
import type { Db } from '../storage/database.ts';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import {
  lockConversations,
  readAttachedOfAll,
  writeSteps,
  type Which,
} from '../storage/joint-steps.ts';
import { transact } from '../storage/transact.ts';
import type { Conversation } from './conversation.ts';
import type { EntityLookup } from './entities.ts';
import { proceed, type Incident, type Surroundings } from './interpreter.ts';
import type { Steps } from './steps.ts';
import { NeedsTransaction } from './storage-failure.ts';

/** A step to be taken, as far as it needs nothing but the conversation. */
export interface JointStep extends Which {
  /** What happens to the conversation as it stands; nothing where it has gone on meanwhile. */
  incidentFor(conversation: Conversation): Incident | undefined;
}

/**
 * Takes a step of each of many interactions in one transaction: a commit costs the database as much for one as for
 * many. Gives those that could not be taken so, of which nothing is written: each wants a transaction of its own.
 * They are those whose run somebody has, that are among advisors, that use records, or that fail.
 */
export async function takeTogether<Step extends JointStep>(
  db: Db,
  steps: Steps,
  wanted: readonly Step[],
  /** Done in the same transaction for those that were taken, also where nothing happened to the conversation. */
  alongside: (tx: Db, taken: readonly Step[]) => Promise<void> = () => Promise.resolve(),
): Promise<Step[]> {
  const byId = new Map(wanted.map((step) => [step.interactionId, step])); // of several of one interaction, the last
  const { written, taken } = await transact(db, async (tx) => {
    const written: Conversation[] = [];
    const taken = new Set<Step>();
    const locked = await lockConversations(tx, [...byId.values()]);
    const surroundingsOf = sharedSurroundings(tx, steps, locked);
    for (const conversation of locked) {
      const step = byId.get(conversation.id)!; // only what was wanted is locked
      const incident = step.incidentFor(conversation);
      if (incident && !(await isTaken(conversation, incident, surroundingsOf))) continue;
      taken.add(step);
      if (incident) written.push(conversation);
    }
    await alongside(tx, [...taken]);
    if (written.length > 0) await writeSteps(tx, written);
    return { written, taken };
  });
  for (const conversation of written) steps.committed(conversation);
  return wanted.filter((step) => !taken.has(step));
}

async function isTaken(
  conversation: Conversation,
  incident: Incident,
  surroundingsOf: (conversation: Conversation) => Surroundings,
): Promise<boolean> {
  try {
    await proceed(conversation, incident, surroundingsOf(conversation));
    return true;
  } catch (error) {
    if (error instanceof NeedsTransaction) return false;
    throw error;
  }
}

/** What one asked the database, in this transaction, the others need not ask again. */
function sharedSurroundings(tx: Db, steps: Steps, locked: readonly Conversation[]) {
  const lookups = new Map<string, EntityLookup>();
  const endVersions = new Map<string, ReturnType<Surroundings['endVersion']>>();
  let attached: ReturnType<typeof readAttachedOfAll> | undefined;
  const readAttached = () =>
    (attached ??= readAttachedOfAll(
      tx,
      locked.map(({ organisationId, id }) => ({ organisationId, interactionId: id })),
    ));
  return (conversation: Conversation): Surroundings => {
    const { organisationId } = conversation;
    const lookup = remembered(lookups, organisationId, () =>
      createEntityLookup(tx, organisationId),
    );
    const own = steps.surroundings(tx, conversation, lookup);
    return storageFailures({
      ...own,
      endVersion: (id) =>
        remembered(endVersions, `${organisationId}/${id}`, () => own.endVersion(id)),
      attached: async (id) => (await readAttached()).get(id) ?? new Set(),
      records: () => {
        throw new NeedsTransaction();
      },
    });
  };
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
