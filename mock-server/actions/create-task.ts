import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import type { ActionContext } from '../routing/action-context.ts';
import { addInterval, intervalUnits, momentOf } from '../routing/date-arithmetic.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice, magicText, variablePath } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';

const LONGEST_NAME = 500;

const interval = {
  count: z.int().min(1).max(10_000).meta({ title: 'Time interval' }),
  unit: z.enum(intervalUnits).meta({ title: 'Interval kind' }),
};

const Kind = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('standard') }),
  z.strictObject({
    kind: z.literal('salesforce'),
    queryId: variablePath('Variable containing the Salesforce Query ID'),
  }),
]);
type Kind = z.output<typeof Kind>;

const Start = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('later'), ...interval }),
  z.strictObject({ kind: z.literal('none') }),
]);

const End = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('postponed'), ...interval }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** 5.9: a task of the interaction, with dates of the calendar in the organisation's zone. */
export const createTask = defineAction({
  type: 'create-task',
  title: 'Create a task',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Makes a task for the interaction.',
  parameters: z.strictObject({
    name: magicText('Task name'),
    category: entityChoice('task-category', 'Task category'),
    kind: Kind.prefault({ kind: 'standard' }).meta({ title: 'Task kind' }),
    start: Start.prefault({ kind: 'now' }).meta({ title: 'Date to start the task' }),
    end: End.prefault({ kind: 'none' }).meta({ title: 'Date on which the task must end' }),
  }),
  branches: { ok: 'OK', error: 'Error' },
  general: 'error',

  async run({ name, category, kind, start, end }, context) {
    const trimmed = name.trim();
    if (trimmed === '') return leave('error', 'The name of the task is empty.');
    if (trimmed.length > LONGEST_NAME) {
      return leave('error', `The name of the task is longer than ${LONGEST_NAME} characters.`);
    }
    const found = await context.find('task-category', category);
    if (!found) return leave('error', missingEntity('task-category', category));
    const salesforceQueryId = queryIdOf(kind, context);
    if (salesforceQueryId === '') {
      return leave('error', 'The variable with the Salesforce query id is empty.');
    }
    const { startsAt, endsAt } = datesOf(start, end, context);
    await context.records.tasks.create({
      name: trimmed,
      categoryId: found.id,
      kind: kind.kind,
      salesforceQueryId,
      startsAt,
      endsAt,
    });
    return 'ok';
  },
});

/** Null where the kind has none. */
function queryIdOf(kind: Kind, { variables }: ActionContext): string | null {
  return kind.kind === 'salesforce' ? (variables.get(kind.queryId) ?? '').trim() : null;
}

/** The end counts from the start, or from now where there is none. */
function datesOf(
  start: z.output<typeof Start>,
  end: z.output<typeof End>,
  { now, locale }: ActionContext,
): { startsAt: Date | null; endsAt: Date | null } {
  const present = momentOf(now, locale.timeZone);
  const from = start.kind === 'later' ? addInterval(present, start.count, start.unit) : present;
  return {
    startsAt: start.kind === 'none' ? null : toDate(from),
    endsAt: end.kind === 'none' ? null : toDate(addInterval(from, end.count, end.unit)),
  };
}

function toDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}
