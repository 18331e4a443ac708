import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { limitsOf } from './schema-faults.ts';
import {
  describedBy,
  framed,
  idOf,
  isWrong,
  labelWords,
  shown,
  trouble,
  about,
  type Field,
} from './schema-field.ts';
import type { JsonSchema } from './schema-types.ts';
import { valueWords } from './schema-words.ts';

/** Up to so many characters, a text is written on one line. */
const ONE_LINE = 300;
/** From so many characters on, that line takes the whole width. */
const WIDE_LINE = 200;
/** From so many characters before the limit on, it is said how many there are. */
const NEAR = 20;

/** Whether a text has room for lines. */
export const isLong = ({ maxLength = 0, format, pattern, variable }: JsonSchema): boolean =>
  maxLength > ONE_LINE && format === undefined && pattern === undefined && variable !== true;

export function textField(field: Field): TemplateResult {
  const { form, path, shape, value } = field;
  const { schema } = shape;
  if (form.isReadOnly) return shown(field, textOf(value), isLong(schema));
  const limits = lengthWords(schema, textOf(value));
  const change = (event: Event) => form.change(path, textIn(event, field));
  const control = isLong(schema)
    ? html`<textarea
        id=${idOf(path)}
        rows="1"
        dir="auto"
        spellcheck="true"
        aria-required=${isNeeded(field)}
        aria-invalid=${isWrong(field)}
        aria-describedby=${describedBy(field, limits)}
        .value=${live(textOf(value))}
        @input=${change}
      ></textarea>`
    : html`<input
        id=${idOf(path)}
        type=${schema.secret ? 'password' : schema.format === 'date' ? 'date' : 'text'}
        inputmode=${modes[schema.format ?? ''] ?? nothing}
        dir="auto"
        autocomplete=${schema.secret ? 'new-password' : 'off'}
        spellcheck=${schema.pattern || schema.format || schema.secret ? 'false' : nothing}
        aria-required=${isNeeded(field)}
        aria-invalid=${isWrong(field)}
        aria-describedby=${describedBy(field, limits)}
        .value=${live(textOf(value))}
        @input=${change}
      />`;
  const isWide = isLong(schema) || (!schema.pattern && (schema.maxLength ?? 0) >= WIDE_LINE);
  const beside = schema.secret ? showButton(field) : nothing;
  return framed(field, control, { limits, isWide, beside });
}

/** Whoever makes up a password for somebody must be able to read it. */
function showButton({ form, path, label }: Field): TemplateResult {
  const toggle = (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const isShown = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isShown));
    form.afterwards((root) => {
      const input = root.querySelector<HTMLInputElement>(`#${CSS.escape(idOf(path))}`);
      if (input) input.type = isShown ? 'text' : 'password';
    });
  };
  return html`<button
    type="button"
    class="bare link small insert"
    aria-pressed="false"
    aria-label="${msg('Show')}: ${label}"
    @click=${toggle}
  >
    ${msg('Show')}
  </button>`;
}

const modes: Record<string, string> = { email: 'email', uri: 'url' };

export const isNeeded = ({ isRequired, shape }: Field): boolean =>
  isRequired && !shape.isNullable && (shape.schema.minLength ?? 1) > 0;

export const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : JSON.stringify(value);

/** What is written now; nothing at all is `null`, or not there, where that is allowed. */
export function textIn(event: Event, field: Field): unknown {
  return emptied((event.target as HTMLInputElement | HTMLTextAreaElement).value, field);
}

export function emptied(text: string, { shape, isRequired }: Field): unknown {
  if (text !== '') return text;
  if (shape.isNullable) return null;
  return isRequired || 'default' in shape.schema ? '' : undefined;
}

/** `96 / 100` near the limit, and beyond. */
export function lengthWords({ maxLength }: JsonSchema, text: string): string {
  const isNear =
    maxLength !== undefined && text.length > Math.min(0.8 * maxLength, maxLength - NEAR);
  return isNear && text !== '' ? `${text.length} / ${maxLength}` : '';
}

export function numberField(field: Field): TemplateResult {
  const { form, path, shape, value } = field;
  if (form.isReadOnly) return shown(field, textOf(value));
  const limits = rangeWords(shape.schema);
  const take = (event: Event) => form.change(path, numberIn(event, field, isCanonical));
  return framed(
    field,
    html`<input
      id=${idOf(path)}
      class="number"
      inputmode=${shape.schema.type === 'integer' && (shape.schema.minimum ?? -1) >= 0 ? 'numeric' : 'decimal'}
      autocomplete="off"
      aria-required=${isNeeded(field)}
      aria-invalid=${isWrong(field)}
      aria-describedby=${describedBy(field, limits)}
      .value=${live(textOf(value))}
      @input=${take}
      @change=${(event: Event) => form.change(path, numberIn(event, field, isNumber))}
    />`,
    { limits },
  );
}

const isNumber = (text: string): boolean => /^[-+]?\d+([.,]\d+)?$/.test(text);
/** Written as a number is shown: what is still being written is not taken for one, so that nothing jumps. */
const isCanonical = (text: string): boolean => isNumber(text) && String(Number(text)) === text;

/** A number, or what is no number as it is written: whoever wrote it sees it again, and what is wrong with it. */
function numberIn(event: Event, { shape }: Field, isWhole: (text: string) => boolean): unknown {
  const text = (event.target as HTMLInputElement).value.trim();
  if (text === '') return shape.isNullable ? null : undefined;
  return isWhole(text) ? Number(text.replace(',', '.')) : text;
}

/** What a number may be: `5–300`. */
function rangeWords(schema: JsonSchema): string {
  const { min, max } = limitsOf(schema);
  if (min !== undefined && max !== undefined) return `${min}–${max}`;
  if (min !== undefined) return msg(str`${min} or more`);
  return max === undefined ? '' : msg(str`${max} or less`);
}

export function choiceField(field: Field, values: readonly unknown[]): TemplateResult {
  const { form, path, shape, value, isRequired } = field;
  const options: readonly unknown[] = values.filter((one) => one !== null);
  if (form.isReadOnly)
    return shown(field, value === undefined || value === null ? '' : valueWords(value));
  const isEmpty = !options.includes(value);
  const choose = (event: Event) => {
    const chosen = (event.target as HTMLSelectElement).selectedIndex - (hasNone ? 1 : 0);
    form.change(path, chosen < 0 ? (shape.isNullable ? null : undefined) : options[chosen]);
  };
  // Nothing can be chosen again only where that is allowed.
  const hasNone = shape.isNullable || !isRequired || isEmpty;
  return framed(
    field,
    html`<select
      id=${idOf(path)}
      aria-required=${isNeeded(field)}
      aria-invalid=${isWrong(field)}
      aria-describedby=${describedBy(field)}
      @change=${choose}
    >
      ${
        hasNone
          ? html`<option value="" .selected=${isEmpty}>
              ${shape.isNullable || !isRequired ? '–' : msg('Choose…')}
            </option>`
          : nothing
      }
      ${options.map(
        (one) => html`<option .selected=${one === value}>${valueWords(one)}</option>`,
      )}
    </select>`,
  );
}

export function booleanField(field: Field): TemplateResult {
  const { form, path, shape, value } = field;
  if (form.isReadOnly) return shown(field, value === true ? msg('Yes') : msg('No'));
  if (shape.isNullable) return choiceOfThree(field);
  const id = idOf(path);
  return html`<div class="field tick">
    <label class="check">
      <input
        id=${id}
        type="checkbox"
        aria-invalid=${isWrong(field)}
        aria-describedby=${describedBy(field)}
        .checked=${live(value === true)}
        @change=${(event: Event) => form.change(path, (event.target as HTMLInputElement).checked)}
      />
      <span>${field.label}</span>
    </label>
    ${about(field)} ${trouble(field)}
  </div>`;
}

function choiceOfThree(field: Field): TemplateResult {
  const { form, path, value } = field;
  const values = [null, true, false];
  return framed(
    field,
    html`<select
      id=${idOf(path)}
      aria-describedby=${describedBy(field)}
      @change=${(event: Event) =>
        form.change(path, values[(event.target as HTMLSelectElement).selectedIndex])}
    >
      <option .selected=${value !== true && value !== false}>–</option>
      <option .selected=${value === true}>${msg('Yes')}</option>
      <option .selected=${value === false}>${msg('No')}</option>
    </select>`,
  );
}

/** What no field is made for: the JSON itself, taken when it is whole. */
export function jsonField(field: Field): TemplateResult {
  const { form, path, value } = field;
  const text = value === undefined ? '' : JSON.stringify(value, null, 2);
  if (form.isReadOnly) return shown(field, text, true);
  const take = (event: Event) => {
    const area = event.target as HTMLTextAreaElement;
    try {
      form.change(
        path,
        area.value.trim() === '' ? undefined : (JSON.parse(area.value) as unknown),
      );
      area.setCustomValidity('');
    } catch {
      area.setCustomValidity(msg('This is no JSON.'));
      area.reportValidity();
    }
  };
  return framed(
    { ...field, label: labelWords(field), isRequired: false },
    html`<textarea
      id=${idOf(path)}
      class="code"
      rows="3"
      dir="ltr"
      spellcheck="false"
      aria-invalid=${isWrong(field)}
      aria-describedby=${describedBy(field)}
      .value=${text}
      @change=${take}
    ></textarea>`,
    { isWide: true },
  );
}
