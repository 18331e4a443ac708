import { z } from 'zod';
import { fillPlaceholders, placeholdersIn } from './placeholders.ts';

/** The start of an address: its scheme and host are written out, so that no value can send a call elsewhere. */
export const HttpAddress = z
  .string()
  .trim()
  .max(2000)
  .refine(isHttpAddress, 'Give an address that begins with http:// or https:// and a host.');

function isHttpAddress(address: string): boolean {
  const origin = /^https?:\/\/[^/?#{}@\s]+(?=[/?#]|$)/i.exec(address)?.[0];
  return origin !== undefined && URL.canParse(origin);
}

/** Headers that belong to the connection, or are made by the server itself. */
const OWN_HEADERS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|idempotency-key|proxy-.*)$/i;

export const HttpHeader = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'This is no name of a header.')
    .refine((name) => !OWN_HEADERS.test(name), 'This header is set by the server itself.'),
  value: z.string().max(4000),
});
export type HttpHeader = z.output<typeof HttpHeader>;

/** What is sent. In JSON, a placeholder stands inside a text or in a value’s place. */
export const HttpBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('json'), template: z.string().max(50_000) }),
  z.strictObject({
    type: z.literal('form'),
    fields: z
      .array(z.strictObject({ name: z.string().min(1).max(200), value: z.string().max(4000) }))
      .max(100),
  }),
  z.strictObject({ type: z.literal('text'), template: z.string().max(50_000) }),
]);
export type HttpBody = z.output<typeof HttpBody>;

/** Seconds that a call may take in all: 1 to 60, 10 unless said. */
export const HttpTimeout = z
  .int()
  .min(1)
  .max(60)
  .default(10)
  .meta({ title: 'Longest wait for the answer (seconds)' });

/** A path into JSON, as `customer.addresses.0.city`; empty is the whole. */
export const JsonPath = z
  .string()
  .trim()
  .regex(/^$|^[^.\s]{1,100}(\.[^.\s]{1,100}){0,19}$/, 'Write names with points between them.');

export function bodyTemplates(body: HttpBody): string[] {
  if (body.type === 'none') return [];
  return body.type === 'form' ? body.fields.map(({ value }) => value) : [body.template];
}

/** What is wrong with a call’s templates, by the place of each. */
export function templateErrors(
  call: { address?: string; headers?: readonly HttpHeader[]; body?: HttpBody },
  isKnown: (name: string) => boolean,
): { path: (string | number)[]; message: string }[] {
  const { address = '', headers = [], body = { type: 'none' } } = call;
  const places: [(string | number)[], string][] = [
    [['address'], address],
    ...headers.map(({ value }, index): [(string | number)[], string] => [
      ['headers', index, 'value'],
      value,
    ]),
    ...bodyTemplates(body).map((template, index): [(string | number)[], string] => [
      body.type === 'form' ? ['body', 'fields', index, 'value'] : ['body', 'template'],
      template,
    ]),
  ];
  const errors = places.flatMap(([path, template]) =>
    placeholdersIn(template)
      .filter((name) => !isKnown(name))
      .map((name) => ({ path, message: `‘{{${name}}}’ is not declared.` })),
  );
  if (body.type === 'json' && !isJsonTemplate(body.template)) {
    const message = 'With its placeholders filled in, this is no JSON.';
    errors.push({ path: ['body', 'template'], message });
  }
  return errors;
}

/** A number is right in a text and in a value’s place. */
function isJsonTemplate(template: string): boolean {
  try {
    JSON.parse(fillPlaceholders(template, () => '0'));
    return true;
  } catch {
    return false;
  }
}
