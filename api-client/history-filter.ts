import { contactSearch } from './contact-search.ts';
import type { Interaction } from './contract/interaction.ts';
import type { AttachedCheckpoint } from './contract/trail.ts';
import { plainTest, type HistoryTest, type Test } from './plain-filter.ts';
import type { ValueOf } from './row-columns.ts';
import type { HistoryQuery } from './waypost.ts';

/** What a filter asks of one value of a row, whatever else the row has. */
export interface ValueTest {
  valueOf: ValueOf<string>;
  fits(value: string): boolean;
}

/** The test that a query's filter is: AND between its fields, OR inside one. */
export function filterOf(query: HistoryQuery): HistoryTest {
  const tests = valueTests(query).map(
    ({ valueOf, fits }): Test =>
      (row) =>
        fits(valueOf(row)),
  );
  return plainTest(query, [...tests, ...rowTests(query)]);
}

/** The same in two: what is asked of one value each, and of the row beside. */
export function filterParts(query: HistoryQuery): { values: ValueTest[]; row: HistoryTest } {
  return { values: valueTests(query), row: plainTest(query, rowTests(query)) };
}

/** One function each, since what it reads of very many rows is kept under it. */
const valuesOf = {
  id: (row) => row.id,
  flow: (row) => row.flow,
  status: (row) => row.status,
  direction: (row) => row.direction,
  originalRouting: (row) => row.originalRouting,
  currentRouting: (row) => row.currentRouting,
  advisor: (row) => row.advisor?.id ?? '',
  queue: (row) => row.queue?.id ?? 'none',
  routing: (row) => row.routing?.id ?? 'none',
  routingVersion: (row) => (row.routing ? `${row.routing.id}.${row.routingVersion ?? 0}` : ''), // 0: not known
  voiceCampaign: (row) => row.voiceCampaign ?? '',
} satisfies Partial<Record<keyof HistoryQuery, ValueOf<string>>>;

function valueTests(query: HistoryQuery): ValueTest[] {
  const tests: ValueTest[] = Object.entries(valuesOf).flatMap(([name, valueOf]) => {
    const values = query[name as keyof typeof valuesOf];
    if (!values) return [];
    const chosen = new Set<string>(values);
    return [{ valueOf, fits: (value: string) => chosen.has(value) }];
  });
  if (query.search) tests.push(contactSearch(query.search));
  return tests;
}

/** What is asked of more than one value of a row. */
function rowTests(query: HistoryQuery): Test[] {
  const some = (values: string[] | undefined, held: (row: Interaction) => string[]) =>
    among(values, (chosen, row) => held(row).some((each) => chosen.has(each)));
  return [
    ...some(query.participant, (row) => row.participantIds),
    ...some(query.tag, (row) => row.tags),
    ...some(query.template, (row) => row.templateIds),
    ...some(query.link, (row) => row.links),
    ...(query.crmRecord ? [recordTest(query.crmRecord)] : []),
    ...checkpointTests(query),
  ];
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
