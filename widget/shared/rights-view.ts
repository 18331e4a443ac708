import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '@lit/localize';
import { idOf, trouble, type Field, type SchemaView } from './schema-field.ts';
import { isObject, shapeOf } from './schema-shape.ts';
import type { JsonSchema } from './schema-types.ts';
import { namedWords, schemaWords, valueWords } from './schema-words.ts';

/** What a role's form shows in the place of its lists of rights. */
export const roleViews: Readonly<Record<string, SchemaView>> = { rights: rightsView };

/** A row for each part of the configuration, a column for each right; what a part does not have is left out. */
function rightsView(field: Field): TemplateResult {
  const { form, shape, value } = field;
  const rows = Object.entries(shape.schema.properties ?? {}).map(([key, schema]) => ({
    key,
    words: titleOf(key, schema, form.root),
    rights: rightsIn(schema, form.root),
    given: givenIn(value, key),
  }));
  const columns = [...new Set(rows.flatMap(({ rights }) => rights))];
  return html`<fieldset class="wide" id=${idOf(field.path)} tabindex="-1">
    <legend>${field.label}</legend>
    <table class="rights">
      <thead>
        <tr>
          <th scope="col"><span class="unseen">${msg('Part')}</span></th>
          ${columns.map((right) => html`<th scope="col">${valueWords(right)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.words}</th>
              ${columns.map((right) => cell(field, row, right))}
            </tr>`,
        )}
      </tbody>
    </table>
    ${trouble(field, true)}
  </fieldset>`;
}

interface Row {
  key: string;
  words: string;
  rights: readonly string[];
  given: readonly string[];
}

function cell({ form, path }: Field, row: Row, right: string): TemplateResult {
  if (!row.rights.includes(right)) return html`<td class="without"></td>`;
  const isGiven = row.given.includes(right);
  const words = valueWords(right);
  const toggle = () => {
    const given = row.rights.filter((one) =>
      one === right ? !isGiven : row.given.includes(one),
    );
    form.change([...path, row.key], given);
  };
  if (form.isReadOnly)
    return html`<td>
      <span class="words">${words}:</span>
      ${isGiven ? msg('Yes') : html`<span class="quiet">–</span>`}
    </td>`;
  return html`<td>
    <label class="check">
      <input
        type="checkbox"
        aria-label="${row.words}: ${words}"
        .checked=${live(isGiven)}
        @change=${toggle}
      />
      <span class="words" aria-hidden="true">${words}</span>
    </label>
  </td>`;
}

const titleOf = (key: string, schema: JsonSchema, root: JsonSchema): string => {
  const { title } = shapeOf(schema, root).schema;
  return title ? schemaWords(title) : namedWords(key);
};

function rightsIn(schema: JsonSchema, root: JsonSchema): string[] {
  const shape = shapeOf(schema, root);
  if (shape.is !== 'list') return [];
  const item = shapeOf(shape.item, root);
  return item.is === 'choice' ? item.values.map(String) : [];
}

function givenIn(value: unknown, key: string): string[] {
  const given = isObject(value) ? value[key] : undefined;
  return Array.isArray(given) ? given.map(String) : [];
}
