import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  about,
  idOf,
  labelWords,
  trouble,
  type Field,
  type FormParts,
} from './schema-field.ts';
import { hasPlace } from './schema-conditions.ts';
import { entityField } from './schema-entity.ts';
import { rowsField, recordField } from './schema-rows.ts';
import { setField } from './schema-sets.ts';
import {
  booleanField,
  choiceField,
  jsonField,
  numberField,
  textField,
} from './schema-scalars.ts';
import { discriminatorOf, isObject, memberOf, shapeOf } from './schema-shape.ts';
import type { JsonSchema, Path } from './schema-types.ts';
import { filled, switched } from './schema-values.ts';
import { magicField, variableField } from './schema-variables.ts';
import { namedWords, schemaWords, valueWords } from './schema-words.ts';

/** The fields of an object, in the order of its schema. What is always the same is not shown. */
export function fieldsOf(
  form: FormParts,
  { properties = {}, required = [] }: JsonSchema,
  path: Path,
  value: unknown,
): unknown[] {
  const values = isObject(value) ? value : {};
  const present = Object.entries(properties).filter(([key, schema]) =>
    hasPlace(shapeOf(schema, form.root).schema, values[key], values),
  );
  return present.map(([key, schema]) =>
    fieldFor(form, schema, {
      path: [...path, key],
      value: values[key],
      name: namedWords(key),
      isRequired: required.includes(key),
    }),
  );
}

/** The field that a schema asks for. `name` names what has no title. */
export function fieldFor(
  form: FormParts,
  schema: JsonSchema,
  at: { path: Path; value: unknown; name: string; isRequired: boolean },
): unknown {
  const shape = shapeOf(schema, form.root);
  const { title } = shape.schema;
  const label = title ? schemaWords(title) : at.name;
  const { path, value, isRequired } = at;
  const field: Field = { form, shape, path, label, value, isRequired };
  const view = form.viewOf(path);
  return view ? view(field) : drawn(field);
}

function drawn(field: Field): unknown {
  const { shape } = field;
  switch (shape.is) {
    case 'constant':
      return nothing;
    case 'text':
      if (shape.schema.magic) return magicField(field);
      return shape.schema.variable ? variableField(field) : textField(field);
    case 'number':
      return numberField(field);
    case 'boolean':
      return booleanField(field);
    case 'choice':
      return choiceField(field, shape.values);
    case 'entity':
      return entityField(field);
    case 'list':
      return shape.schema.set ? setField(field, shape.item) : rowsField(field, shape.item);
    case 'record':
      return recordField(field, shape.item);
    case 'object':
      return objectField(field);
    case 'union':
      return unionField(field, shape.members);
    case 'json':
      return jsonField(field);
  }
}

/** A group of fields; one that need not be there is put there by a tick. */
function objectField(field: Field): TemplateResult {
  const { form, shape, path, value, isRequired } = field;
  const isThere = isObject(value);
  const isOptional = shape.isNullable || !isRequired;
  if (form.isReadOnly && !isThere) return group(field, html`<span class="quiet">–</span>`);
  if (
    !isOptional ||
    form.isReadOnly ||
    (isThere && 'default' in shape.schema && !shape.isNullable)
  )
    return group(field, fieldsOf(form, shape.schema, path, value));
  const absent = shape.isNullable ? null : undefined;
  const toggle = (event: Event) => {
    if (!(event.target as HTMLInputElement).checked) form.switch(path, 1, 0, absent);
    else form.switch(path, 0, 1, filled(shape.schema, {}, form.root));
  };
  const legend = html`<label class="check">
    <input id=${idOf(path)} type="checkbox" .checked=${live(isThere)} @change=${toggle} />
    <span>${field.label}</span>
  </label>`;
  return group(field, isThere ? fieldsOf(form, shape.schema, path, value) : nothing, legend);
}

function group(
  field: Field,
  inside: unknown,
  legend: unknown = labelWords(field),
): TemplateResult {
  return html`<fieldset class="group wide">
    <legend>${legend}</legend>
    ${about(field)}
    <div class="grid">${inside}</div>
    ${trouble(field)}
  </fieldset>`;
}

/** One of several kinds of value: which of them is chosen first. */
function unionField(field: Field, members: readonly JsonSchema[]): TemplateResult {
  const { form, shape, path, value, isRequired } = field;
  const { root } = form;
  const chosen = memberOf(members, value);
  const names = namesOf(members, root);
  const hasNone = shape.isNullable || !isRequired;
  if (form.isReadOnly)
    return group(field, inside(field, members[chosen], names[chosen] ?? '–'));
  const choose = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    const to = Number(select.value);
    const start = members[to]
      ? switched(members[to], value, root)
      : shape.isNullable
        ? null
        : undefined;
    form.switch(path, chosen, to, start);
  };
  const id = idOf(path);
  return html`<fieldset class="group wide">
    <legend class="unseen">${field.label}</legend>
    <div class="field">
      <div class="over"><label for=${id}>${labelWords(field)}</label></div>
      <select id=${id} @change=${choose} aria-invalid=${form.faultsAt(path).length > 0}>
        ${
          hasNone || chosen < 0
            ? html`<option value="-1" .selected=${chosen < 0}>
                ${hasNone ? msg('None') : msg('Choose…')}
              </option>`
            : nothing
        }
        ${names.map(
          (name, index) =>
            html`<option value=${index} .selected=${index === chosen}>${name}</option>`,
        )}
      </select>
      ${about(field)} ${trouble(field)}
    </div>
    ${members[chosen] ? inside(field, members[chosen]) : nothing}
  </fieldset>`;
}

function inside(
  { form, path, value }: Field,
  member: JsonSchema | undefined,
  words?: string,
): TemplateResult {
  const shape = member && shapeOf(member, form.root);
  const said = words === undefined ? nothing : html`<span class="value wide">${words}</span>`;
  if (!shape) return html`${said}`;
  const fields =
    shape.is === 'object'
      ? fieldsOf(form, shape.schema, path, value)
      : drawn({ form, shape, path, label: namedWords('value'), value, isRequired: true });
  return html`<div class="grid">${said} ${fields}</div>`;
}

/** What the members of a union are called: by their title, by what tells them apart, or by the one thing in each. */
function namesOf(members: readonly JsonSchema[], root: JsonSchema): string[] {
  const told = discriminatorOf(members);
  return members.map((member, index) => {
    if (member.title) return schemaWords(member.title);
    const { properties = {} } = member;
    if (told) return valueWords(properties[told]?.const);
    if ('const' in member) return valueWords(member.const);
    const [[key, only] = ['', undefined], another] = Object.entries(properties);
    if (only && !another) return titleOf(only, key, root);
    return member.type ? namedWords(String(member.type)) : msg(str`Way ${index + 1}`);
  });
}

function titleOf(schema: JsonSchema, key: string, root: JsonSchema): string {
  const { title } = shapeOf(schema, root).schema;
  return title ? schemaWords(title) : namedWords(key);
}
