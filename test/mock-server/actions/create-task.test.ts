import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

let engine: EngineRun;
let category: string;
beforeAll(async () => {
  engine = await EngineRun.start();
  category = await engine.addEntity('task-category', 'CALL-BACK');
});
afterAll(() => engine.stop());

const create = (more: object = {}, variables: Record<string, string> = {}) =>
  engine.runAction(
    'create-task',
    { name: 'Call back', category: { id: category }, ...more },
    { contact: { phone: '0612345678' }, variables },
  );

async function taskOf({ id }: { id: string }) {
  const tasks = await engine.db
    .selectFrom('tasks')
    .selectAll()
    .where('interaction_id', '=', id)
    .execute();
  expect(tasks.length).toBeLessThanOrEqual(1);
  return tasks[0];
}

async function datesAt(now: string, start: object, end: object) {
  engine.now = new Date(now);
  const task = await taskOf(await create({ start, end }));
  const { starts_at, ends_at } = task!;
  return [starts_at?.toISOString() ?? null, ends_at?.toISOString() ?? null];
}

test('a task of the interaction and its customer', async () => {
  const done = await create({ name: ' Call {{who.name}} ' }, { 'who.name': 'Nadia' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await taskOf(done)).toMatchObject({
    organisation_id: engine.organisationId,
    contact_id: expect.any(String) as string,
    name: 'Call Nadia',
    category_id: category,
    kind: 'standard',
    salesforce_query_id: null,
    starts_at: engine.now,
    ends_at: null,
    created_at: engine.now,
  });
});

const now = { kind: 'now' };
const none = { kind: 'none' };
const later = (count: number, unit: string) => ({ kind: 'later', count, unit });
const postponed = (count: number, unit: string) => ({ kind: 'postponed', count, unit });

test.each([
  ['now, no end', now, none, ['2026-11-20T10:00:00.000Z', null]],
  ['no start, no end', none, none, [null, null]],
  [
    'later, an end after it',
    later(2, 'hours'),
    postponed(1, 'days'),
    ['2026-11-20T12:00:00.000Z', '2026-11-21T12:00:00.000Z'],
  ],
  [
    'now, an end',
    now,
    postponed(3, 'weeks'),
    ['2026-11-20T10:00:00.000Z', '2026-12-11T10:00:00.000Z'],
  ],
  [
    'no start, an end: from now',
    none,
    postponed(1, 'months'),
    [null, '2026-12-20T10:00:00.000Z'],
  ],
])('%s', async (_, start, end, dates) => {
  expect(await datesAt('2026-11-20T10:00:00.000Z', start, end)).toEqual(dates);
});

test('31 January and a month is the last of February; a month more counts from there', async () => {
  expect(
    await datesAt('2027-01-31T10:00:00.000Z', later(1, 'months'), postponed(1, 'months')),
  ).toEqual(['2027-02-28T10:00:00.000Z', '2027-03-28T09:00:00.000Z']); // summer time begins that day
});

test('a day is a day of the calendar, an hour is an hour', async () => {
  // summer time begins in Paris on 28 March 2027 at 2:00
  expect(
    await datesAt('2027-03-27T10:00:00.000Z', later(1, 'days'), postponed(24, 'hours')),
  ).toEqual(['2027-03-28T09:00:00.000Z', '2027-03-29T09:00:00.000Z']);
  expect(await datesAt('2027-03-27T10:00:00.000Z', later(24, 'hours'), none)).toEqual([
    '2027-03-28T10:00:00.000Z',
    null,
  ]);
});

test('the longest interval that can be entered is a date that can be stored', async () => {
  const [start, end] = await datesAt(
    '2026-11-20T10:00:00.000Z',
    later(10_000, 'months'),
    postponed(10_000, 'months'),
  );
  expect([start, end].map((date) => date?.slice(0, 4))).toEqual(['2860', '3693']);
});

test('Salesforce: the query’s id comes from a variable', async () => {
  const kind = { kind: 'salesforce', queryId: 'salesforce.query' };
  const done = await create({ kind }, { 'salesforce.query': ' 00B5g000000abcD ' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await taskOf(done)).toMatchObject({
    kind: 'salesforce',
    salesforce_query_id: '00B5g000000abcD',
  });
});

test.each([
  ['a name of blanks', { name: '{{no.body}} ' }, /name.*empty/],
  ['a name that is too long', { name: 'x'.repeat(501) }, /500/],
  [
    'a category that was deleted',
    { category: { id: '0193b2a0-0000-7000-8000-00000000dead' } },
    /category.*deleted/,
  ],
  [
    'Salesforce without a query id',
    { kind: { kind: 'salesforce', queryId: 'no.body' } },
    /Salesforce/,
  ],
])('%s leaves by error, and no task is made', async (_, more, reason) => {
  const done = await create(more);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(await taskOf(done)).toBeUndefined();
});

test('refuses an end that is now, an interval of none, and no category', () => {
  const parameters = {
    name: '',
    start: { kind: 'later', count: 0, unit: 'years' },
    end: { kind: 'now' },
  };
  expect(wrongParameters('create-task', parameters)).toEqual([
    'name',
    'category',
    'start.count',
    'start.unit',
    'end.kind',
  ]);
});
