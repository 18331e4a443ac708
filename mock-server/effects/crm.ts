import type {
  CrmObject,
  CrmScenario,
  HttpCrm,
} from '../../api-client/contract/entities/crm.ts';
import {
  bodyTemplates,
  type HttpBody,
} from '../../api-client/contract/entities/http-template.ts';
import type { CrmCard, CrmRequest, CrmResult } from '../routing/effects.ts';
import {
  fillAddress,
  fillBody,
  fillHeaders,
  fillText,
  type Filling,
  type ValueOf,
} from './fill-http.ts';
import type { GuardedHttp, HttpCall } from './guarded-http.ts';
import { NoAnswer } from './no-answer.ts';
import { readJson, storable, textAt, valueAt } from './json-answer.ts';
import { TryAgain, type Performer } from './performer.ts';
import { readSecretsOf, type Secrets } from './secrets.ts';
import { isTold } from './web-service.ts';

/** Calls any CRM by its description. */
export function createCrmPerformer(send: GuardedHttp): Performer<'crm'> {
  return {
    kind: 'crm',
    async perform(request, { db, organisationId, key, signal }) {
      try {
        const secrets = await readSecretsOf(db, organisationId, templatesOf(request));
        const plan = planOf(request);
        if ('reason' in plan) return { ok: false, reason: plan.reason };
        const call = callOf(request.definition, plan, secrets, key);
        const answer = await send({ ...call, signal });
        if (answer.status === 404 && plan.none404) return { ok: true, cards: [] };
        if (answer.status >= 400)
          return { ok: false, reason: `The CRM answered with status ${answer.status}.` };
        const json = readJson(answer.body);
        if (json === undefined) return { ok: false, reason: 'The CRM’s answer is no JSON.' };
        return readCards(json, plan, secrets);
      } catch (error) {
        if (error instanceof NoAnswer && signal.aborted) throw new TryAgain(error.message);
        if (isTold(error)) return { ok: false, reason: error.message };
        throw error;
      }
    },
    givenUp: (reason) => ({ ok: false, reason }),
  };
}

/** What is asked, and how its answer is read. */
interface Plan {
  method: string;
  path: string;
  query: CrmScenario['query'];
  body: HttpBody;
  valueOf: (name: string) => Filling;
  object: CrmObject;
  cardsPath: string;
  none404: boolean;
  /** Shown for a card whose answer has no label. */
  label: string;
  /** Where the fields are that are wanted too; null where none are. */
  fieldsPath: string | null;
}

function planOf(request: CrmRequest): Plan | { reason: string } {
  switch (request.call) {
    case 'search':
      return searchPlan(request);
    case 'create':
      return createPlan(request);
    case 'read':
      return readPlan(request);
  }
}

type SearchRequest = Extract<CrmRequest, { call: 'search' }>;
type CreateRequest = Extract<CrmRequest, { call: 'create' }>;
type ReadRequest = Extract<CrmRequest, { call: 'read' }>;

function searchPlan({
  definition,
  scenario,
  variables,
}: SearchRequest): Plan | { reason: string } {
  const found = definition.scenarios.find(({ name }) => name === scenario);
  const object = definition.objects.find(({ name }) => name === found?.object);
  if (!found || !object) return { reason: `The CRM has no scenario ‘${scenario}’.` };
  const valueOf = (name: string) => ({
    text: (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? '',
  });
  const { method, path, query, body, itemsPath: cardsPath, none404 } = found;
  const plain = { label: '', fieldsPath: null };
  return { method, path, query, body, valueOf, object, cardsPath, none404, ...plain };
}

function readPlan({ definition, object: wanted, id }: ReadRequest): Plan | { reason: string } {
  const object = definition.objects.find(({ name }) => name === wanted);
  if (!object?.read) return { reason: `The CRM reads no cards of ‘${wanted}’.` };
  const { path, cardPath: cardsPath, fieldsPath } = object.read;
  const asked = { method: 'GET', path, query: [], body: { type: 'none' } } as const;
  const valueOf = () => ({ text: id });
  return {
    ...asked,
    query: [],
    valueOf,
    object,
    cardsPath,
    none404: true,
    label: '',
    fieldsPath,
  };
}

function createPlan(request: CreateRequest): Plan | { reason: string } {
  const object = request.definition.objects.find(({ name }) => name === request.object);
  if (!object?.create) return { reason: `The CRM makes no cards of ‘${request.object}’.` };
  const { method, path, body, cardPath: cardsPath } = object.create;
  const types = new Map(object.fields.map(({ name, type }) => [name, type]));
  const given = Object.entries(request.fields).filter(([name]) => types.has(name));
  const jsonOf = (name: string, text: string) => jsonValue(types.get(name) ?? 'text', text);
  const all = given.map(([name, text]) => `${JSON.stringify(name)}:${jsonOf(name, text)}`);
  const valueOf = (placeholder: string): Filling => {
    if (placeholder === 'fields')
      return { text: `{${all.join(',')}}`, json: `{${all.join(',')}}` };
    const name = placeholder.slice('field.'.length);
    const text = given.find(([field]) => field === name)?.[1];
    return text === undefined ? { text: '', json: 'null' } : { text, json: jsonOf(name, text) };
  };
  const label = given.find(([, text]) => text !== '')?.[1] ?? '';
  const rest = { none404: false, label, fieldsPath: null };
  return { method, path, query: [], body, valueOf, object, cardsPath, ...rest };
}

/** A typed value as JSON. A number that JSON would change is written as text. */
function jsonValue(type: CrmObject['fields'][number]['type'], text: string): string {
  if (text === '') return 'null';
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text;
  if (type === 'number') {
    const number = Number(text);
    const isExact = Number.isFinite(number) && text.replace(/\D/g, '').length <= 15;
    if (isExact) return String(number);
  }
  return JSON.stringify(text.toWellFormed());
}

/** Every template of the call. */
function templatesOf(request: CrmRequest): string[] {
  const { definition } = request;
  const own = [definition.address, ...definition.headers.map(({ value }) => value)];
  if (request.call === 'search') {
    const scenario = definition.scenarios.find(({ name }) => name === request.scenario);
    if (!scenario) return own;
    const query = scenario.query.map(({ value }) => value);
    return [...own, scenario.path, ...query, ...bodyTemplates(scenario.body)];
  }
  const object = definition.objects.find(({ name }) => name === request.object);
  if (request.call === 'read') return object?.read ? [...own, object.read.path] : own;
  const create = object?.create;
  return create ? [...own, create.path, ...bodyTemplates(create.body)] : own;
}

function callOf(crm: HttpCrm, plan: Plan, secrets: Secrets, key: string): HttpCall {
  const valueOf: ValueOf = (name) =>
    name.startsWith('secret.')
      ? { text: secrets.get(name.slice('secret.'.length)) }
      : plan.valueOf(name);
  const address = fillAddress(crm.address.replace(/\/$/, '') + plan.path, valueOf);
  for (const { name, value } of plan.query)
    address.searchParams.append(name, fillText(value, valueOf).toWellFormed());
  const body = fillBody(plan.body, valueOf);
  return {
    method: plan.method,
    address,
    headers: {
      accept: 'application/json',
      ...fillHeaders(crm.headers, valueOf, body?.type),
      'idempotency-key': key,
    },
    body: body?.text ?? null,
    timeoutSeconds: crm.timeoutSeconds,
    once: true,
  };
}

/** Nobody looks at more cards than tell that there are several. */
const MOST_CARDS = 10;
const LONGEST_ID = 500;
const LONGEST_LABEL = 300;
const LONGEST_VALUE = 10_000;

function readCards(json: unknown, plan: Plan, secrets: Secrets): CrmResult {
  const list = valueAt(json, plan.cardsPath);
  if (list === null || (list === undefined && plan.none404)) return { ok: true, cards: [] };
  if (typeof list !== 'object')
    return { ok: false, reason: `The CRM’s answer has no cards at ‘${plan.cardsPath}’.` };
  const items: unknown[] = Array.isArray(list) ? list : [list];
  const cards: CrmCard[] = [];
  for (const item of items.slice(0, MOST_CARDS)) {
    const card = readCard(item, plan, secrets);
    if (!card)
      return { ok: false, reason: `A card of the CRM has no id at ‘${plan.object.idPath}’.` };
    cards.push(card);
  }
  return { ok: true, cards };
}

function readCard(item: unknown, plan: Plan, secrets: Secrets): CrmCard | undefined {
  const { idPath, labelPath, addressTemplate } = plan.object;
  const id = textOf(item, idPath, secrets);
  if (!id) return undefined;
  const label = (labelPath === '' ? '' : textOf(item, labelPath, secrets)) || plan.label || id;
  const address = addressTemplate
    ? fillAddress(addressTemplate, () => ({ text: id })).href
    : null;
  const card = { id, label: shortened(label), address };
  return plan.fieldsPath === null
    ? card
    : { ...card, fields: readFields(item, plan, plan.fieldsPath, secrets) };
}

/** The values of the object's fields, without those that are empty or are more than a value. */
function readFields(
  item: unknown,
  { object }: Plan,
  path: string,
  secrets: Secrets,
): Record<string, string> {
  const values = object.fields.map(({ name }): [string, string] => [
    name,
    textOf(item, path === '' ? name : `${path}.${name}`, secrets, LONGEST_VALUE),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

/** The first 300 characters or so: no half of one is left at the end, which could not be stored. */
function shortened(label: string): string {
  return label.slice(0, LONGEST_LABEL).replace(/[\ud800-\udbff]$/, '');
}

function textOf(item: unknown, path: string, secrets: Secrets, longest = LONGEST_ID): string {
  const value = valueAt(item, path);
  if (typeof value === 'object') return '';
  const text = secrets.mask(storable(textAt(item, path) ?? ''));
  return text.length > longest ? '' : text;
}
