import { z } from 'zod';
import { checkVariables } from './email-template.ts';
import { TemplateVariable } from './placeholders.ts';

/** A text message with `{{name}}` where a declared variable goes. */
export const SmsTemplateDefinition = z
  .strictObject({
    text: z.string().min(1, 'Write the message.').max(1600).meta({ title: 'Text' }),
    variables: z.array(TemplateVariable).max(50).default([]).meta({ title: 'Variables' }),
  })
  .superRefine(({ text, variables }, context) => checkVariables({ text }, variables, context));
export type SmsTemplateDefinition = z.output<typeof SmsTemplateDefinition>;
