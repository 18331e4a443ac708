import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { KnownEntities } from './schema-entities.ts';
import { idOf } from './schema-field-id.ts';
import type { Suggestions } from './schema-suggestions.ts';
import { schemaWords } from './schema-words.ts';
import type { EntitySource, FieldError, JsonSchema, Path, Shape } from './schema-types.ts';

export { idOf } from './schema-field-id.ts';

/** What the parts of a form need of it. */
export interface FormParts {
  readonly root: JsonSchema;
  readonly isReadOnly: boolean;
  /** The paths that text can name, as `customer.number`. */
  readonly variables: readonly string[];
  readonly source: EntitySource | undefined;
  readonly suggestions: Suggestions;
  readonly entities: KnownEntities;
  /** What is wrong right here, or where it has no field of its own, below. */
  faultsAt(path: Path, isWhole?: boolean): readonly string[];
  change(path: Path, value: unknown): void;
  /** Puts another kind of value in the place of one; what the former was comes back with its kind. */
  switch(path: Path, from: number, to: number, start: unknown): void;
  /** Rows of the list at the path go to other places: what is kept by their places is given up. */
  rowsMove(path: Path): void;
  /** What a host shows in the place of a field. */
  viewOf(path: Path): SchemaView | undefined;
  /** Does something to what is shown once the form was rendered anew. */
  afterwards(act: (root: HTMLElement) => void): void;
  requestUpdate(): void;
}

/** What a host draws in the place of a field: given what a field is given. */
export type SchemaView = (field: Field) => unknown;

/** One field of a form: what it shows, where it stands, and what is in it. */
export interface Field {
  form: FormParts;
  shape: Shape;
  path: Path;
  /** The words that name it. */
  label: string;
  value: unknown;
  isRequired: boolean;
}

export function labelWords({ label, isRequired, shape, form }: Field): string {
  const isMarked = isRequired && !shape.isNullable && !form.isReadOnly;
  return isMarked ? `${label} (${msg('required')})` : label;
}

/** What takes more characters to explain has a row to itself. */
const LONG = 80;

/** A label, what the field can hold, its control, and what is wrong with it. */
export function framed(
  field: Field,
  control: unknown,
  { limits = '', isWide = false, isWhole = false, beside = nothing as unknown } = {},
): TemplateResult {
  const id = idOf(field.path);
  const isExplained = (field.shape.schema.description ?? '').length > LONG;
  return html`<div class="field ${isWide ? 'wide' : isExplained ? 'wide explained' : ''}">
    <div class="over">
      <label for=${id}>${labelWords(field)}</label>
      ${limits ? html`<span class="limits" id="${id}-limits">${limits}</span>` : nothing}
      ${beside}
    </div>
    ${control} ${about(field)} ${trouble(field, isWhole)}
  </div>`;
}

/** What the schema explains. */
export function about({ shape, path }: Field): TemplateResult | typeof nothing {
  const { description } = shape.schema;
  return description
    ? html`<p class="about" id="${idOf(path)}-about">${schemaWords(description)}</p>`
    : nothing;
}

export function trouble(field: Field, isWhole = false): TemplateResult | typeof nothing {
  const faults = field.form.faultsAt(field.path, isWhole);
  return faults.length > 0
    ? html`<p class="bad" id="${idOf(field.path)}-wrong">${faults.join(' ')}</p>`
    : nothing;
}

/** The ids of all that is said beside a field's control. */
export function describedBy(field: Field, limits = ''): string | typeof nothing {
  const id = idOf(field.path);
  const ids = [
    limits && `${id}-limits`,
    field.shape.schema.description && `${id}-about`,
    isWrong(field) && `${id}-wrong`,
  ].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : nothing;
}

export const isWrong = ({ form, path }: Field): boolean => form.faultsAt(path).length > 0;

/** A field that can only be read. */
export function shown(field: Field, words: unknown, isWide = false): TemplateResult {
  const isEmpty = words === '' || words === undefined || words === null;
  return html`<div class="field ${isWide ? 'wide' : ''}">
    <span class="over">${field.label}</span>
    <span class="value">${isEmpty ? html`<span class="quiet">–</span>` : words}</span>
  </div>`;
}

/** Those of the faults that are at a path, or below it. */
export function faultsAt(
  faults: readonly FieldError[],
  path: Path,
  isWhole: boolean,
): readonly string[] {
  const place = path.join('.');
  return faults
    .filter((fault) => fault.path === place || (isWhole && isBelow(fault.path, place)))
    .map(({ message }) => message);
}

export const isBelow = (path: string, place: string): boolean =>
  place === '' || path.startsWith(`${place}.`);
