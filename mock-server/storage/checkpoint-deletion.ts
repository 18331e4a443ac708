import type {
  CheckpointsDeleted,
  CheckpointUse,
} from '../../api-client/contract/checkpoint.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import { lockRows, recordChanges, type Author, type CheckpointRow } from './checkpoints.ts';
import type { Db } from './database.ts';
import { listUses, replaceInDevelopment, sayUse } from './routing-uses.ts';

export interface Deletion {
  ids: readonly string[];
  confirmUsed: boolean;
  replaceBy?: string | undefined;
}

/** Deletes all or none. What is used goes only when that is confirmed; `replaceBy` takes its place in development versions. */
export async function deleteCheckpoints(
  db: Db,
  { organisationId, now }: Author,
  catalogue: ActionCatalogue,
  { ids, confirmUsed, replaceBy }: Deletion,
): Promise<CheckpointsDeleted> {
  const named = ids.map((id) => id.toLowerCase());
  const wanted = [...new Set(named)];
  return db.transaction().execute(async (tx) => {
    const other = replaceBy?.toLowerCase();
    // locked in one go, in the order of their ids: two that replace each other do not wait for each other
    const locked = await lockRows(tx, organisationId, other ? [...wanted, other] : wanted);
    const rows = locked.filter(({ id }) => wanted.includes(id));
    refuseUnknown(named, rows);
    const uses = await usesOf(tx, organisationId, rows);
    if (uses.length > 0 && !confirmUsed) throw inUse(uses);
    const replacement = replacementOf(locked, wanted, other);
    let replacedIn = 0;
    for (const row of replacement ? rows : []) {
      replacedIn += await replaceInDevelopment(
        tx,
        catalogue,
        organisationId,
        'checkpoint',
        row,
        replacement!, // without one there is nothing to go through
        now,
      );
    }
    await tx
      .deleteFrom('checkpoints')
      .where('organisation_id', '=', organisationId)
      .where('id', 'in', wanted)
      .execute();
    await recordChanges(tx, organisationId, wanted);
    const deleted = rows.map(({ id, name }) => ({ id, name }));
    return { deleted, uses: uses.map(({ use }) => use), replacedIn };
  });
}

function refuseUnknown(named: readonly string[], rows: readonly CheckpointRow[]): void {
  const known = new Set(rows.map(({ id }) => id));
  const errors = named.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ path: `ids.${index}`, message: `There is no checkpoint with the id ${id}.` }],
  );
  if (errors.length === 0) return;
  if (named.length === 1) throw notFound('checkpoint');
  throw new Refusal('not-found', `${errors[0]?.message} Nothing was deleted.`, errors);
}

interface UseOf {
  checkpoint: CheckpointRow;
  use: CheckpointUse;
}

async function usesOf(
  db: Db,
  organisationId: string,
  rows: readonly CheckpointRow[],
): Promise<UseOf[]> {
  const uses: UseOf[] = [];
  for (const row of rows) {
    for (const use of await listUses(db, organisationId, 'checkpoint', row)) {
      uses.push({ checkpoint: row, use });
    }
  }
  return uses;
}

function inUse(uses: readonly UseOf[]): Refusal {
  const names = [...new Set(uses.map(({ checkpoint }) => `“${checkpoint.name}”`))];
  return new Refusal(
    'in-use',
    `${names.join(', ')}: used by ${uses.length} ${uses.length === 1 ? 'action' : 'actions'}, which would leave by “Reference not found”. Confirm, or put another checkpoint in its place.`,
    uses.map(({ checkpoint, use }) => ({
      path: checkpoint.id,
      message: sayUse(use, checkpoint.name),
    })),
  );
}

function replacementOf(
  rows: readonly CheckpointRow[],
  deleted: readonly string[],
  id: string | undefined,
): CheckpointRow | undefined {
  if (id === undefined) return undefined;
  const row = deleted.includes(id) ? undefined : rows.find((one) => one.id === id);
  if (row) return row;
  throw invalidField(
    'replaceBy',
    'Choose another checkpoint, one that stays, to take its place.',
  );
}
