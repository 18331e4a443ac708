import { searchTest } from './contact-search.ts';
import type { Interaction } from './contract/interaction.ts';
import type { AttachedCheckpoint } from './contract/trail.ts';
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
    one(query.queue, (row) => row.queue?.id ?? 'none'),
    one(query.routing, (row) => row.routing?.id ?? 'none'),
    one(query.routingVersion, versionOf),
    one(query.voiceCampaign, (row) => row.voiceCampaign),
    some(query.participant, (row) => row.participantIds),
    some(query.tag, (row) => row.tags),
    some(query.template, (row) => row.templateIds),
    some(query.link, (row) => row.links),
    ...(query.crmRecord ? [recordTest(query.crmRecord)] : []),
  ].flat();
}

/** `<routing>.3`; `<routing>.0` where the version is not known. */
function versionOf({ routing, routingVersion }: Interaction): string | undefined {
  return routing ? `${routing.id}.${routingVersion ?? 0}` : undefined;
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
  const { checkpointOrder = [], withoutCheckpointOrder = [] } = query;
  const has = (ids: string[] | undefined) =>
    among(ids, (chosen, row) => row.checkpoints.some((each) => chosen.has(each.checkpointId)));
  const hasNone = has(withoutCheckpoint).map(not);
  return [
    ...has(checkpoint),
    ...hasNone,
    ...checkpointSequence.map(sequenceTest),
    ...checkpointOrder.map(orderTest),
    ...withoutCheckpointOrder.map(orderTest).map(not),
  ];
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

/** `A.B.C`: each after the one before it. */
function orderTest(text: string): Test {
  const ids = text.split('.');
  return ({ checkpoints }) => {
    let last: AttachedCheckpoint | undefined;
    return ids.every((id) => {
      const next = checkpoints.find(({ checkpointId }) => checkpointId === id);
      const isNext = next !== undefined && (!last || isAfter(next, last));
      last = next;
      return isNext;
    });
  };
}

/** Within one millisecond the sequence tells. */
function isAfter(one: AttachedCheckpoint, other: AttachedCheckpoint): boolean {
  if (one.attachedAt === other.attachedAt) return one.sequence > other.sequence;
  return one.attachedAt > other.attachedAt; // instants are all written alike
}

function not(test: Test): Test {
  return (row) => !test(row);
}
