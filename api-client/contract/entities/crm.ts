import { z } from 'zod';
import {
  HttpAddress,
  HttpBody,
  HttpHeader,
  HttpTimeout,
  JsonPath,
  templateErrors,
} from './http-template.ts';
import { TemplateName, uniqueNames } from './placeholders.ts';

const Title = z.string().trim().min(1, 'Give it a title.').max(100);

/** A field of a card. */
export const CrmField = z.strictObject({
  name: TemplateName.meta({ ownName: '' }),
  title: Title,
  type: z.enum(['text', 'number', 'date', 'boolean']).default('text'),
});
export type CrmField = z.output<typeof CrmField>;

/** A field of a card that is kept here. */
export const BuiltInField = CrmField.extend({ required: z.boolean().default(false) });
export type BuiltInField = z.output<typeof BuiltInField>;

/** The built-in directory of customers: its cards are kept here. */
export const BuiltInCrm = z
  .strictObject({
    kind: z.literal('built-in'),
    fields: z.array(BuiltInField).min(1, 'Give it a field.').max(100),
    /** The field that a card is called by; the first unless said. */
    labelField: TemplateName.nullable()
      .default(null)
      .meta({ title: 'Field that a card is called by (the first unless said)' }),
  })
  .superRefine(({ fields, labelField }, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    uniqueNames(issue)('fields', fields);
    if (labelField !== null && !fields.some(({ name }) => name === labelField)) {
      issue(['labelField'], `‘${labelField}’ is not among the fields.`);
    }
  });
export type BuiltInCrm = z.output<typeof BuiltInCrm>;

/** Put behind the CRM’s own address. */
const HttpPath = z
  .string()
  .trim()
  .max(2000)
  .regex(/^(\/|$)/, 'Begin with a slash.');

/** `{{variable.field}}` of the interaction, or `{{secret.NAME}}`. */
const QueryPart = z.strictObject({
  name: z.string().min(1).max(200),
  value: z.string().max(4000),
});

/** A kind of card in a CRM. */
export const CrmObject = z.strictObject({
  name: TemplateName.meta({ ownName: '' }),
  title: Title,
  fields: z.array(CrmField).max(200).default([]),
  /** Where a card’s id is, in a card as the CRM answers it. */
  idPath: JsonPath.default('id').meta({ title: 'Where a card’s id is' }),
  /** Where its label is; without one, the id is shown. */
  labelPath: JsonPath.default('').meta({ title: 'Where a card’s label is' }),
  /** A page that shows the card, with `{{id}}` in it; empty where there is none. */
  addressTemplate: z
    .union([z.literal(''), HttpAddress])
    .default('')
    .meta({ title: 'Page that shows a card, with {{id}}' }),
  /** How a card is made. Templates hold `{{field.name}}`, or `{{fields}}`: a JSON object of all that are given. */
  create: z
    .strictObject({
      method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
      path: HttpPath,
      body: HttpBody,
      /** Where the new card is in the answer; empty is the whole answer. */
      cardPath: JsonPath.default('').meta({ title: 'Where the card is in the answer' }),
    })
    .nullable()
    .default(null)
    .meta({ title: 'Cards are made here' }),
  /** How a card is read, for whoever looks at its interaction. The path holds `{{id}}`. */
  read: z
    .strictObject({
      path: HttpPath,
      /** Where the card is in the answer; empty is the whole answer. */
      cardPath: JsonPath.default('').meta({ title: 'Where the card is in the answer' }),
      /** Where the card’s fields are, in the card; empty is the card itself. */
      fieldsPath: JsonPath.default('').meta({ title: 'Where the fields are in the card' }),
    })
    .nullable()
    .default(null)
    .meta({ title: 'Cards are read here' }),
});
export type CrmObject = z.output<typeof CrmObject>;

/** A way to look for cards of one object by what the interaction knows. */
export const CrmScenario = z.strictObject({
  name: TemplateName.meta({ ownName: '' }),
  title: Title,
  object: TemplateName,
  method: z.enum(['GET', 'POST']).default('GET'),
  path: HttpPath,
  query: z.array(QueryPart).max(30).default([]),
  body: HttpBody.default({ type: 'none' }),
  /** Where the list of cards is in the answer; empty is the whole answer. One object counts as a list of one. */
  itemsPath: JsonPath.default('').meta({ title: 'Where the list of cards is in the answer' }),
  /** True where the CRM says that there is no card by the status 404. */
  none404: z.boolean().default(false).meta({ title: 'The status 404 says that there is none' }),
  /** Variables that may be empty. Where another one is, nothing is looked for, and nothing found. */
  mayBeEmpty: z
    .array(z.string().max(129))
    .max(30)
    .default([])
    .meta({ title: 'Variables that may be empty' }),
  /** Taken when a routing names no scenario. At most one is. */
  default: z.boolean().default(false).meta({ title: 'Taken when a routing names no scenario' }),
});
export type CrmScenario = z.output<typeof CrmScenario>;

/** Any CRM that is reached over HTTP, described by data. */
export const HttpCrm = z
  .strictObject({
    kind: z.literal('v2'),
    address: HttpAddress,
    headers: z.array(HttpHeader).max(30).default([]),
    objects: z.array(CrmObject).min(1, 'Give it an object.').max(50),
    scenarios: z.array(CrmScenario).max(50).default([]),
    timeoutSeconds: HttpTimeout,
  })
  .superRefine((crm, context) => {
    for (const { path, message } of crmErrors(crm)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });
export type HttpCrm = z.output<typeof HttpCrm>;

export const CrmDefinition = z.discriminatedUnion('kind', [
  BuiltInCrm.meta({ title: 'The built-in directory' }),
  HttpCrm.meta({ title: 'A CRM over HTTP' }),
]);
export type CrmDefinition = z.output<typeof CrmDefinition>;

interface Wrong {
  path: (string | number)[];
  message: string;
}

function crmErrors(crm: {
  address: string;
  headers: HttpHeader[];
  objects: CrmObject[];
  scenarios: CrmScenario[];
}): Wrong[] {
  const errors: Wrong[] = templateErrors(crm, (name) => name.startsWith('secret.'));
  const issue = (path: (string | number)[], message: string) => errors.push({ path, message });
  const unique = uniqueNames(issue);
  unique('objects', crm.objects);
  unique('scenarios', crm.scenarios);
  crm.objects.forEach((object, index) => errors.push(...objectErrors(object, index)));
  crm.scenarios.forEach((scenario, index) => {
    errors.push(...scenarioErrors(scenario, index));
    if (!crm.objects.some(({ name }) => name === scenario.object)) {
      const message = `There is no object ‘${scenario.object}’.`;
      issue(['scenarios', index, 'object'], message);
    }
  });
  const defaults = crm.scenarios.filter((scenario) => scenario.default).length;
  if (defaults > 1) issue(['scenarios'], 'Only one scenario can be the default one.');
  return errors;
}

function objectErrors(
  { fields, create, read, addressTemplate }: CrmObject,
  index: number,
): Wrong[] {
  const errors: Wrong[] = [];
  const at = ['objects', index];
  uniqueNames((path, message) => errors.push({ path: [...at, ...path], message }))(
    'fields',
    fields,
  );
  for (const { message } of templateErrors(
    { address: addressTemplate },
    (name) => name === 'id',
  )) {
    errors.push({ path: [...at, 'addressTemplate'], message });
  }
  const isKnownToRead = (name: string) => name === 'id' || name.startsWith('secret.');
  for (const { message } of templateErrors({ address: read?.path ?? '' }, isKnownToRead)) {
    errors.push({ path: [...at, 'read', 'path'], message });
  }
  if (!create) return errors;
  const names = ['fields', ...fields.map(({ name }) => `field.${name}`)];
  const isKnown = (name: string) => names.includes(name) || name.startsWith('secret.');
  for (const { path, message } of templateErrors(
    { address: create.path, body: create.body },
    isKnown,
  )) {
    const [place, ...rest] = path;
    errors.push({
      path: [...at, 'create', place === 'address' ? 'path' : (place ?? ''), ...rest],
      message,
    });
  }
  return errors;
}

function scenarioErrors({ path: address, query, body }: CrmScenario, index: number): Wrong[] {
  const call = { address, headers: query, body };
  return templateErrors(call, (name) => name.includes('.')).map(({ path, message }) => {
    const [place, ...rest] = path;
    const names: Record<string, string> = { address: 'path', headers: 'query' };
    return {
      path: ['scenarios', index, names[String(place)] ?? String(place), ...rest],
      message,
    };
  });
}
