import { sql } from 'kysely';
import type { EntityDeleted } from '../../api-client/contract/entities/index.ts';
import { Refusal } from '../refusal.ts';
import { entityWords } from '../routing/entities.ts';
import { isForeignKeyViolation } from './database-errors.ts';
import type { Db } from './database.ts';
import { readEntityRow, type EntityKey } from './entities.ts';
import { listHolders } from './entity-references.ts';
import { listUses, sayUse } from './routing-uses.ts';

/**
 * Deletes an entity. What actions use goes only when that is confirmed; what other parts of the configuration stand
 * on does not go at all before they let go of it.
 */
export async function deleteEntity(
  db: Db,
  key: EntityKey,
  { confirmUsed }: { confirmUsed: boolean },
): Promise<EntityDeleted> {
  const { organisationId, kind, id } = key;
  return orHeld(key, () =>
    db.transaction().execute(async (tx) => {
      const { name, reference } = await readEntityRow(tx, key, { lock: true });
      await refuseHeld(tx, key, name);
      const uses = await listUses(tx, organisationId, kind, { id, reference });
      if (uses.length > 0 && !confirmUsed) {
        throw new Refusal(
          'in-use',
          `“${name}”: used by ${uses.length} ${uses.length === 1 ? 'action, which would no longer find it' : 'actions, which would no longer find it'}. Confirm to delete it all the same.`,
          uses.map((use) => ({ path: id, message: sayUse(use, name) })),
        );
      }
      await tx
        .deleteFrom('entities')
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .execute();
      return { deleted: { id, name }, uses };
    }),
  );
}

/** Refuses as long as profiles, channels or other entities stand on it. */
async function refuseHeld(tx: Db, key: EntityKey, name: string): Promise<void> {
  const holders = (await listHolders(tx, key.organisationId, key.id)).map(
    (holder) => `the ${entityWords[holder.kind]} “${holder.name}”`,
  );
  if (key.kind === 'queue') holders.push(...(await holdersOfQueue(tx, key)));
  if (holders.length === 0) return;
  const [shown, more] = [holders.slice(0, 5), holders.length - 5];
  const others = more > 0 ? ` and ${more} more` : '';
  const message = `“${name}” cannot be deleted: ${shown.join(', ')}${others} use it. Take it out of them first.`;
  throw new Refusal('in-use', message);
}

async function holdersOfQueue(tx: Db, { organisationId, id }: EntityKey): Promise<string[]> {
  const { rows } = await sql<{ word: string; name: string }>`
    select 'profile' as word, p.name from profile_queues q
    join profiles p on p.organisation_id = q.organisation_id and p.id = q.profile_id
    where q.organisation_id = ${organisationId} and q.queue_id = ${id}
    union all
    select 'channel', name from channels
    where organisation_id = ${organisationId} and queue_id = ${id}
    order by word desc, name
  `.execute(tx);
  return rows.map(({ word, name }) => `the ${word} “${name}”`);
}

/** Whatever else keeps rows of the entity: said as a refusal. */
async function orHeld<Answer>(
  { kind }: EntityKey,
  write: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    const message = `This ${entityWords[kind]} cannot be deleted: there is still something that belongs to it.`;
    throw new Refusal('in-use', message);
  }
}
