import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, wrongParameters } from '../../helpers/run-routing.ts';
import { linksOf } from '../../helpers/stored-links.ts';

let engine: EngineRun;
let type: string;
let reference: string;
beforeAll(async () => {
  engine = await EngineRun.start();
  type = await engine.addEntity('case-type', 'RETURN', {
    fields: [
      { name: 'item' },
      { name: 'amount', type: 'number' },
      { name: 'due', type: 'date' },
      { name: 'reason', type: 'list', values: ['broken', 'late'] },
      { name: 'owner', required: true },
    ],
  });
});
afterAll(() => engine.stop());
beforeEach(async () => {
  const parameters = { title: 'A lamp', caseType: { id: type } };
  const made = await engine.runAction('create-case', parameters);
  reference = (await linksOf(engine, made)).case!.reference;
  await modify({ item: 'lamp', owner: 'Ada' });
});

const named = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const modify = (values: Record<string, string>, which = reference) =>
  engine.runAction('modify-case', { reference: which, fields: named(values) });
const stored = () =>
  engine.db
    .selectFrom('cases')
    .select(['title', 'status', 'fields', 'updated_at'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();

test('changes the title, the status and the fields of the case’s type', async () => {
  engine.now = new Date(engine.now.getTime() + 60_000);
  const done = await modify(
    {
      title: ' Two lamps ',
      status: 'waiting',
      amount: '19,90',
      due: '1/12/2026',
      reason: 'late',
    },
    ` ${reference} `,
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await stored()).toEqual({
    title: 'Two lamps',
    status: 'waiting',
    fields: { item: 'lamp', owner: 'Ada', amount: '19.9', due: '2026-12-01', reason: 'late' },
    updated_at: engine.now,
  });
});

test('an empty value clears', async () => {
  const done = await modify({ item: '{{no.body}}', status: '' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await stored()).toMatchObject({ status: '', fields: { owner: 'Ada' } });
});

test('without a reference, it is the case that the interaction is linked to', async () => {
  const tree = treeOf({
    link: { type: 'associate-case', parameters: { reference }, branches: { ok: 'it' } },
    it: {
      type: 'modify-case',
      parameters: { fields: named({ title: 'Linked' }) },
      branches: { ok: 'end' },
    },
    end: { type: 'node' },
  });

  const done = await engine.run(tree);

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect((await stored()).title).toBe('Linked');
});

test.each([
  ['a field that there is not', { colour: 'red' }, /“colour”/],
  ['no number', { amount: '0x10' }, /“amount”/],
  ['a day that there is not', { due: '2026-02-30' }, /“due”/],
  ['a value that the list does not propose', { reason: 'none' }, /“reason”/],
  ['an empty title', { title: '{{no.body}}' }, /title/],
  ['a title that is too long', { title: 'x'.repeat(501) }, /500/],
  ['a status that is too long', { status: 'x'.repeat(101) }, /100/],
  ['a required field made empty', { owner: '' }, /“owner”/],
])('%s leaves by error, and none of the fields is changed', async (_, wrong, reason) => {
  const before = await stored();
  const done = await modify({ item: 'chair', ...wrong });

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(await stored()).toEqual(before);
});

test.each([
  ['a reference that there is not', 'C-1999-000001', /C-1999-000001/],
  ['no reference, and no case linked', '', /linked to no case/],
])('%s leaves by not-found', async (_, which, reason) => {
  const done = await modify({ title: 'x' }, which);

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.reasonOf('it')).toMatch(reason);
});

test('changes of the same moment do not undo each other', async () => {
  await Promise.all([
    modify({ item: 'chair' }),
    modify({ amount: '5' }),
    modify({ reason: 'late' }),
    modify({ due: '2026-12-24' }),
  ]);

  expect((await stored()).fields).toEqual({
    item: 'chair',
    owner: 'Ada',
    amount: '5',
    reason: 'late',
    due: '2026-12-24',
  });
});

test('of a type that was deleted, the title and the status can still be changed', async () => {
  const gone = await engine.addEntity('case-type', 'GONE', { fields: [{ name: 'item' }] });
  const parameters = { title: 'Old', caseType: { id: gone } };
  const made = await engine.runAction('create-case', parameters);
  reference = (await linksOf(engine, made)).case!.reference;
  await engine.db.deleteFrom('entities').where('id', '=', gone).execute();

  expect((await modify({ status: 'done' })).branchesOf('it')).toEqual(['ok']);
  expect((await modify({ item: 'x' })).branchesOf('it')).toEqual(['error']);
});

test('refuses no field, and a field that is there twice', () => {
  const twice = [...named({ title: 'a' }), ...named({ title: 'b' })];
  expect(wrongParameters('modify-case', { fields: [] })).toEqual(['fields']);
  expect(wrongParameters('modify-case', { fields: twice })).toEqual(['fields.1.name']);
});
