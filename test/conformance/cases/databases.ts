import { expect } from 'vitest';
import { addRows, rowsOf } from '../../helpers/stored-rows.ts';
import type { ConformanceCase, Read, Stage } from '../stage.ts';

const columns = [
  { name: 'number', required: true, unique: true },
  { name: 'state', type: 'list', values: ['open', 'sent'] },
  { name: 'amount', type: 'number' },
];
const orders = [
  { number: '1', state: 'open', amount: '10.5' },
  { number: '2', state: 'open' },
  { number: '3', state: 'sent', amount: '7' },
];

const named = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** A database of orders. */
async function addDatabase({ engine, newReference }: Stage) {
  const id = await engine.addEntity('database', newReference(), { columns });
  await addRows(engine, id, orders, ['number']);
  return { id };
}

const deleted = { id: '0193b2a0-0000-7000-8000-00000000dead' };

/** What is written into the variables of an order, from a row with these values. */
async function fill(stage: Stage, confirm: string, assertions: Record<string, string>) {
  const database = await addDatabase(stage);
  const results = ['number', 'amount'].map((name) => ({ name, target: `order.${name}` }));
  const parameters = { database, confirm, assertions: named(assertions), results };
  return stage.engine.runAction('fill-from-database', parameters, { variables: old });
}
const old = { 'order.number': 'old', 'order.amount': 'old' };

/** What comes of saving a row, and the rows then. */
async function save(stage: Stage, values: Record<string, string>) {
  const database = await addDatabase(stage);
  const parameters = { database, fields: named(values) };
  const done = await stage.engine.runAction('save-to-database', parameters);
  return { done, rows: await rowsOf(stage.engine, database.id) };
}

async function modify(
  stage: Stage,
  assertions: Record<string, string>,
  fields: Record<string, string>,
  more: object = {},
) {
  const database = await addDatabase(stage);
  const parameters = { assertions: named(assertions), fields: named(fields), ...more };
  const done = await stage.engine.runAction('modify-database', { database, ...parameters });
  return { done, rows: await rowsOf(stage.engine, database.id) };
}

/** It left for a reason, and the rows are as they were. */
function expectUnchanged({ done, rows }: { done: Read; rows: unknown[] }): Read {
  expect(done.reasonOf('it')).not.toBeNull();
  expect(rows).toEqual(orders);
  return done;
}

/** A values table of two rows whose keys differ in case only, and one more. */
async function lookUp(stage: Stage, key: string, table?: object) {
  const { engine, newReference } = stage;
  const reference = newReference();
  const table_id = await engine.addEntity('value-table', reference);
  const rows = Object.entries({ fr: 'France', FR: 'FRANCE', De: 'Germany' });
  await engine.db
    .insertInto('value_table_rows')
    .values(
      rows.map(([name, value]) => ({
        organisation_id: engine.organisationId,
        table_id,
        key: name,
        folded: name.toLowerCase(),
        value,
      })),
    )
    .execute();
  const parameters = { table: table ?? { reference }, key, target: 'its.country' };
  const variables = { 'its.country': 'old', 'its.key': 'FR' };
  return engine.runAction('values-table', parameters, { variables });
}

/** 6.3 to 6.6. */
export const databaseCases: ConformanceCase[] = [
  {
    action: 'values-table',
    branch: 'ok',
    says: 'The value of the key is stored: of exactly this key, trimmed, else of one that differs in case only.',
    async run(stage) {
      const folded = await lookUp(stage, 'DE');
      expect(folded.variables['its.country']).toBe('Germany');
      const done = await lookUp(stage, ' {{its.key}} ');
      expect(done.variables['its.country']).toBe('FRANCE');
      return done;
    },
  },
  {
    action: 'values-table',
    branch: 'no-value',
    says: 'The table has no such key; the target is untouched.',
    async run(stage) {
      const empty = await lookUp(stage, '{{no.key}}');
      expect(empty.branchesOf('it')).toEqual(['no-value']);
      const done = await lookUp(stage, 'IT');
      expect(done.variables['its.country']).toBe('old');
      return done;
    },
  },
  {
    action: 'values-table',
    branch: 'reference-not-found',
    says: 'No values table has the reference; the target is untouched.',
    async run(stage) {
      const done = await lookUp(stage, 'FR', { reference: 'NO-SUCH-TABLE' });
      expect(done.variables['its.country']).toBe('old');
      expect(done.reasonOf('it')).toContain('NO-SUCH-TABLE');
      return done;
    },
  },

  {
    action: 'fill-from-database',
    branch: 'ok',
    says: 'Of several rows the first that was inserted fills the variables.',
    async run(stage) {
      const done = await fill(stage, 'all', { state: 'open' });
      expect(done.variables).toEqual({ 'order.number': '1', 'order.amount': '10.5' });
      return done;
    },
  },
  {
    action: 'fill-from-database',
    branch: 'ok',
    says: 'A column that is empty in the row clears its target; of assertions of which one is enough, an empty one is skipped.',
    async run(stage) {
      const done = await fill(stage, 'any', { state: '{{no.state}}', number: '2' });
      expect(done.variables).toEqual({ 'order.number': '2' });
      return done;
    },
  },
  {
    action: 'fill-from-database',
    branch: 'not-found',
    says: 'No row has the values: where all must match, an empty one never matches an empty column. The targets are untouched.',
    async run(stage) {
      const done = await fill(stage, 'all', { number: '2', amount: '{{no.amount}}' });
      expect(done.variables).toEqual(old);
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  },

  {
    action: 'save-to-database',
    branch: 'ok',
    says: 'There is one row more, with its values by their types.',
    async run(stage) {
      const values = { number: '4', state: 'sent', amount: '1,50' };
      const { done, rows } = await save(stage, values);
      expect(rows).toEqual([...orders, { ...values, amount: '1.5' }]);
      return done;
    },
  },
  ...(
    [
      ['A required field is missing', { state: 'open' }],
      ['A value is not one that its list proposes', { number: '4', state: 'lost' }],
      ['A value is of the wrong type', { number: '4', amount: '0x10' }],
      ['A value that must be unique is there already', { number: '3' }],
    ] as const
  ).map(([when, values]) => ({
    action: 'save-to-database',
    branch: 'not-ok',
    says: `${when}; nothing is written.`,
    run: async (stage: Stage) => expectUnchanged(await save(stage, values)),
  })),

  {
    action: 'modify-database',
    branch: 'ok',
    says: 'All rows that were found have the new values; an empty value clears.',
    async run(stage) {
      const changes = { state: 'sent', amount: '' };
      const all = { which: 'all' };
      const { done, rows } = await modify(stage, { state: 'open' }, changes, all);
      expect(rows).toEqual([
        { number: '1', state: 'sent' },
        { number: '2', state: 'sent' },
        orders[2],
      ]);
      return done;
    },
  },
  {
    action: 'modify-database',
    branch: 'ok',
    says: 'Only the first of the rows that were found has them.',
    async run(stage) {
      const changes = { amount: '3' };
      const { done, rows } = await modify(stage, { state: 'open' }, changes, {
        which: 'first',
      });
      expect(rows).toEqual([{ ...orders[0], amount: '3' }, orders[1], orders[2]]);
      return done;
    },
  },
  {
    action: 'modify-database',
    branch: 'columns-not-found',
    says: 'The database has no such column; this is looked at first, and the reason names it.',
    async run(stage) {
      const result = await modify(stage, { number: '99' }, { colour: 'red' });
      expect(result.done.reasonOf('it')).toContain('colour');
      return expectUnchanged(result);
    },
  },
  {
    action: 'modify-database',
    branch: 'no-value-found',
    says: 'No row was found; this is looked at before the new values.',
    run: async (stage) =>
      expectUnchanged(await modify(stage, { number: '99' }, { amount: 'x' })),
  },
  {
    action: 'modify-database',
    branch: 'no-modification',
    says: 'The rows have these values already, in another spelling.',
    run: async (stage) =>
      expectUnchanged(await modify(stage, { number: '1' }, { amount: '010,50' })),
  },
  {
    action: 'modify-database',
    branch: 'error',
    says: 'A rule would be broken for one of the rows; none is changed.',
    async run(stage) {
      const both = { which: 'all' };
      expectUnchanged(await modify(stage, { state: 'open' }, { amount: 'x' }, both));
      expectUnchanged(await modify(stage, { state: 'open' }, { number: '' }, both));
      return expectUnchanged(await modify(stage, { state: 'open' }, { number: '9' }, both));
    },
  },
  {
    action: 'modify-database',
    branch: 'error',
    says: 'The database that was picked has been deleted.',
    async run({ engine }) {
      const search = { assertions: named({ number: '1' }), fields: named({ amount: '1' }) };
      const done = await engine.runAction('modify-database', { database: deleted, ...search });
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  },
];
