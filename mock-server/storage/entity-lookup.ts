import type {
  EntityChoice,
  EntityKind,
  EntityLookup,
  FoundEntity,
} from '../routing/entities.ts';
import type { Db } from './database.ts';

/** Looks entities up in the database, each time anew: routings name them as they are now. */
export function createEntityLookup(db: Db, organisationId: string): EntityLookup {
  return {
    async find<Kind extends EntityKind>(kind: Kind, choice: EntityChoice) {
      const wanted = 'id' in choice ? choice : { reference: choice.reference.trim() };
      if ('reference' in wanted && wanted.reference === '') return undefined;
      // each kind's finder gives that kind's entity; the table of finders forgets which
      return finders[kind](db, organisationId, wanted) as Promise<
        FoundEntity<Kind> | undefined
      >;
    },
  };
}

const finders: Record<
  EntityKind,
  (
    db: Db,
    organisationId: string,
    choice: EntityChoice,
  ) => Promise<FoundEntity<EntityKind> | undefined>
> = { checkpoint: findCheckpoint, routing: findRouting };

function findCheckpoint(db: Db, organisationId: string, choice: EntityChoice) {
  const query = db
    .selectFrom('checkpoints')
    .select(['id', 'name', 'reference', 'alias'])
    .where('organisation_id', '=', organisationId);
  return 'id' in choice
    ? query.where('id', '=', choice.id).executeTakeFirst()
    : query.where('reference', '=', choice.reference).executeTakeFirst();
}

function findRouting(db: Db, organisationId: string, choice: EntityChoice) {
  const query = db
    .selectFrom('routings as r')
    .leftJoin('routing_versions as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'r.organisation_id')
        .onRef('v.routing_id', '=', 'r.id')
        .on('v.state', '=', 'production'),
    )
    .select(['r.id', 'r.name', 'r.flow', 'r.kind', 'v.number as production'])
    .where('r.organisation_id', '=', organisationId);
  return 'id' in choice
    ? query.where('r.id', '=', choice.id).executeTakeFirst()
    : query.where('r.reference', '=', choice.reference).executeTakeFirst();
}
