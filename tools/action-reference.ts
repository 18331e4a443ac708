import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ActionType } from '../api-client/contract/action-type.ts';
import { actions } from '../mock-server/actions/index.ts';
import { describeActions } from '../mock-server/routes/action-types.ts';

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

/** One row for each field; the fields of a list's items follow it. */
function parameterRows({ properties = {}, required = [] }: Schema, before: string): string[][] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = `${before}${key}`;
    const value = [valueOf(field), ...(required.includes(key) ? [] : [otherwise(field)])];
    const items = field.items?.properties ? parameterRows(field.items, `${name}[].`) : [];
    return [[`\`${name}\``, field.title ?? '', value.join('; ')], ...items];
  });
}

function otherwise(field: Schema): string {
  return field.default === undefined
    ? 'may be left out'
    : `\`${JSON.stringify(field.default)}\` when left out`;
}

function valueOf(field: Schema): string {
  if (field.entity) return `a ${field.entity}`;
  if (field.variable) return 'a variable';
  if (field.enum) return `one of ${field.enum.map((one) => `\`${one}\``).join(', ')}`;
  switch (field.type) {
    case 'array':
      return listOf(field);
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number from ${range(field.minimum, field.maximum)}`;
    case 'string':
      return `a text${field.magic ? ' with variables' : ''}, ${range(field.minLength, field.maxLength)} characters`;
    default:
      throw new Error(`The reference cannot describe a parameter of the type ‘${field.type}’.`);
  }
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
  const general = actions.get(type)?.general;
  const rows = branches.flatMap(({ key, label, optional }) => {
    if (key === 'link-1') return [['`link-1` … `link-10`', 'Link 1 … Link 10', '']];
    if (key.startsWith('link-')) return []; // told already
    const marks = [...(key === general ? ['general'] : []), ...(optional ? ['optional'] : [])];
    return [[`\`${key}\``, label, marks.join(', ')]];
  });
  return table(['Branch', 'Label', ''], rows);
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line), ''].join('\n');
}

const listed = (words: readonly string[]) => new Intl.ListFormat('en-GB').format(words);

if (import.meta.main) writeFileSync(ACTION_REFERENCE, actionReference());
