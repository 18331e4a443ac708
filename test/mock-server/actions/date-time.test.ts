import { expect, test } from 'vitest';
import {
  run,
  runAction,
  treeOf,
  wrongParameters,
  type World,
} from '../../helpers/run-routing.ts';

const target = 'result.moment';
const now = { kind: 'now' };
const fromVariable = { kind: 'variable', variable: 'order.date' };

/** What is stored when the operation is done on this value of a variable. */
async function reckon(value: string, operation: object, world: World = {}) {
  const done = await runAction(
    'date-time',
    { reference: fromVariable, operation, target },
    { variables: { 'order.date': value }, ...world },
  );
  expect([done.faults, done.branchesOf('it')]).toEqual([[], ['ok']]);
  return done.variables[target];
}
const add = (amounts: object) => ({ kind: 'add', ...amounts });
const subtract = (amounts: object) => ({ kind: 'subtract', ...amounts });
const setTo = (parts: object) => ({ kind: 'set-to', ...parts });

test('now is the moment of the passage, in the organisation’s zone with its offset', async () => {
  const done = await runAction(
    'date-time',
    { reference: now, target },
    { now: '2026-11-20T10:00:07.890Z' },
  );

  expect(done.variables).toEqual({ [target]: '2026-11-20T11:00:07+01:00' });
  expect(done.branchesOf('it')).toEqual(['ok']);
});

test.each([
  ['2026-11-20', '2026-11-20T00:00:00+01:00'],
  ['20/11/2026', '2026-11-20T00:00:00+01:00'],
  ['2026-07-01 12:30', '2026-07-01T12:30:00+02:00'],
  ['2026-11-20T23:30:00-05:00', '2026-11-21T05:30:00+01:00'],
  ['2026-03-29T02:30', '2026-03-29T03:30:00+02:00'],
  ['2026-10-25T02:30', '2026-10-25T02:30:00+02:00'],
  ['1900-01-01', '1899-12-31T23:50:39Z'],
])('%s from a variable is stored as %s', async (value, stored) => {
  expect(await reckon(value, { kind: 'none' })).toBe(stored);
});

test.each([
  ['days', '2026-11-20T10:00:00Z', add({ days: 2 }), '2026-11-22T11:00:00+01:00'],
  [
    'exact time',
    '2026-11-20T10:00:00Z',
    add({ hours: 1, minutes: 2, seconds: 3 }),
    '2026-11-20T12:02:03+01:00',
  ],
  ['nothing', '2026-11-20T10:00:00Z', add({}), '2026-11-20T11:00:00+01:00'],
  [
    'a calendar day over the start of summer time',
    '2026-03-28T12:00',
    add({ days: 1 }),
    '2026-03-29T12:00:00+02:00',
  ],
  ['24 hours over it', '2026-03-28T12:00', add({ hours: 24 }), '2026-03-29T13:00:00+02:00'],
  [
    'a day, to an hour that is left out',
    '2026-03-28T02:30',
    add({ days: 1 }),
    '2026-03-29T03:30:00+02:00',
  ],
  [
    'a day, to an hour that comes twice',
    '2026-10-24T02:30',
    add({ days: 1 }),
    '2026-10-25T02:30:00+02:00',
  ],
  [
    '24 hours over the end of summer time',
    '2026-10-24T12:00',
    add({ hours: 24 }),
    '2026-10-25T11:00:00+01:00',
  ],
  [
    'days over the end of February',
    '2028-02-28',
    add({ days: 2 }),
    '2028-03-01T00:00:00+01:00',
  ],
])('adds %s', async (_, value, operation, stored) => {
  expect(await reckon(value, operation)).toBe(stored);
});

test.each([
  ['days', '2026-03-01', subtract({ days: 1 }), '2026-02-28T00:00:00+01:00'],
  ['exact time', '2026-11-20T00:00', subtract({ seconds: 1 }), '2026-11-19T23:59:59+01:00'],
  [
    'a calendar day over the start of summer time',
    '2026-03-29T12:00',
    subtract({ days: 1 }),
    '2026-03-28T12:00:00+01:00',
  ],
  [
    '24 hours over it',
    '2026-03-29T12:00',
    subtract({ hours: 24 }),
    '2026-03-28T11:00:00+01:00',
  ],
  [
    'a day, to an hour that comes twice',
    '2026-10-26T02:30',
    subtract({ days: 1 }),
    '2026-10-25T02:30:00+02:00',
  ],
])('subtracts %s', async (_, value, operation, stored) => {
  expect(await reckon(value, operation)).toBe(stored);
});

test.each([
  [
    'an empty field is unchanged',
    '2026-11-20T11:22:33',
    setTo({ minutes: 5 }),
    '2026-11-20T11:05:33+01:00',
  ],
  [
    '0 is zero',
    '2026-11-20T11:22:33',
    setTo({ hours: 0, minutes: 0, seconds: 0 }),
    '2026-11-20T00:00:00+01:00',
  ],
  [
    'nothing set changes nothing',
    '2026-11-20T11:22:33',
    setTo({}),
    '2026-11-20T11:22:33+01:00',
  ],
  ['day 31 in February', '2026-02-10', setTo({ dayOfMonth: 31 }), '2026-02-28T00:00:00+01:00'],
  [
    'day 30 in a leap year’s February',
    '2028-02-10',
    setTo({ dayOfMonth: 30 }),
    '2028-02-29T00:00:00+01:00',
  ],
  [
    'day 31 in a month that has it',
    '2026-10-10',
    setTo({ dayOfMonth: 31 }),
    '2026-10-31T00:00:00+01:00',
  ],
  [
    'Monday of the week of a Sunday, a month before',
    '2026-11-01T10:00',
    setTo({ useDayOfWeek: true, dayOfWeek: 1 }),
    '2026-10-26T10:00:00+01:00',
  ],
  [
    'Sunday of the week of a Monday, a year after',
    '2026-12-28',
    setTo({ useDayOfWeek: true, dayOfWeek: 7 }),
    '2027-01-03T00:00:00+01:00',
  ],
  [
    'the day that it is',
    '2026-11-20',
    setTo({ useDayOfWeek: true, dayOfWeek: 5 }),
    '2026-11-20T00:00:00+01:00',
  ],
  [
    'only the day that the toggle shows',
    '2026-11-20',
    setTo({ useDayOfWeek: true, dayOfMonth: 1 }),
    '2026-11-20T00:00:00+01:00',
  ],
  [
    'an hour that is left out moves forward',
    '2026-03-29T12:00',
    setTo({ hours: 2, minutes: 30 }),
    '2026-03-29T03:30:00+02:00',
  ],
  [
    'an hour that comes twice is the first',
    '2026-10-25T12:00',
    setTo({ hours: 2 }),
    '2026-10-25T02:00:00+02:00',
  ],
  [
    'also when it was the second',
    '2026-10-25T02:30:00+01:00',
    setTo({ minutes: 0 }),
    '2026-10-25T02:00:00+02:00',
  ],
])('set to: %s', async (_, value, operation, stored) => {
  expect(await reckon(value, operation)).toBe(stored);
});

test('the calendar is that of the organisation’s zone', async () => {
  const newYork = { locale: { timeZone: 'America/New_York', region: 'US', language: 'en' } };

  expect(await reckon('2026-11-21T03:00:00Z', setTo({ dayOfMonth: 1 }), newYork)).toBe(
    '2026-11-01T22:00:00-05:00',
  );
});

test.each([
  ['a day that does not exist', '2026-02-30'],
  ['an hour on a day that does not exist', '2026-02-30T10:00'],
  ['an empty value, which is no date and not 1970', ''],
  ['a number', '0'],
  ['a word', 'tomorrow'],
])('%s leaves by not-ok and the target untouched', async (_, value) => {
  const variables = { 'order.date': value, [target]: 'before' };

  const done = await runAction(
    'date-time',
    { reference: fromVariable, operation: add({ days: 1 }), target },
    { variables },
  );

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe('The variable order.date holds no date.');
  expect(done.variables).toEqual(variables);
});

test('a variable that is not set leaves by not-ok', async () => {
  const done = await runAction('date-time', { reference: fromVariable, target });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.variables).toEqual({});
});

test.each([
  ['9999-12-31T23:00', add({ hours: 2 })],
  ['0001-01-02', subtract({ days: 300 })],
])(
  '%s and %j: outside the years that can be written it leaves by not-ok',
  async (value, operation) => {
    const done = await runAction(
      'date-time',
      { reference: fromVariable, operation, target },
      { variables: { 'order.date': value } },
    );

    expect([done.faults, done.branchesOf('it')]).toEqual([[], ['not-ok']]);
    expect(done.reasonOf('it')).toMatch(/years 1 to 9999/);
  },
);

/** Stores 08:00 of the day, a Saturday, then asks something of it. */
const storeAndTest = (operator: string, value = '') =>
  treeOf({
    it: {
      type: 'date-time',
      parameters: { reference: now, operation: setTo({ hours: 8, minutes: 0 }), target },
      branches: { ok: 'test' },
    },
    test: {
      type: 'test-values',
      parameters: { confirm: 'all', conditions: [{ variable: target, operator, value }] },
      branches: { yes: 'yes', no: 'no' },
    },
    yes: { type: 'node' },
    no: { type: 'node' },
  });

test.each([
  ['is-date', '', 'yes'],
  ['is-morning', '', 'yes'],
  ['is-afternoon', '', 'no'],
  ['is-weekend', '', 'yes'],
  ['is-odd-week', '', 'yes'],
  ['greater-or-equal', '2026-11-21', 'yes'],
  ['greater-or-equal', '2026-11-21T07:00:13Z', 'yes'],
  ['greater-or-equal', '2026-11-21T07:00:14Z', 'no'],
  ['equal', '2026-11-21T08:00:13', 'yes'],
])('what is stored can be tested: %s %s gives %s', async (operator, value, branch) => {
  const done = await run(storeAndTest(operator, value), { now: '2026-11-21T20:30:13.900Z' });

  expect(done.branchesOf('test')).toEqual([branch]);
});

test('what is stored can be reckoned with again', async () => {
  const again = {
    reference: { kind: 'variable', variable: target },
    operation: add({ days: 1 }),
    target,
  };
  const tree = treeOf({
    first: {
      type: 'date-time',
      parameters: { reference: now, target },
      branches: { ok: 'second' },
    },
    second: { type: 'date-time', parameters: again, branches: {} },
  });

  const done = await run(tree, { now: '2026-10-24T00:30:00.000Z' });

  expect(done.variables[target]).toBe('2026-10-25T02:30:00+02:00');
});

test('stored parameters that are not valid leave by not-ok', async () => {
  const done = await runAction('date-time', {
    reference: now,
    operation: add({ days: '' }),
    target,
  });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
});

test.each([
  ['no reference', { target }, 'reference'],
  [
    'a variable that is none',
    { reference: { kind: 'variable', variable: 'date' }, target },
    'reference.variable',
  ],
  ['no target', { reference: now }, 'target'],
  [
    'an unknown operation',
    { reference: now, operation: { kind: 'multiply' }, target },
    'operation.kind',
  ],
  [
    'an empty text for a number',
    { reference: now, operation: add({ days: '' }), target },
    'operation.days',
  ],
  [
    'less than nothing',
    { reference: now, operation: add({ hours: -1 }), target },
    'operation.hours',
  ],
  [
    'half a minute',
    { reference: now, operation: subtract({ minutes: 0.5 }), target },
    'operation.minutes',
  ],
  ['hour 24', { reference: now, operation: setTo({ hours: 24 }), target }, 'operation.hours'],
  [
    'day 0',
    { reference: now, operation: setTo({ dayOfMonth: 0 }), target },
    'operation.dayOfMonth',
  ],
  [
    'day 32',
    { reference: now, operation: setTo({ dayOfMonth: 32 }), target },
    'operation.dayOfMonth',
  ],
  [
    'an eighth day of the week',
    { reference: now, operation: setTo({ dayOfWeek: 8 }), target },
    'operation.dayOfWeek',
  ],
  [
    'days in set to',
    { reference: now, operation: setTo({ days: 1 }), target },
    'operation.days',
  ],
])('refuses %s', (_, parameters, path) => {
  expect(wrongParameters('date-time', parameters)).toContain(path);
});
