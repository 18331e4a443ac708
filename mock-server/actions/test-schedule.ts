import { z } from 'zod';
import { isOpen } from '../routing/calendar.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';

/** 7.1: in the calendar's own zone, or the organisation's where it has none. */
export const testSchedule = defineAction({
  type: 'test-schedule',
  title: 'Test a schedule',
  group: 'time',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Leaves by whether a calendar is open at this moment.',
  parameters: z.strictObject({ calendar: entityChoice('calendar', 'I know') }),
  branches: { open: 'Open', closed: 'Closed', 'not-found': 'Not found' },

  async run({ calendar }, context) {
    const found = await context.find('calendar', calendar);
    if (!found) return leave('not-found', missing(calendar));
    return isOpen(found.definition, context.now, context.locale.timeZone) ? 'open' : 'closed';
  },
});

function missing(choice: { id: string } | { reference: string }): string {
  if ('id' in choice) return 'The calendar that was picked has been deleted.';
  const reference = choice.reference.trim();
  return reference
    ? `No calendar has the reference “${reference}”.`
    : 'The reference is empty.';
}
