import { z } from 'zod';
import type { Temporal } from 'temporal-polyfill';
import type { ActionContext } from '../routing/action-context.ts';
import {
  addSpan,
  momentOf,
  setParts,
  subtractSpan,
  writeMoment,
} from '../routing/date-arithmetic.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { variablePath } from '../routing/fields.ts';
import { readMoment } from '../routing/typed-values.ts';

const A_CENTURY_OF_DAYS = 36_525;

/** A whole number, or null for a field that is left empty: an empty text is no number, and not 0. */
function field(title: string, { min = 0, max }: { min?: number; max: number }) {
  return z.int().min(min).max(max).nullable().default(null).meta({ title });
}

const amounts = {
  days: field('Days', { max: A_CENTURY_OF_DAYS }),
  hours: field('Hours', { max: A_CENTURY_OF_DAYS * 24 }),
  minutes: field('Minutes', { max: A_CENTURY_OF_DAYS * 1440 }),
  seconds: field('Seconds', { max: A_CENTURY_OF_DAYS * 86_400 }),
};

const Reference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('variable'), variable: variablePath('Variable') }),
]);

const Operation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('add'), ...amounts }),
  z.strictObject({ kind: z.literal('subtract'), ...amounts }),
  z.strictObject({
    kind: z.literal('set-to'),
    useDayOfWeek: z.boolean().default(false).meta({ title: 'Use the day of the week' }),
    dayOfMonth: field('Day of the month', { min: 1, max: 31 }),
    dayOfWeek: field('Day of the week (1 is Monday)', { min: 1, max: 7 }),
    hours: field('Hours', { max: 23 }),
    minutes: field('Minutes', { max: 59 }),
    seconds: field('Seconds', { max: 59 }),
  }),
]);
type Operation = z.output<typeof Operation>;

/** 6.7: retrieves or reckons a date and time. */
export const dateTime = defineAction({
  type: 'date-time',
  title: 'Date and time (retrieval and calculations)',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary:
    'Stores a date and time in a variable, as 2026-11-20T11:00:00+01:00: local time with its offset.',
  parameters: z.strictObject({
    reference: Reference.meta({ title: 'Reference the date and time' }),
    operation: Operation.prefault({ kind: 'none' }).meta({
      title: 'Operation on the date and time',
    }),
    target: variablePath('Result storage'),
  }),
  branches: { ok: 'OK', 'not-ok': 'Not OK' },
  general: 'not-ok',

  run({ reference, operation, target }, context) {
    const moment = readReference(reference, context);
    if (!moment) return leave('not-ok', `${nameOf(reference)} holds no date.`);
    const result = reckon(moment, operation);
    if (result === undefined)
      return leave('not-ok', 'The result is not in the years 1 to 9999.');
    context.variables.set(target, result);
    return 'ok';
  },
});

function readReference(
  reference: z.output<typeof Reference>,
  { now, locale, variables }: ActionContext,
): Temporal.ZonedDateTime | undefined {
  if (reference.kind === 'now') return momentOf(now, locale.timeZone);
  return readMoment(variables.get(reference.variable) ?? '', locale);
}

function nameOf(reference: z.output<typeof Reference>): string {
  return reference.kind === 'now' ? 'The clock' : `The variable ${reference.variable}`;
}

function reckon(moment: Temporal.ZonedDateTime, operation: Operation): string | undefined {
  try {
    return writeMoment(apply(moment, operation));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // beyond the years that there are
    throw error;
  }
}

function apply(moment: Temporal.ZonedDateTime, operation: Operation): Temporal.ZonedDateTime {
  switch (operation.kind) {
    case 'none':
      return moment;
    case 'add':
      return addSpan(moment, operation);
    case 'subtract':
      return subtractSpan(moment, operation);
    case 'set-to': {
      const { useDayOfWeek, dayOfMonth, dayOfWeek } = operation;
      const number = useDayOfWeek ? dayOfWeek : dayOfMonth;
      const of = useDayOfWeek ? 'week' : 'month';
      return setParts(moment, { ...operation, day: number === null ? null : { of, number } });
    }
  }
}
