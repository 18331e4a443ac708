import {
  entityDefinitions,
  type EntityTableKind,
} from '../../api-client/contract/entities/index.ts';
import type { z } from 'zod';
import { fold } from '../../api-client/contract/fold.ts';
import type { Db } from '../storage/database.ts';
import { entityRow } from '../storage/entities.ts';
import { writeSecret } from '../storage/secrets.ts';
import type { DemoEntity } from './entity-plans.ts';

/** The queues of a plan, by name. */
export async function makeQueues(
  tx: Db,
  organisationId: string,
  names: readonly string[],
  newId: () => string,
  made: Date,
): Promise<Map<string, string>> {
  const queues = new Map(names.map((name) => [name, newId()]));
  await tx
    .insertInto('entities')
    .values(
      [...queues].map(([name, id]) => {
        const reference = fold(name).replace(/\W+/g, '-');
        const definition = whole('queue', {});
        return entityRow(
          organisationId,
          id,
          { kind: 'queue', name, reference, definition },
          made,
        );
      }),
    )
    .execute();
  return queues;
}

/** What the Maker holds besides queues, and the one secret that it names. */
export async function makeEntities(
  tx: Db,
  organisationId: string,
  entities: readonly DemoEntity[],
  newId: () => string,
  made: Date,
): Promise<void> {
  const queues = await queuesOf(tx, organisationId);
  const rows = entities.map(({ kind, name, reference, definition }) => {
    const given = typeof definition === 'function' ? definition(queues) : definition;
    const draft = { kind, name, reference, definition: whole(kind, given) };
    return entityRow(organisationId, newId(), draft, made);
  });
  await tx.insertInto('entities').values(rows).execute();
  await writeSecret(tx, organisationId, { name: 'SHOP_KEY', value: newId() }, made);
}

/** A definition with its defaults. A wrong one of the demo throws. */
export function whole(kind: EntityTableKind, definition: object): Record<string, unknown> {
  const schema: z.ZodType = entityDefinitions[kind];
  return schema.parse(definition) as Record<string, unknown>; // every definition is an object
}

async function queuesOf(tx: Db, organisationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('queues')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
