import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { runAction, wrongParameters } from '../../helpers/run-routing.ts';
import { linksOf } from '../../helpers/stored-links.ts';

const fields = [
  { name: 'phone', title: 'Phone' },
  { name: 'name', title: 'Name' },
  { name: 'born', title: 'Born', type: 'date' },
  { name: 'points', title: 'Points', type: 'number' },
];
const people: Record<string, string>[] = [
  { phone: '0612', name: 'Nadia', born: '1990-01-02', points: '10.5' },
  { phone: '0613', name: 'Paul' },
  { phone: '0613', name: 'Paula', points: '7' },
  { name: 'Quentin' },
];

let engine: EngineRun;
let count = 0;
let crm: string;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  const definition = { kind: 'built-in', fields, labelField: 'name' };
  crm = await engine.addEntity('crm', `CRM-${++count}`, definition);
  for (const person of people) {
    const named = Object.entries(person).map(([name, value]) => ({ name, value }));
    await engine.runAction('create-crm-card', { crm: { id: crm }, fields: named });
  }
});

const search = (pairs: [string, string][], more: object = {}) =>
  engine.runAction(
    'associate-crm-card',
    {
      crm: { id: crm },
      confirm: 'all',
      assertions: pairs.map(([name, value]) => ({ name, value })),
      ...more,
    },
    { variables: { 'who.phone': '0612' } },
  );

async function cards() {
  const rows = await engine.db
    .selectFrom('cards')
    .select(['id', 'content'])
    .where('crm_id', '=', crm)
    .orderBy('position')
    .execute();
  return rows.map(({ id, content }) => ({ id, values: content[crm] }));
}

test('the one card that is found is linked, called by its label field', async () => {
  const done = await search([['phone', '{{who.phone}}']]);

  expect(done.branchesOf('it')).toEqual(['ok']);
  const [nadia] = await cards();
  expect((await linksOf(engine, done)).card).toEqual({
    crmId: crm,
    id: nadia!.id,
    label: 'Nadia',
    address: null,
  });
});

test.each([
  ['a date with the day first', 'born', '2/1/1990'],
  ['a number with a decimal comma', 'points', '10,50'],
])('%s finds what is stored', async (_, name, value) => {
  expect((await search([[name, value]])).branchesOf('it')).toEqual(['ok']);
});

test('all assertions, or one of them', async () => {
  const both: [string, string][] = [
    ['phone', '0613'],
    ['name', 'Paula'],
  ];
  expect((await search(both)).branchesOf('it')).toEqual(['ok']);
  expect((await search(both, { confirm: 'any' })).branchesOf('it')).toEqual(['default']);
});

test('of several cards none is linked', async () => {
  const done = await search([['phone', '0613']], { create: true });

  expect(done.branchesOf('it')).toEqual(['default']);
  expect((await linksOf(engine, done)).card).toBeNull();
  expect(await cards()).toHaveLength(people.length);
});

test.each([
  ['a value that no card has', 'all', [['phone', '0699']]],
  ['an empty value, though a card has no phone', 'all', [['phone', '{{no.body}}']]],
  ['the same under “any”', 'any', [['phone', '{{no.body}}']]],
  [
    'an empty value beside a good one',
    'all',
    [
      ['name', 'Nadia'],
      ['phone', ''],
    ],
  ],
  ['a day that there is not', 'any', [['born', '1990-02-30']]],
] as [string, 'all' | 'any', [string, string][]][])(
  '%s leaves by not-found',
  async (_, confirm, pairs) => {
    const done = await search(pairs, { confirm });

    expect(done.branchesOf('it')).toEqual(['not-found']);
    expect((await linksOf(engine, done)).card).toBeNull();
  },
);

test('under “any”, an empty value is skipped', async () => {
  const pairs: [string, string][] = [
    ['phone', '{{no.body}}'],
    ['name', 'Nadia'],
  ];
  expect((await search(pairs, { confirm: 'any' })).branchesOf('it')).toEqual(['ok']);
});

test('a card that is not found is created when asked, and linked', async () => {
  const done = await search(
    [
      ['phone', '0699'],
      ['points', '1,50'],
      ['name', ''],
    ],
    { create: true, confirm: 'any' },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  const created = (await cards()).at(-1)!;
  expect(created.values).toEqual({ phone: '0699', points: '1.5' });
  expect((await linksOf(engine, done)).card).toMatchObject({
    id: created.id,
    label: created.id, // it has no name
  });
});

test('two interactions of the same moment create one card', async () => {
  const create = () => search([['phone', '0700']], { create: true });

  const all = await Promise.all(Array.from({ length: 6 }, create));

  expect(all.flatMap((done) => done.branchesOf('it'))).toEqual(Array(6).fill('ok'));
  expect(await cards()).toHaveLength(people.length + 1);
  expect(engine.faults).toEqual([]);
});

test('a card that cannot be created leaves by not-ok', async () => {
  const required = [...fields, { name: 'code', title: 'Code', required: true }];
  const definition = { kind: 'built-in', fields: required };
  crm = await engine.addEntity('crm', `CRM-${++count}`, definition);

  const without = await search([['phone', '0699']], { create: true });
  const wrong = await search([['born', '1990-02-30']], { create: true });
  const empty = await search([['phone', '']], { create: true });

  for (const done of [without, wrong, empty]) {
    expect(done.branchesOf('it')).toEqual(['not-ok']);
    expect((await linksOf(engine, done)).card).toBeNull();
  }
  expect(without.reasonOf('it')).toMatch(/“code” must have a value/);
  expect(wrong.reasonOf('it')).toMatch(/“born”/);
  expect(await cards()).toEqual([]);
});

test.each([
  [
    'a CRM that was deleted',
    { crm: { id: '0193b2a0-0000-7000-8000-00000000dead' } },
    /deleted/,
  ],
  ['a field that there is not', { assertions: [{ name: 'colour', value: 'red' }] }, /“colour”/],
])('%s leaves by not-ok', async (_, more, reason) => {
  const done = await search([['phone', '0612']], more);

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toMatch(reason);
});

test('a CRM whose cards are kept elsewhere leaves by not-ok', async () => {
  crm = await engine.addEntity('crm', `CRM-${++count}`, {
    kind: 'v2',
    address: 'https://crm.example.com',
    objects: [{ name: 'contact', title: 'Contact' }],
  });
  const done = await search([['phone', '0612']]);

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toMatch(/CRM V2/);
});

test('a link that fails leaves by not-ok', async () => {
  const card = { id: 'card', values: { phone: '0612' } };
  const definition = { kind: 'built-in' as const, fields: [], labelField: null };
  const done = await runAction(
    'associate-crm-card',
    {
      crm: { reference: 'CRM' },
      confirm: 'all',
      assertions: [{ name: 'phone', value: '0612' }],
    },
    {
      entities: {
        crm: [
          {
            id: 'crm',
            name: 'The CRM',
            reference: 'CRM',
            definition: {
              ...definition,
              fields: [{ name: 'phone', title: 'Phone', type: 'text', required: false }],
            },
          },
        ],
      },
      records: {
        cards: {
          findTwo: () => Promise.resolve([card]),
          claim: () => Promise.resolve(),
          create: () => Promise.resolve(card),
          link: () => Promise.resolve(false),
        },
      },
    },
  );

  expect(done.branchesOf('it')).toEqual(['not-ok']);
});

test('refuses no assertion, and neither all nor any', () => {
  expect(wrongParameters('associate-crm-card', { confirm: 'none', assertions: [] })).toEqual([
    'crm',
    'confirm',
    'assertions',
  ]);
});
