import { contactTest } from './contact-search.ts';
import type { Interaction } from './contract/interaction.ts';
import type { HistoryQuery } from './waypost.ts';

/** Whether a row belongs to a history; undefined when only the server can tell. */
export type HistoryTest = (row: Interaction) => boolean | undefined;

export type Test = (row: Interaction) => boolean;

/** The test of a query's periods and contact, and of what else is asked for. */
export function plainTest(query: HistoryQuery, others: readonly Test[] = []): HistoryTest {
  const isIn = allOf([...others, ...periodTests(query)]);
  if (query.contact === undefined) return isIn;
  const isContact = contactTest(query.contact);
  return (row) => isIn(row) && isContact(row.contact);
}

/** Where nothing is asked. */
export const always: Test = () => true;

/** Each is asked of very many rows. */
function allOf(tests: readonly Test[]): Test {
  const [first, second] = tests;
  if (!first) return always;
  if (!second) return first;
  return (row) => tests.every((test) => test(row));
}

/** [from, to), of the start and of the end. What has not ended is in no period of the end. */
function periodTests(query: HistoryQuery): Test[] {
  const { from, to, startedBefore, endedFrom, endedTo } = query;
  const tests: Test[] = [];
  const bound = (
    text: string | undefined,
    isIn: (row: Interaction, bound: string) => boolean,
  ) => {
    if (text === undefined) return;
    const instant = new Date(text).toISOString(); // instants of rows are all written like this
    tests.push((row) => isIn(row, instant));
  };
  bound(from, (row, instant) => row.startedAt >= instant);
  bound(to, (row, instant) => row.startedAt < instant);
  bound(startedBefore, (row, instant) => row.startedAt < instant);
  bound(endedFrom, (row, instant) => row.endedAt !== null && row.endedAt >= instant);
  bound(endedTo, (row, instant) => row.endedAt !== null && row.endedAt < instant);
  return tests;
}
