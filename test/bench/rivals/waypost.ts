import type { EntityTableKind } from '../../../api-client/contract/entities/index.ts';
import { entityDefinitions } from '../../../api-client/contract/entities/index.ts';
import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import { createServices } from '../../../mock-server/create-services.ts';
import { createChance } from '../../../mock-server/demo/chance.ts';
import { makeOrganisation } from '../../../mock-server/demo/organisation.ts';
import { maisonVerdier } from '../../../mock-server/demo/plans.ts';
import type { Performer } from '../../../mock-server/effects/performer.ts';
import type { Services } from '../../../mock-server/services.ts';
import { entityRow } from '../../../mock-server/storage/entities.ts';
import { migrate } from '../../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';

/** The server's own engine on a database, with the demo's organisation and one routing. */
export class Waypost {
  readonly services: Services;
  readonly organisationId: string;

  private constructor(services: Services, organisationId: string) {
    this.services = services;
    this.organisationId = organisationId;
  }

  static async open(
    url: string,
    tree: RoutingTree,
    performers: readonly Performer[] = [],
  ): Promise<Waypost> {
    const db = openPostgres(url, { connections: 16 });
    await migrate(db);
    const log = { info() {}, warn() {}, error: console.error };
    const services = await createServices({ db, log, performers });
    const routing = { name: 'Bench', reference: 'bench', kind: 'start' as const, tree };
    await db
      .transaction()
      .execute((tx) =>
        makeOrganisation(
          tx,
          services,
          { ...maisonVerdier, routings: [routing] },
          createChance(1),
          new Date(),
        ),
      );
    const { id } = await db.selectFrom('organisations').select('id').executeTakeFirstOrThrow();
    return new Waypost(services, id);
  }

  async addEntity(
    kind: EntityTableKind,
    reference: string,
    definition: unknown,
  ): Promise<void> {
    const { newId, db } = this.services;
    const now = new Date();
    const parsed = entityDefinitions[kind].parse(definition);
    const draft = { kind, name: reference, reference, definition: { ...parsed } };
    const row = entityRow(this.organisationId, newId(now), draft, now);
    await db.insertInto('entities').values(row).execute();
  }

  /** A customer opens an interaction, whose routing runs to its first wait or its end. */
  run(): Promise<{ interactionId: string }> {
    return this.services.engine.open({
      channelId: 'chat',
      contact: { name: 'Bench' },
      routingReference: 'bench',
      variables: {},
    });
  }
}
