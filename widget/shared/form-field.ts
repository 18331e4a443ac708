import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormField } from '../../api-client/contract/interaction-settings.ts';

/** What is wrong with which field, by its name. */
export type Wrong = ReadonlyMap<string, string>;

/** A label, a control and what is wrong with it. */
export function labelled(
  label: string,
  name: string,
  control: TemplateResult,
  wrong: Wrong,
  isRequired = false,
): TemplateResult {
  const trouble = wrong.get(name);
  return html`<label>
    <span>${isRequired ? `${label} (${msg('required')})` : label}</span>
    ${control}
    ${trouble ? html`<span class="bad" id="wrong-${name}">${trouble}</span>` : nothing}
  </label>`;
}

/** A field as the settings describe it. */
export function formField(field: FormField, wrong: Wrong): TemplateResult {
  const name = `values.${field.name}`;
  return labelled(
    field.title || field.name,
    name,
    control(field, name, wrong),
    wrong,
    field.required,
  );
}

function control(
  { type, values, required }: FormField,
  name: string,
  wrong: Wrong,
): TemplateResult {
  const isWrong = wrong.has(name);
  if (type === 'boolean')
    return html`<select name=${name} aria-required=${required} aria-invalid=${isWrong}>
      <option value="">–</option>
      <option value="true">${msg('Yes')}</option>
      <option value="false">${msg('No')}</option>
    </select>`;
  return html`<input
      name=${name}
      type=${type === 'date' ? 'date' : 'text'}
      inputmode=${type === 'number' ? 'decimal' : nothing}
      list=${values.length > 0 ? `list-${name}` : nothing}
      maxlength="10000"
      dir="auto"
      autocomplete="off"
      aria-required=${required}
      aria-invalid=${isWrong}
      aria-describedby=${isWrong ? `wrong-${name}` : nothing}
    />${
      values.length > 0
        ? html`<datalist id="list-${name}">
            ${values.map((value) => html`<option value=${value}></option>`)}
          </datalist>`
        : nothing
    }`;
}

/** A choice of a few; nothing where there is no choice. */
export function choiceField(
  label: string,
  name: string,
  options: readonly { value: string; words: string }[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  if (options.length < 2) return html`<input type="hidden" name=${name} value=${chosen} />`;
  return html`<label>
    ${label}
    <select
      name=${name}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${options.map(
        ({ value, words }) =>
          html`<option value=${value} ?selected=${value === chosen}>${words}</option>`,
      )}
    </select>
  </label>`;
}

export const valuesOf = (
  given: FormData,
  fields: readonly FormField[],
): Record<string, string> =>
  Object.fromEntries(
    fields
      .map(({ name }) => [name, String(given.get(`values.${name}`) ?? '').trim()] as const)
      .filter(([, value]) => value !== ''),
  );

/** Which required fields are empty. */
export function missing(given: FormData, names: readonly string[]): Map<string, string> {
  const empty = names.filter((name) => String(given.get(name) ?? '').trim() === '');
  return new Map(empty.map((name) => [name, msg('Fill this in.')]));
}

export const requiredNames = (fields: readonly FormField[]): string[] =>
  fields.filter(({ required }) => required).map(({ name }) => `values.${name}`);
