import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { runAction, wrongParameters } from '../../helpers/run-routing.ts';
import { linksOf } from '../../helpers/stored-links.ts';

const fields = [
  { name: 'name', title: 'Name', type: 'text' as const, required: true },
  { name: 'points', title: 'Points', type: 'number' as const, required: false },
];

let engine: EngineRun;
let count = 0;
let crm: string;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  crm = await engine.addEntity('crm', `CRM-${++count}`, { kind: 'built-in', fields });
});

const named = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));
const create = (values: Record<string, string>, more: object = {}) =>
  engine.runAction(
    'create-crm-card',
    { crm: { id: crm }, fields: named(values), ...more },
    { variables: { 'who.name': 'Nadia' } },
  );
async function cards() {
  const rows = await engine.db
    .selectFrom('cards')
    .select(['id', 'content'])
    .where('crm_id', '=', crm)
    .execute();
  return rows.map(({ id, content }) => ({ id, ...content[crm] }));
}

test('the card is created, and not linked unless that is asked', async () => {
  const done = await create({ name: '{{who.name}}', points: '1,5' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await cards()).toMatchObject([{ name: 'Nadia', points: '1.5' }]);
  expect((await linksOf(engine, done)).card).toBeNull();
});

test('and linked when it is asked, called by the first field', async () => {
  const done = await create({ name: 'Nadia' }, { associate: true });

  const [card] = await cards();
  expect((await linksOf(engine, done)).card).toEqual({
    crmId: crm,
    id: card!.id,
    label: 'Nadia',
    address: null,
  });
});

test('a link that fails keeps the card and leaves by error', async () => {
  const created: unknown[] = [];
  const done = await runAction(
    'create-crm-card',
    { crm: { reference: 'CRM' }, fields: named({ name: 'Nadia' }), associate: true },
    {
      entities: {
        crm: [
          {
            id: 'crm',
            name: 'The CRM',
            reference: 'CRM',
            definition: { kind: 'built-in', fields, labelField: null },
          },
        ],
      },
      records: {
        cards: {
          findTwo: () => Promise.resolve([]),
          claim: () => Promise.resolve(),
          create: (_, values) => {
            created.push(values);
            return Promise.resolve({ id: 'card', values: { name: 'Nadia' } });
          },
          link: () => Promise.resolve(false),
        },
      },
    },
  );

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(/was created/);
  expect(created).toEqual([{ name: 'Nadia' }]);
});

test.each([
  ['a missing required field', { points: '1' }, {}, /“name” must have/],
  ['a field that there is not', { name: 'A', colour: 'red' }, {}, /“colour”/],
  ['no number', { name: 'A', points: 'many' }, {}, /“points”/],
  [
    'a CRM that was deleted',
    { name: 'A' },
    { crm: { id: '0193b2a0-0000-7000-8000-00000000dead' } },
    /deleted/,
  ],
])('%s leaves by error, and no card is created', async (_, values, more, reason) => {
  const done = await create(values, { associate: true, ...more });

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toMatch(reason);
  expect(await cards()).toEqual([]);
  expect((await linksOf(engine, done)).card).toBeNull();
});

test('refuses no CRM, no field, and a field that is there twice', () => {
  const twice = [...named({ name: 'a' }), ...named({ name: 'b' })];
  expect(wrongParameters('create-crm-card', { fields: [] })).toEqual(['crm', 'fields']);
  expect(wrongParameters('create-crm-card', { crm: { id: crm }, fields: twice })).toEqual([
    'fields.1.name',
  ]);
});
