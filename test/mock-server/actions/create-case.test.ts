import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';
import { linksOf } from '../../helpers/stored-links.ts';

let engine: EngineRun;
let type: string;
beforeAll(async () => {
  engine = await EngineRun.start();
  type = await engine.addEntity('case-type', 'RETURN');
});
afterAll(() => engine.stop());

const contact = { phone: '06 12 34 56 78' };
const create = (title: string, caseType: object = { id: type }) =>
  engine.runAction(
    'create-case',
    { title, caseType },
    { contact, variables: { 'item.name': 'A lamp', 'item.type': 'RETURN' } },
  );
const cases = () => engine.db.selectFrom('cases').selectAll().orderBy('linked').execute();

test('the case is created for the customer, and linked', async () => {
  const done = await create(' {{item.name}} came back ');

  expect(done.branchesOf('it')).toEqual(['ok']);
  const [stored] = await cases();
  const { contact_id } = await engine.db
    .selectFrom('interactions')
    .select('contact_id')
    .where('id', '=', done.id)
    .executeTakeFirstOrThrow();
  expect(contact_id).not.toBeNull();
  expect(stored).toMatchObject({
    type_id: type,
    contact_id,
    fields: {},
    created_at: engine.now,
    updated_at: engine.now,
  });
  expect(await linksOf(engine, done)).toEqual({
    case: {
      id: stored!.id,
      reference: 'C-2026-000001',
      title: 'A lamp came back',
      status: 'open',
    },
    card: null,
  });
});

test('references are numbered, and each is given once, even at the same moment', async () => {
  const before = (await cases()).length;

  await Promise.all(Array.from({ length: 6 }, () => create('One of six')));

  const numbers = (await cases()).slice(before).map(({ reference }) => reference);
  expect(numbers.sort()).toEqual(
    Array.from({ length: 6 }, (_, index) => `C-2026-00000${before + index + 1}`),
  );
  expect(engine.faults).toEqual([]);
});

test('the year is the organisation’s', async () => {
  const before = engine.now;
  engine.now = new Date('2026-12-31T23:30:00.000Z');
  await create('New Year');
  engine.now = before;

  expect((await cases()).at(-1)?.reference).toMatch(/^C-2027-/);
});

test('the type is found by its reference too', async () => {
  const done = await create('A lamp', { reference: '{{item.type}}' });

  expect(done.branchesOf('it')).toEqual(['ok']);
});

test.each([
  ['a title of blanks', '{{no.body}} ', /empty/],
  ['a title that is too long', 'x'.repeat(501), /500/],
])('%s leaves by error, and no case is created', async (_, title, reason) => {
  const before = await cases();
  const done = await create(title);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(await cases()).toEqual(before);
  expect((await linksOf(engine, done)).case).toBeNull();
});

test.each([
  ['a type that was deleted', { id: '0193b2a0-0000-7000-8000-00000000dead' }],
  ['a reference that there is not', { reference: 'NONE' }],
])('%s leaves by not-found', async (_, caseType) => {
  const done = await create('A lamp', caseType);

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect((await linksOf(engine, done)).case).toBeNull();
});

test('refuses an empty title, and no type', () => {
  expect(wrongParameters('create-case', { title: '' })).toEqual(['title', 'caseType']);
});
