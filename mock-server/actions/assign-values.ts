import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { lateMagicText, variablePath } from '../routing/fields.ts';
import { readTypedValue, valueTypes } from '../routing/typed-values.ts';

/** A variable holds at most so many characters: one that is built from itself would double at every passage. */
const LONGEST_VALUE = 10_000;

const Row = z.strictObject({
  target: variablePath('Variable and field'),
  value: lateMagicText('New value', { min: 0, max: LONGEST_VALUE }),
  type: z.enum(valueTypes).default('text').meta({ title: 'Type' }),
});

/** 6.1: writes variables from top to bottom; one value of the wrong type and nothing is written. */
export const assignValues = defineAction({
  type: 'assign-values',
  title: 'Assign values to variables',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Writes values into variables; later rows see earlier ones.',
  parameters: z.strictObject({
    rows: z.array(Row).min(1).max(50).meta({ title: 'Variables' }),
  }),
  branches: { ok: 'OK', error: 'Error' },
  general: 'error',

  run({ rows }, context) {
    const values = new Map<string, string>();
    for (const { target, value, type } of rows) {
      const resolved = context.resolve(value, values);
      if (resolved.length > LONGEST_VALUE) {
        return leave(
          'error',
          `The value for ${target} is longer than ${LONGEST_VALUE} characters.`,
        );
      }
      const read = readTypedValue(type, resolved, context.locale);
      if (read === undefined) return leave('error', `The value for ${target} is no ${type}.`);
      values.set(target, read);
    }
    for (const [target, value] of values) context.variables.set(target, value);
    return 'ok';
  },
});
