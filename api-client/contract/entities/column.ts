import { z } from 'zod';

/** A name that a routing writes after a point: letters, digits and `_`. */
export const Identifier = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
    'Use 1 to 64 letters without accents, digits and _, beginning with a letter.',
  );

/** What a value of a column may be. Dates are written as `2026-11-20`, with or without a time. */
export const ColumnType = z.enum(['text', 'number', 'date', 'boolean', 'list']);
export type ColumnType = z.infer<typeof ColumnType>;

/** The most values that a list proposes. */
const MOST_VALUES = 500;

const fieldShape = {
  name: Identifier.meta({ title: 'Name', ownName: '' }),
  title: z.string().trim().max(100).default('').meta({ title: 'Title' }),
  type: ColumnType.default('text').meta({ title: 'Type' }),
  required: z.boolean().default(false).meta({ title: 'Required' }),
  values: z
    .array(z.string().trim().min(1, 'Fill this in.').max(200))
    .max(MOST_VALUES)
    .default([])
    .meta({ title: 'Proposed values (of a list)', shownFor: { type: ['list'] } }),
};

/** A typed field of a case or of a campaign’s layout. `values` are what a list proposes. */
export const Field = z.strictObject(fieldShape).superRefine(checkValues);
export type Field = z.output<typeof Field>;

/** A typed column of a custom database. */
export const Column = z
  .strictObject({
    ...fieldShape,
    unique: z.boolean().default(false).meta({ title: 'Unique' }),
  })
  .superRefine(checkValues);
export type Column = z.output<typeof Column>;

/** Fields, each with a name of its own: `Total` and `total` are twins. */
export function fieldList<Item extends z.ZodType<{ name: string }>>(
  item: Item,
  { min = 0, max = 100, title }: { min?: number; max?: number; title: string },
) {
  return z
    .array(item)
    .min(min)
    .max(max)
    .superRefine((fields, context) => {
      const seen = new Map<string, number>();
      for (const [index, { name }] of fields.entries()) {
        const twin = seen.get(name.toLowerCase());
        if (twin === undefined) seen.set(name.toLowerCase(), index);
        else
          context.addIssue({
            code: 'custom',
            path: [index, 'name'],
            message: `Entry ${twin + 1} has the name “${name}” already; upper and lower case count as the same.`,
          });
      }
    })
    .meta({ title });
}

function checkValues(
  { type, values }: { type: ColumnType; values: string[] },
  context: z.RefinementCtx,
): void {
  const say = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if (type === 'list' && values.length === 0)
    say(['values'], 'A list proposes one value at least.');
  if (type !== 'list' && values.length > 0) say(['values'], 'Only a list proposes values.');
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index) say(['values', index], `“${value}” is there already.`);
  });
}
