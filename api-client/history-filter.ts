import { searchTest } from './contact-search.ts';
import type { Interaction } from './contract/interaction.ts';
import { plainTest, type HistoryTest, type Test } from './plain-filter.ts';
import type { HistoryQuery } from './waypost.ts';

/** The test that a query's filter is: AND between its fields, OR inside one. */
export function filterOf(query: HistoryQuery): HistoryTest {
  const tests = [...columnTests(query), ...checkpointTests(query)];
  if (query.search) tests.push(searchIn(query.search));
  return plainTest(query, tests);
}

function searchIn(search: string): Test {
  const test = searchTest(search);
  return ({ contact }) => test(contact);
}

function columnTests(query: HistoryQuery): Test[] {
  const one = (
    values: string[] | undefined,
    value: (row: Interaction) => string | null | undefined,
  ) => among(values, (chosen, row) => chosen.has(value(row) ?? ''));
  const some = (values: string[] | undefined, held: (row: Interaction) => string[]) =>
    among(values, (chosen, row) => held(row).some((each) => chosen.has(each)));
  return [
    one(query.id, (row) => row.id),
    one(query.flow, (row) => row.flow),
    one(query.status, (row) => row.status),
    one(query.direction, (row) => row.direction),
    one(query.originalRouting, (row) => row.originalRouting),
    one(query.currentRouting, (row) => row.currentRouting),
    one(query.advisor, (row) => row.advisor?.id),
    one(query.queue, (row) => row.queue?.id),
    one(query.routing, (row) => row.routing?.id),
    one(query.voiceCampaign, (row) => row.voiceCampaign),
    some(query.participant, (row) => row.participantIds),
    some(query.tag, (row) => row.tags),
    some(query.template, (row) => row.templateIds),
    ...(query.crmRecord ? [recordTest(query.crmRecord)] : []),
  ].flat();
}

function among(
  values: string[] | undefined,
  isIn: (chosen: Set<string>, row: Interaction) => boolean,
): Test[] {
  if (!values) return [];
  const chosen = new Set(values);
  return [(row) => isIn(chosen, row)];
}

function recordTest(wanted: 'linked' | 'none'): Test {
  return (row) => (row.card === null) === (wanted === 'none');
}

function checkpointTests(query: HistoryQuery): Test[] {
  const { checkpoint, withoutCheckpoint, checkpointSequence = [] } = query;
  const has = (ids: string[] | undefined) =>
    among(ids, (chosen, row) => row.checkpoints.some((each) => chosen.has(each.checkpointId)));
  const hasNone = has(withoutCheckpoint).map(
    (test): Test =>
      (row) =>
        !test(row),
  );
  return [...has(checkpoint), ...hasNone, ...checkpointSequence.map(sequenceTest)];
}

/** `A.B.30`: A, and after it B, at most 30 minutes later; within one millisecond the sequence tells. */
function sequenceTest(text: string): Test {
  const [first, then, minutes] = text.split('.');
  const most = Number(minutes) * 60_000;
  return ({ checkpoints }) =>
    checkpoints.some(
      (one) =>
        one.checkpointId === first &&
        checkpoints.some((other) => {
          if (other.checkpointId !== then) return false;
          const later = Date.parse(other.attachedAt) - Date.parse(one.attachedAt);
          return later === 0 ? other.sequence > one.sequence : later > 0 && later <= most;
        }),
    );
}
