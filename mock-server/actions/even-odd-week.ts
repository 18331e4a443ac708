import { z } from 'zod';
import { momentOf } from '../routing/date-arithmetic.ts';
import { defineAction } from '../routing/define-action.ts';

const ODD_TWICE =
  'Where a year has 53 weeks, two odd weeks follow each other: week 53 of 2026 and week 1 of 2027 both leave by “Uneven”.';

/** 7.2: by the ISO week of the moment, in the organisation's zone. */
export const evenOddWeek = defineAction({
  type: 'even-odd-week',
  title: 'Test if it is an even or odd week',
  group: 'time',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Leaves by the number of the present ISO week: even or uneven.',
  parameters: z.strictObject({}),
  branches: { even: 'Even', uneven: 'Uneven' },
  check: () => [{ path: '', message: ODD_TWICE }],

  run(_, { now, locale }) {
    const { weekOfYear } = momentOf(now, locale.timeZone);
    return weekOfYear! % 2 === 0 ? 'even' : 'uneven'; // the ISO calendar always has weeks
  },
});
