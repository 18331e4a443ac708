import { z } from 'zod';

/** A name that templates use: a letter, then letters, digits and underscores. */
export const TemplateName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
    'Begin with a letter, and go on with letters without accents, digits and underscores.',
  );

const PLACEHOLDER =
  /\{\{\s*([A-Za-z][A-Za-z0-9_]{0,63}(?:\.[A-Za-z][A-Za-z0-9_]{0,63})?)\s*\}\}/g;

/** Replaces every `{{name}}` and `{{group.name}}` in one pass: what is put in is not looked into. */
export function fillPlaceholders(
  template: string,
  valueOf: (name: string, offset: number) => string,
): string {
  return template.replace(PLACEHOLDER, (_, name: string, offset: number) =>
    valueOf(name, offset),
  );
}

/** The names that the templates use, each once. */
export function placeholdersIn(...templates: readonly string[]): string[] {
  const names = templates.flatMap((template) =>
    Array.from(template.matchAll(PLACEHOLDER), ([, name = '']) => name),
  );
  return [...new Set(names)];
}

/** A value that a template needs; a routing's author fills it in. */
export const TemplateVariable = z.strictObject({
  name: TemplateName.meta({ ownName: '' }),
  title: z.string().trim().min(1, 'Give it a title.').max(100),
  required: z.boolean().default(false),
});
export type TemplateVariable = z.output<typeof TemplateVariable>;

/** Things with names, each name once. */
export function uniqueNames(issue: (path: (string | number)[], message: string) => void) {
  return (key: string, named: readonly { name: string }[]): void => {
    named.forEach(({ name }, index) => {
      if (named.findIndex((other) => other.name === name) < index) {
        issue([key, index, 'name'], `The name ‘${name}’ is there twice.`);
      }
    });
  };
}
