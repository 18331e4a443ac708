import { z } from 'zod';
import { placeholdersIn, TemplateVariable } from './placeholders.ts';

/** An e-mail with `{{name}}` where a declared variable goes. At least one of `html` and `text` is filled. */
export const EmailTemplateDefinition = z
  .strictObject({
    subject: z.string().min(1, 'Give it a subject.').max(300).meta({ title: 'Subject' }),
    html: z.string().max(100_000).default('').meta({ title: 'HTML' }),
    text: z.string().max(100_000).default('').meta({ title: 'Text' }),
    variables: z.array(TemplateVariable).max(50).default([]).meta({ title: 'Variables' }),
  })
  .superRefine(({ subject, html, text, variables }, context) => {
    if (html.trim() === '' && text.trim() === '') {
      const message = 'Write a text, with or without HTML.';
      context.addIssue({ code: 'custom', path: ['text'], message });
    }
    checkVariables({ subject, html, text }, variables, context);
  });
export type EmailTemplateDefinition = z.output<typeof EmailTemplateDefinition>;

interface Issues {
  addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void;
}

/** Every placeholder is declared, and no variable twice. */
export function checkVariables(
  templates: Record<string, string>,
  variables: readonly TemplateVariable[],
  context: Issues,
): void {
  const names = variables.map(({ name }) => name);
  for (const [field, template] of Object.entries(templates)) {
    const unknown = placeholdersIn(template).find((name) => !names.includes(name));
    if (unknown === undefined) continue;
    const message = `‘{{${unknown}}}’ is not among the variables.`;
    context.addIssue({ code: 'custom', path: [field], message });
  }
  names.forEach((name, index) => {
    if (names.indexOf(name) === index) return;
    const message = `The variable ‘${name}’ is there twice.`;
    context.addIssue({ code: 'custom', path: ['variables', index, 'name'], message });
  });
}
