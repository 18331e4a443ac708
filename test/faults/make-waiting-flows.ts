import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { createServices } from '../../mock-server/create-services.ts';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { newId } from '../../mock-server/storage/ids.ts';
import { migrate } from '../../mock-server/storage/migrate.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { dumpTables, readEnd, type WaitingFlows } from './waiting-flows/dump.ts';
import {
  foundationJourneys,
  foundationRoutings,
  type Journey,
} from './waiting-flows/journeys.ts';
import { takeJourney } from './waiting-flows/take-journey.ts';
import { TurnClock } from './waiting-flows/take-turn.ts';

/*
 * node test/faults/make-waiting-flows.ts <name>: makes flows that wait in every way that this version of the program
 * knows, dumps them to waiting-flows/<name>.json, and notes how this version would end them. Run it before a version
 * is given out; the tests have every later version end them.
 */

const LEFT_AT = new Date('2026-11-20T10:00:00.000Z');

const [name = ''] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(name)) throw new Error('Say what the dump is called, as 0002-actions.');

const folder = await mkdtemp(join(tmpdir(), 'waypost-waiting-'));
const database = await startEmbeddedDatabase({ folder, fsync: false });
const db = openPostgres(database.url);
try {
  const dump = await makeDump();
  const file = resolve(import.meta.dirname, 'waiting-flows', `${name}.json`);
  await writeFile(file, `${JSON.stringify(dump)}\n`);
  console.log(`${dump.flows.length} flows: ${file}`);
} finally {
  await db.destroy();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

async function makeDump(): Promise<WaitingFlows> {
  await migrate(db, LEFT_AT);
  const clock = new TurnClock(new Date(LEFT_AT.getTime() - 3_600_000));
  const later = await laterThanFoundation();
  const services = await createServices({
    db,
    clock,
    random: () => 0.5,
    log: { info() {}, warn() {}, error: console.error },
    ...later?.options,
  });
  const organisationId = newId(clock.now());
  const channelId = `chat-${organisationId}`;
  await addOrganisation(db, organisationId, channelId);
  await later?.prepare(db, organisationId);
  const routings = { ...foundationRoutings, ...later?.routings };
  await addRoutings(db, organisationId, routings);
  const journeys: Journey[] = [...foundationJourneys, ...(later?.journeys ?? [])];
  const flows: { interactionId: string; journey: Journey }[] = [];
  for (const journey of journeys) {
    const opened = await services.engine.open({
      channelId,
      contact: { name: 'Nadia', phone: '06 12 34 56 78' },
      routingReference: journey.routing,
      variables: {},
      key: randomUUID(),
    });
    await takeJourney(services, clock, opened, journey.before);
    flows.push({ interactionId: opened.interactionId, journey });
  }
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name desc limit 1
  `.execute(db);
  const leftAt = clock.now();
  const tables = await dumpTables(db);
  const ends: WaitingFlows['flows'] = [];
  for (const [index, { interactionId, journey }] of flows.entries()) {
    clock.time = leftAt.getTime();
    await takeJourney(services, clock, { organisationId, interactionId }, journey.after);
    ends.push({ interactionId, journey: index, end: await readEnd(db, interactionId) });
  }
  return {
    migration: rows[0]?.name ?? '',
    leftAt: leftAt.toISOString(),
    organisationId,
    flows: ends,
    tables,
  };
}

/** What only programs later than the foundation know; undefined in that one. */
async function laterThanFoundation() {
  try {
    const { later } = await import('./waiting-flows/later.ts');
    return later;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function addOrganisation(tx: Db, id: string, channelId: string): Promise<void> {
  const facts = { name: 'Maison Verdier', time_zone: 'Europe/Paris', region: 'FR' };
  await tx
    .insertInto('organisations')
    .values({ id, ...facts, currency: 'EUR', languages: ['fr'] })
    .execute();
  const flow = { flow: 'chat-messaging' as const, routing_flow: 'messaging' as const };
  await tx
    .insertInto('channels')
    .values({
      organisation_id: id,
      id: channelId,
      name: 'Chat',
      kind: 'chat',
      ...flow,
      queue_id: null,
    })
    .execute();
  const dates = { created_at: LEFT_AT, updated_at: LEFT_AT, updated_by: null };
  const mark = { name: 'Mark', reference: 'MARK', alias: 'mark', folded: 'mark' };
  await tx
    .insertInto('checkpoints')
    .values({ organisation_id: id, id: newId(LEFT_AT), ...mark, ...dates })
    .execute();
}

async function addRoutings(
  tx: Db,
  organisation_id: string,
  routings: Record<
    string,
    Record<string, { branches?: object; parameters?: object; type: string }>
  >,
): Promise<void> {
  const ids = new Map(Object.keys(routings).map((reference) => [reference, newId(LEFT_AT)]));
  const end = ids.get('END')!; // the foundation has it
  const dates = { created_at: LEFT_AT, updated_at: LEFT_AT };
  const order = [...ids].sort(([a], [b]) => Number(b === 'END') - Number(a === 'END'));
  for (const [reference, id] of order) {
    const sketches = routings[reference]!; // the ids were made of these
    const actions = Object.entries({
      start: { type: 'start', branches: { ok: Object.keys(sketches)[0] } },
      ...sketches,
    }).map(([key, sketch]) => [key, filled(key, sketch)]);
    const isEnd = reference === 'END';
    await tx
      .insertInto('routings')
      .values({
        organisation_id,
        id,
        name: reference,
        reference,
        folded: reference.toLowerCase(),
        flow: 'messaging',
        kind: isEnd ? 'end' : 'start',
        end_routing_id: isEnd ? null : end,
        ...dates,
      })
      .execute();
    await tx
      .insertInto('routing_versions')
      .values({
        organisation_id,
        routing_id: id,
        number: 1,
        state: 'production',
        note: '',
        tree: JSON.stringify({
          start: 'start',
          actions: Object.fromEntries(actions) as object,
        }),
        action_count: actions.length,
        published_at: LEFT_AT,
        ...dates,
      })
      .execute();
  }
}

function filled(
  name: string,
  sketch: { type: string; branches?: object; parameters?: object },
) {
  return { name, parameters: {}, branches: {}, ...sketch };
}
