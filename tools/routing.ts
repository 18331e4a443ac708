import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { RoutingFile, type Finding } from '../api-client/contract/routing.ts';
import { ScenarioFile } from '../api-client/contract/scenario.ts';
import { createServices } from '../mock-server/create-services.ts';
import { prepareDemo } from '../mock-server/demo/prepare.ts';
import { startEmbeddedDatabase } from '../mock-server/embedded-database.ts';
import { OptionError } from '../mock-server/options.ts';
import { partsWith, validateFile } from '../mock-server/rehearsal/routing-file.ts';
import {
  rehearseAll,
  rehearseFile,
  type FileResult,
} from '../mock-server/rehearsal/scenario-file.ts';
import { toldRun } from '../mock-server/rehearsal/told-run.ts';
import type { Services } from '../mock-server/services.ts';
import { migrate } from '../mock-server/storage/migrate.ts';
import { openPostgres } from '../mock-server/storage/postgres.ts';

const usage = `Usage:
  npm run routing -- test <file> [<file> …]   rehearses the scenarios of files; where one of the files is a
                                              routing, as the Maker saves it, it is checked, and scenarios for
                                              its reference run on it
  npm run routing -- show <interaction id>    tells a past run step by step

Environment
  DATABASE_URL    the database with the routings; without it, a new one with the demo in it (for test)
  ORGANISATION    the name of the organisation, where the database has several (default: the first)
`;

const silent = { info() {}, warn() {}, error: console.error };

/** Runs something on the database that is given, or on a new one that is removed afterwards. */
async function withServices(work: (services: Services) => Promise<boolean>): Promise<boolean> {
  const given = process.env['DATABASE_URL'];
  if (given) return onDatabase(given, false, work);
  const folder = await mkdtemp(join(tmpdir(), 'waypost-routing-'));
  const database = await startEmbeddedDatabase({ folder, log: console.error });
  try {
    return await onDatabase(database.url, true, work);
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function onDatabase(
  url: string,
  isNew: boolean,
  work: (services: Services) => Promise<boolean>,
): Promise<boolean> {
  const db = openPostgres(url, { connections: 4 });
  try {
    if (isNew) await migrate(db);
    const services = await createServices({ db, log: silent });
    if (isNew) await prepareDemo(services, 1, () => {}, 0);
    return await work(services);
  } finally {
    await db.destroy();
  }
}

async function findOrganisation({ db }: Services): Promise<string> {
  const name = process.env['ORGANISATION'];
  let query = db.selectFrom('organisations').select('id').orderBy('id');
  if (name) query = query.where('name', '=', name);
  const row = await query.executeTakeFirst();
  if (!row) throw new OptionError(`The database has no organisation ${name ?? ''}.`);
  return row.id;
}

type Read = { file: string } & ({ routing: RoutingFile } | { scenarios: ScenarioFile });

async function read(file: string): Promise<Read> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new OptionError(`There is no file ${file}.`);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new OptionError(`${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  const isRouting = typeof content === 'object' && content !== null && 'tree' in content;
  return isRouting
    ? { file, routing: parse(file, RoutingFile, content) }
    : { file, scenarios: parse(file, ScenarioFile, content) };
}

function parse<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  content: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OptionError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function tell(file: string, { results, uncovered }: FileResult): boolean {
  console.log(`\n${file}`);
  for (const { name, rehearsal, problems } of results) {
    const seconds = (Date.parse(rehearsal.endedAt) - Date.parse(rehearsal.startedAt)) / 1000;
    const end = rehearsal.outcome ?? 'still waits';
    console.log(`  ${problems.length === 0 ? '✓' : '✗'} ${name} (${end} after ${seconds} s)`);
    for (const problem of problems) console.log(`      ${problem}`);
  }
  if (uncovered.length === 0) console.log('  Every branch was left by.');
  else console.log(`  Not covered yet, ${uncovered.length} branches:`);
  for (const { actionName, branch } of uncovered) console.log(`    ${actionName}: ${branch}`);
  return results.every(({ problems }) => problems.length === 0);
}

async function test(files: readonly string[]): Promise<boolean> {
  if (files.length === 0) throw new OptionError(usage);
  const all = await Promise.all(files.map(read));
  const routings = all.flatMap((one) => ('routing' in one ? [one] : []));
  return withServices(async (services) => {
    const organisation = await findOrganisation(services);
    const { db, newId, catalogue, clock } = services;
    const parts = { db, newId, catalogue, now: clock.now() };
    let good = true;
    for (const { file, routing } of routings)
      good = tellFindings(file, await validateFile(parts, organisation, routing)) && good;
    if (!good) return false;
    for (const one of all) {
      if ('routing' in one) continue;
      const { scenarios } = one;
      const given = routings.find(({ routing }) => routing.reference === scenarios.routing);
      const own = given && partsWith(parts, organisation, given.routing);
      const result = own
        ? await rehearseAll(own.parts, own.key, scenarios.scenarios)
        : await rehearseFile(parts, organisation, scenarios);
      good = tell(one.file, result) && good;
    }
    return good;
  });
}

/** Answers whether the routing can run. */
function tellFindings(file: string, findings: readonly Finding[]): boolean {
  const errors = findings.filter(({ severity }) => severity === 'error');
  console.log(`\n${file}`);
  for (const { severity, message } of findings)
    console.log(`  ${severity === 'error' ? '✗' : '?'} ${message}`);
  if (errors.length === 0) console.log('  ✓ It can be published.');
  return errors.length === 0;
}

async function show(interactionId: string | undefined): Promise<boolean> {
  if (!interactionId) throw new OptionError(usage);
  if (!process.env['DATABASE_URL']) throw new OptionError(`Give DATABASE_URL.\n\n${usage}`);
  return withServices(async (services) => {
    const organisation = await findOrganisation(services);
    for (const line of await toldRun(services.db, organisation, interactionId))
      console.log(line);
    return true;
  });
}

try {
  const [command, ...words] = process.argv.slice(2);
  if (command !== 'test' && command !== 'show') throw new OptionError(usage);
  const good = command === 'test' ? await test(words) : await show(words[0]);
  process.exit(good ? 0 : 1);
} catch (error) {
  console.error(error instanceof OptionError ? error.message : error);
  process.exit(2);
}
