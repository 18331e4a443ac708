import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ActionType } from '../api-client/contract/action-type.ts';
import { actions } from '../mock-server/actions/index.ts';
import { describeActions } from '../mock-server/routes/action-types.ts';
import { entityWords, type EntityKind } from '../mock-server/routing/entities.ts';

/*
 * node tools/action-reference.ts   writes docs/actions.md from the actions' own definitions
 */
export const ACTION_REFERENCE = join(resolve(import.meta.dirname, '..'), 'docs', 'actions.md');

/** What a JSON Schema of `z.toJSONSchema` says, as far as actions' parameters use it. */
interface Schema {
  type?: string;
  title?: string;
  default?: unknown;
  enum?: readonly string[];
  const?: string;
  /** The forms that a value may take. */
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  magic?: boolean;
  variable?: boolean;
  entity?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: readonly string[];
}

/** The whole reference, as Markdown. */
export function actionReference(): string {
  return [opening, ...describeActions(actions).map(chapter)].join('\n');
}

const opening = `# The actions

<!-- Made from the actions' definitions by \`node tools/action-reference.ts\`: change those, not this file. -->

What a smart routing is built of. A version's tree names an action by its *type*, gives it parameters by their keys, and
wires its branches by theirs. \`GET /api/action-types\` gives the same as data. How a routing runs, and what happens at a
branch that is not wired, is in [routing.md](routing.md).

A text *with variables* may hold \`{{variable.field}}\`. A *variable* is named as \`customer.number\`. An entity is
named by \`{"id": "…"}\`, or by \`{"reference": "…"}\`, which is a text with variables.
`;

function chapter(action: ActionType): string {
  const { title, type, summary, group, flows, parameters } = action;
  return `## ${title}

\`${type}\`, of the group ${group}, for ${listed(flows)}. ${summary}

${parametersTable(parameters)}
${branchesTable(action)}`;
}

function parametersTable(schema: Schema): string {
  const rows = parameterRows(schema, '');
  if (rows.length === 0) return 'It has no parameters.\n';
  return table(['Parameter', 'Title', 'Value'], rows);
}

/** One row for each field; the fields of a list's items and of an object's forms follow it. */
function parameterRows({ properties = {}, required = [] }: Schema, before: string): string[][] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = `${before}${key}`;
    const value = [valueOf(field), ...(required.includes(key) ? [] : [otherwise(field)])];
    const inside = field.items
      ? fieldRows(field.items, `${name}[].`)
      : fieldRows(field, `${name}.`);
    return [[`\`${name}\``, field.title ?? '', value.join('; ')], ...inside];
  });
}

/** The rows of what is in an object, or in the forms that it may take; an entity's choice is told at the top. */
function fieldRows(schema: Schema, before: string): string[][] {
  if (schema.entity) return [];
  if (schema.properties) return parameterRows(schema, before);
  const forms = formsOf(schema).filter(({ properties }) => properties);
  const rows = new Map<string, { row: string[]; kinds: string[] }>();
  for (const form of forms) {
    const kind = kindOf(form);
    for (const row of parameterRows(withoutKind(form), before)) {
      const same = rows.get(row.join('|'));
      if (same) same.kinds.push(kind);
      else rows.set(row.join('|'), { row, kinds: [kind] });
    }
  }
  return [...rows.values()].map(({ row: [name = '', ...others], kinds }) => {
    const always = kinds.length === forms.length || kinds.includes('');
    return [always ? name : `${name} (${kinds.join(', ')})`, ...others];
  });
}

function formsOf({ anyOf = [], oneOf = [] }: Schema): Schema[] {
  return [...anyOf, ...oneOf];
}

/** The word by which a form of an object is told from the others; empty when it has none. */
function kindOf({ properties = {} }: Schema): string {
  return Object.values(properties).find((field) => field.const !== undefined)?.const ?? '';
}

function withoutKind(form: Schema): Schema {
  const others = Object.entries(form.properties ?? {}).filter(([, { const: word }]) => !word);
  return { ...form, properties: Object.fromEntries(others) };
}

function otherwise(field: Schema): string {
  return field.default === undefined
    ? 'may be left out'
    : `\`${JSON.stringify(field.default)}\` when left out`;
}

function valueOf(field: Schema): string {
  if (field.entity) return withArticle(entityWords[field.entity as EntityKind]); // nothing else is an entity
  if (field.variable) return 'a variable';
  if (field.const !== undefined) return `\`${field.const}\``;
  const forms = formsOf(field);
  if (forms.length > 0) return formsInWords(forms);
  if (field.enum) return `one of ${field.enum.map((one) => `\`${one}\``).join(', ')}`;
  switch (field.type) {
    case 'array':
      return listOf(field);
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'object':
      return 'an object';
    case 'integer':
      return `a whole number from ${range(field.minimum, field.maximum)}`;
    case 'string':
      return `a text${field.magic ? ' with variables' : ''}, ${range(field.minLength, field.maxLength)} characters`;
    default:
      throw new Error(`The reference cannot describe a parameter of the type ‘${field.type}’.`);
  }
}

function formsInWords(forms: readonly Schema[]): string {
  const kinds = forms.map(kindOf).filter((kind) => kind !== '');
  const key = Object.entries(forms[0]?.properties ?? {}).find(([, field]) => field.const)?.[0];
  if (key === undefined || kinds.length < forms.length) {
    return [...new Set(forms.map(valueOf))].join(', or ');
  }
  return `an object whose \`${key}\` is ${eitherOf(kinds.map((kind) => `\`${kind}\``))}`;
}

function listOf({ items = {}, minItems, maxItems }: Schema): string {
  const count = minItems === maxItems ? String(minItems) : range(minItems, maxItems);
  return items.properties
    ? `a list of ${count} items`
    : `a list of ${count}: ${valueOf(items)}`;
}

const range = (from: number | undefined, to: number | undefined) =>
  `${number(from ?? 0)} to ${to === undefined ? 'any' : number(to)}`;

const number = (value: number) => value.toLocaleString('en-GB');

function branchesTable({ type, branches }: ActionType): string {
  const { general, generals = {} } = actions.get(type) ?? {};
  const rows = branches.flatMap(({ key, label, optional }) => {
    if (key === 'link-1') return [['`link-1` … `link-10`', 'Link 1 … Link 10', '']];
    if (key.startsWith('link-')) return []; // told already
    const own = generals[key];
    const marks = [
      ...(key === general ? ['general'] : []),
      ...(typeof own === 'string' ? [`else \`${own}\``] : []),
      ...(optional ? ['optional'] : []),
    ];
    return [[`\`${key}\``, label, marks.join(', ')]];
  });
  return table(['Branch', 'Label', ''], rows);
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line), ''].join('\n');
}

const withArticle = (word: string) => `${/^(SMS|e-|[aio])/.test(word) ? 'an' : 'a'} ${word}`;

const eitherOf = (words: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);
const listed = (words: readonly string[]) => new Intl.ListFormat('en-GB').format(words);

if (import.meta.main) writeFileSync(ACTION_REFERENCE, actionReference());
