import { expect, test } from 'vitest';
import { CalendarDefinition } from '../../../api-client/contract/entities/calendar.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { runAction, wrongParameters, type World } from '../../helpers/run-routing.ts';

const id = '0193b2a0-0000-7000-8000-000000000001';
const office = [{ opens: '09:00', closes: '17:00' }];
const calendarOf = (definition: object) => ({
  id,
  name: 'Office hours',
  reference: 'OFFICE',
  definition: CalendarDefinition.parse(definition),
});
const fridays = calendarOf({ week: { friday: office } });
const testing = (now: string, calendar: object = { id }, world: World = {}) =>
  runAction(
    'test-schedule',
    { calendar },
    { now, entities: { calendar: [fridays] }, ...world },
  );

test.each([
  ['from the moment it opens', '2026-11-20T08:00:00.000Z', 'open'],
  ['until just before it closes', '2026-11-20T15:59:59.999Z', 'open'],
  ['not before it opens', '2026-11-20T07:59:59.999Z', 'closed'],
  ['not when it closes', '2026-11-20T16:00:00.000Z', 'closed'],
])('it is open %s', async (_, now, branch) => {
  expect((await testing(now)).branchesOf('it')).toEqual([branch]);
});

test('a calendar without a zone is in the organisation’s, one with a zone in its own', async () => {
  const inTokyo = calendarOf({ timeZone: 'Asia/Tokyo', week: { friday: office } });
  const atNineInTokyo = '2026-11-20T00:30:00.000Z';

  const own = await testing(atNineInTokyo, { id }, { entities: { calendar: [inTokyo] } });
  const organisations = await testing(atNineInTokyo);

  expect(own.branchesOf('it')).toEqual(['open']);
  expect(organisations.branchesOf('it')).toEqual(['closed']);
});

test('a calendar without hours is closed', async () => {
  const world = { entities: { calendar: [calendarOf({})] } };

  const done = await testing('2026-11-20T10:00:00.000Z', { id }, world);

  expect(done.branchesOf('it')).toEqual(['closed']);
});

test('a reference built from a variable finds the calendar', async () => {
  const choice = { reference: '{{shop.calendar}}' };

  const done = await testing('2026-11-20T10:00:00.000Z', choice, {
    variables: { 'shop.calendar': 'OFFICE' },
  });

  expect(done.branchesOf('it')).toEqual(['open']);
});

test.each([
  ['a deleted calendar', { id: '0193b2a0-0000-7000-8000-00000000dead' }, /deleted/],
  ['a reference that there is not', { reference: 'SHOP' }, /“SHOP”/],
  ['a reference whose variable is not set', { reference: '{{shop.calendar}}' }, /empty/],
])('%s leaves by not-found', async (_, choice, reason) => {
  const done = await testing('2026-11-20T10:00:00.000Z', choice);

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.reasonOf('it')).toMatch(reason);
});

test('the calendar is looked up when the action runs', async () => {
  const engine = await EngineRun.start(); // on Friday at 11:00 in Paris
  try {
    const before = await engine.runAction('test-schedule', {
      calendar: { reference: 'OFFICE' },
    });
    await engine.addEntity('calendar', 'OFFICE', { week: { friday: office } });
    const after = await engine.runAction('test-schedule', {
      calendar: { reference: 'OFFICE' },
    });
    engine.now = new Date('2026-11-20T16:00:00.000Z');
    const late = await engine.runAction('test-schedule', { calendar: { reference: 'OFFICE' } });

    expect([before, after, late].map((done) => done.branchesOf('it'))).toEqual([
      ['not-found'],
      ['open'],
      ['closed'],
    ]);
  } finally {
    await engine.stop();
  }
});

test('refuses a calendar that is neither picked nor named', () => {
  expect(wrongParameters('test-schedule', {})).toEqual(['calendar']);
  expect(wrongParameters('test-schedule', { calendar: { id: 'OFFICE' } })).toEqual([
    'calendar.id',
  ]);
});
