import type {
  Expectation,
  Rehearsal,
  ScenarioFile,
} from '../../api-client/contract/scenario.ts';
import { OptionError } from '../options.ts';
import type { Db } from '../storage/database.ts';
import type { VersionKey } from '../storage/version-rows.ts';
import { rehearse, type RehearsalParts } from './rehearse.ts';

/** What became of a file of scenarios. */
export interface FileResult {
  results: { name: string; rehearsal: Rehearsal; problems: string[] }[];
  /** Branches that no scenario of the file left by. */
  uncovered: Rehearsal['uncovered'];
}

/** Rehearses every scenario of a file. Refuses when its routing is not there. */
export async function rehearseFile(
  parts: RehearsalParts,
  organisationId: string,
  { routing, version, scenarios }: ScenarioFile,
): Promise<FileResult> {
  const key = await findVersion(parts.db, organisationId, routing, version);
  return rehearseAll(parts, key, scenarios);
}

/** Rehearses scenarios of one version. */
export async function rehearseAll(
  parts: RehearsalParts,
  key: VersionKey,
  scenarios: ScenarioFile['scenarios'],
): Promise<FileResult> {
  const results: FileResult['results'] = [];
  for (const { expect, ...scenario } of scenarios) {
    const rehearsal = await rehearse(parts, key, scenario);
    const { name } = scenario;
    results.push({ name, rehearsal, problems: problemsOf(rehearsal, expect) });
  }
  return { results, uncovered: inAll(results.map(({ rehearsal }) => rehearsal.uncovered)) };
}

async function findVersion(
  db: Db,
  organisationId: string,
  reference: string,
  version: number | undefined,
): Promise<VersionKey> {
  let query = db
    .selectFrom('routings as r')
    .innerJoin('routing_versions as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'r.organisation_id')
        .onRef('v.routing_id', '=', 'r.id'),
    )
    .select(['r.id', 'v.number'])
    .where('r.organisation_id', '=', organisationId)
    .where('r.reference', '=', reference);
  query = version
    ? query.where('v.number', '=', version)
    : query.where('v.state', '=', 'production');
  const row = await query.executeTakeFirst();
  if (row) return { organisationId, routingId: row.id, number: row.number };
  throw new OptionError(
    version
      ? `The routing “${reference}” has no version ${version} here.`
      : `No routing “${reference}” has a version in production here.`,
  );
}

/** What differs from what was expected, a sentence each. */
export function problemsOf(rehearsal: Rehearsal, expected: Expectation): string[] {
  const { path, outcome, status, messages, checkpoints, variables } = expected;
  const took = rehearsal.path.map(({ actionId, branch }) => `${actionId} ${branch ?? '–'}`);
  const sent = rehearsal.messages.filter(({ author }) => author === 'routing');
  const set = rehearsal.checkpoints.map(({ reference }) => reference);
  return [
    ...differs('The path', path?.join(' → '), took.join(' → ')),
    ...differs('The outcome', outcome, rehearsal.outcome),
    ...differs('The status', status, rehearsal.status),
    ...differs('The checkpoints', checkpoints?.join(', '), set.join(', ')),
    ...missingMessages(
      messages ?? [],
      sent.map(({ text }) => text),
    ),
    ...Object.entries(variables ?? {}).flatMap(([variable, fields]) =>
      Object.entries(fields).flatMap(([field, value]) =>
        differs(`${variable}.${field}`, value, rehearsal.variables[variable]?.[field] ?? null),
      ),
    ),
  ];
}

function differs(what: string, expected: string | null | undefined, actual: string | null) {
  if (expected === undefined || expected === actual) return [];
  return [`${what} should be “${expected ?? 'none'}” and is “${actual ?? 'none'}”.`];
}

/** Each expected text is a part of a message that comes after the one before. */
function missingMessages(expected: readonly string[], sent: readonly string[]): string[] {
  let from = 0;
  return expected.flatMap((part) => {
    const found = sent.findIndex((text, index) => index >= from && text.includes(part));
    if (found < 0) return [`No message says “${part}” where it should.`];
    from = found + 1;
    return [];
  });
}

function inAll([first = [], ...others]: readonly Rehearsal['uncovered'][]) {
  return first.filter((one) =>
    others.every((uncovered) =>
      uncovered.some(
        ({ actionId, branch }) => actionId === one.actionId && branch === one.branch,
      ),
    ),
  );
}
