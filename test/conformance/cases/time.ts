import { expect } from 'vitest';
import type { ConformanceCase, Stage } from '../stage.ts';

const office = [{ opens: '09:00', closes: '17:00' }];
const night = [{ opens: '22:00', closes: '02:00' }];

/** Opens in the office's hours on Friday, in a zone where it is eight hours later than in Paris, and through the night. */
async function addCalendar({ engine }: Stage, reference: string): Promise<void> {
  await engine.addEntity('calendar', reference, {
    timeZone: 'Asia/Tokyo',
    week: { friday: office, sunday: night },
    exceptions: [{ date: '2026-12-04', open: [] }],
  });
}

async function testAt(stage: Stage, moment: string, reference = stage.newReference()) {
  await addCalendar(stage, reference);
  stage.engine.now = new Date(moment);
  return stage.engine.runAction('test-schedule', { calendar: { reference } });
}

/** 7.1 and 7.2. */
export const timeCases: ConformanceCase[] = [
  {
    action: 'test-schedule',
    branch: 'open',
    says: 'The moment lies in opening hours, in the calendar’s own zone; over midnight, too.',
    async run(stage) {
      const overMidnight = await testAt(stage, '2026-11-22T16:59:59.000Z'); // 01:59 on Monday there
      expect(overMidnight.branchesOf('it')).toEqual(['open']);
      return testAt(stage, '2026-11-20T00:00:00.000Z'); // 09:00 there
    },
  },
  {
    action: 'test-schedule',
    branch: 'closed',
    says: 'The moment lies outside of them: at the hour of closing, or on a day that is an exception.',
    async run(stage) {
      const exception = await testAt(stage, '2026-12-04T03:00:00.000Z');
      expect(exception.branchesOf('it')).toEqual(['closed']);
      return testAt(stage, '2026-11-20T08:00:00.000Z'); // 17:00 there
    },
  },
  {
    action: 'test-schedule',
    branch: 'not-found',
    says: 'No calendar has the reference.',
    async run({ engine }) {
      const calendar = { reference: 'NO-SUCH-CALENDAR' };
      const done = await engine.runAction('test-schedule', { calendar });
      expect(done.reasonOf('it')).toContain('NO-SUCH-CALENDAR');
      return done;
    },
  },
  {
    action: 'even-odd-week',
    branch: 'even',
    says: 'The ISO week of the moment in the organisation’s zone is even: week 48 begins on Monday at midnight in Paris.',
    run({ engine }) {
      engine.now = new Date('2026-11-22T23:00:00.000Z');
      return engine.runAction('even-odd-week', {});
    },
  },
  {
    action: 'even-odd-week',
    branch: 'uneven',
    says: 'It is odd: week 47 until then, and week 53 as well as week 1 after it.',
    async run({ engine }) {
      for (const now of ['2027-01-03T22:59:59.000Z', '2027-01-03T23:00:00.000Z']) {
        engine.now = new Date(now);
        const done = await engine.runAction('even-odd-week', {});
        expect(done.branchesOf('it')).toEqual(['uneven']);
      }
      engine.now = new Date('2026-11-22T22:59:59.000Z');
      return engine.runAction('even-odd-week', {});
    },
  },
];
