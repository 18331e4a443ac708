import { z } from 'zod';
import { expressionProblem, operators, testCondition } from '../routing/conditions.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { magicText, variablePath } from '../routing/fields.ts';

const Condition = z.strictObject({
  variable: variablePath('Variable'),
  operator: z.enum(operators).meta({ title: 'Operator' }),
  value: magicText('Value', { min: 0, max: 10_000 }).default(''),
});

/** 6.2: asks one or more questions of the variables. */
export const testValues = defineAction({
  type: 'test-values',
  title: 'Test a value(s)',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Compares variables and leaves by yes or no.',
  parameters: z.strictObject({
    confirm: z.enum(['all', 'any']).meta({ title: 'Confirm the test if' }),
    conditions: z.array(Condition).min(1).max(50).meta({ title: 'Conditions' }),
  }),
  branches: { yes: 'Yes', no: 'No', error: 'Error' },
  general: 'error',
  check: ({ conditions }) =>
    conditions.flatMap(({ operator, value }, index) => {
      // with a variable in it, the expression is known only when it runs
      const written = operator === 'regular-expression' && !value.includes('{{');
      const message = written ? expressionProblem(value) : undefined;
      return message ? [{ path: `conditions.${index}.value`, message }] : [];
    }),

  run({ confirm, conditions }, context) {
    const results = conditions.map(({ variable, operator, value }) =>
      testCondition(
        { actual: context.variables.get(variable), operator, value },
        context.locale,
      ),
    );
    if (results.includes('invalid'))
      return leave('error', 'The regular expression is not valid.');
    const passed = confirm === 'all' ? !results.includes(false) : results.includes(true);
    return passed ? 'yes' : 'no';
  },
});
