import { z } from 'zod';
import {
  HttpAddress,
  HttpBody,
  HttpHeader,
  HttpTimeout,
  templateErrors,
} from './http-template.ts';
import { TemplateName, uniqueNames } from './placeholders.ts';

/** A value that whoever calls the service gives. `default` stands in for an empty one. */
export const WebServiceInput = z.strictObject({
  name: TemplateName.meta({ ownName: '' }),
  title: z.string().trim().min(1, 'Give it a title.').max(100),
  required: z.boolean().default(false),
  default: z.string().max(1000).default('').meta({ title: 'Value when it is empty' }),
});
export type WebServiceInput = z.output<typeof WebServiceInput>;

/**
 * An HTTP service that routings call. Address, headers and body may hold `{{input.name}}` and `{{secret.NAME}}`; each
 * value is escaped for where it goes.
 */
export const WebServiceDefinition = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
    address: HttpAddress,
    headers: z.array(HttpHeader).max(30).default([]),
    body: HttpBody.default({ type: 'none' }),
    inputs: z.array(WebServiceInput).max(50).default([]),
    /** What the answer’s body must be. */
    answer: z.enum(['json', 'text', 'none']).default('json').meta({ title: 'The answer is' }),
    timeoutSeconds: HttpTimeout,
  })
  .superRefine((definition, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const inputs = definition.inputs.map(({ name }) => `input.${name}`);
    const isKnown = (name: string) => inputs.includes(name) || name.startsWith('secret.');
    for (const { path, message } of templateErrors(definition, isKnown)) issue(path, message);
    if (definition.method === 'GET' && definition.body.type !== 'none') {
      issue(['body'], 'A call by GET has no body.');
    }
    uniqueNames(issue)('inputs', definition.inputs);
  });
export type WebServiceDefinition = z.output<typeof WebServiceDefinition>;
