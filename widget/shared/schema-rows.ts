import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { firstControl } from './first-control.ts';
import { duplicateIcon } from './icons.ts';
import { dragRow } from './row-drag.ts';
import { about, idOf, labelWords, trouble, type Field } from './schema-field.ts';
import { fieldFor, fieldsOf } from './schema-groups.ts';
import { withOwnName } from './schema-row-names.ts';
import { isObject, shapeOf } from './schema-shape.ts';
import type { JsonSchema, Path } from './schema-types.ts';
import { filled } from './schema-values.ts';
import { schemaWords } from './schema-words.ts';

/** A list as rows that are added, taken away and put into another order, by buttons or by Alt and an arrow. */
export function rowsField(field: Field, item: JsonSchema): TemplateResult {
  const { form, path, shape, value } = field;
  const rows: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [];
  const { maxItems = Infinity } = shape.schema;
  const list = new Rows(field, item, rows);
  return html`<fieldset class="rows wide" id=${idOf(path)} tabindex="-1">
    <legend>${labelWords(field)}</legend>
    ${about(field)}
    ${
      form.isReadOnly && rows.length === 0
        ? html`<span class="quiet">–</span>`
        : html`<ol role="list">
            ${rows.map((_, index) => list.row(index))}
          </ol>`
    }
    ${trouble(field)}
    ${
      form.isReadOnly || list.isFixed
        ? nothing
        : rows.length < maxItems
          ? html`<button type="button" class="line add" @click=${() => list.add()}>
              ${msg('+ Add')}<span class="unseen">: ${field.label}</span>
            </button>`
          : html`<p class="quiet small">
              ${msg(str`There are ${maxItems}, and no more are taken.`)}
            </p>`
    }
  </fieldset>`;
}

class Rows {
  readonly #field: Field;
  readonly #item: JsonSchema;
  readonly #rows: readonly unknown[];

  constructor(field: Field, item: JsonSchema, rows: readonly unknown[]) {
    this.#field = field;
    this.#item = item;
    this.#rows = rows;
  }

  /** As many as there are, there must be. */
  get isFixed(): boolean {
    const { minItems, maxItems } = this.#field.shape.schema;
    return minItems !== undefined && minItems === maxItems && this.#rows.length === minItems;
  }

  row(index: number): TemplateResult {
    const { form, path } = this.#field;
    const name = this.#nameOf(index);
    const isMoved = !form.isReadOnly && !this.isFixed;
    return html`<li>
      <div
        class="row"
        role="group"
        aria-label=${name}
        data-row="${path.join('.')}.${index}"
        @keydown=${(event: KeyboardEvent) => isMoved && this.#press(event, index)}
      >
        ${this.#place(index, isMoved)}
        <div class="grid ${this.#isSingle ? 'single' : ''}">${this.#inside(index, name)}</div>
        ${isMoved ? this.#tools(index, name) : nothing}
      </div>
    </li>`;
  }

  /** Its number, by which it is dragged; keyboards have their own ways. */
  #place(index: number, isMoved: boolean): TemplateResult {
    const isDragged = isMoved && this.#rows.length > 1;
    return html`<span
      class="place ${isDragged ? 'handle' : ''}"
      aria-hidden="true"
      @pointerdown=${(event: PointerEvent) =>
        isDragged && dragRow(event, (to) => this.#move(index, to - index, ''))}
      >${isDragged ? html`<span class="grip">⠿</span>` : nothing}${index + 1}</span
    >`;
  }

  /** Whether each row is one field, whose name the list has said. */
  get #isSingle(): boolean {
    return shapeOf(this.#item, this.#field.form.root).is !== 'object';
  }

  #nameOf(index: number): string {
    const { title } = shapeOf(this.#item, this.#field.form.root).schema;
    const name = title ? schemaWords(title) : this.#field.label;
    return `${name} ${index + 1}`;
  }

  #inside(index: number, name: string): unknown {
    const { form, path } = this.#field;
    const shape = shapeOf(this.#item, form.root);
    const at = [...path, index];
    const value = this.#rows[index];
    if (shape.is === 'object' && !form.viewOf(at))
      return html`${fieldsOf(form, shape.schema, at, value)}
      ${trouble({ ...this.#field, path: at, shape })}`;
    const { title: _title, ...item } = this.#item; // the row's name says it, with its number
    return fieldFor(form, item, { path: at, value, name, isRequired: true });
  }

  #tools(index: number, name: string): TemplateResult {
    const { minItems = 0 } = this.#field.shape.schema;
    const last = this.#rows.length - 1;
    const tool = (kind: string, words: string, sign: unknown, act: () => void) =>
      html`<button
        type="button"
        class="tool ${kind}"
        aria-label="${words}: ${name}"
        title=${words}
        @click=${act}
      >
        <span aria-hidden="true">${sign}</span>
      </button>`;
    return html`<div class="tools">
      ${index > 0 ? tool('up', msg('Move up'), '↑', () => this.#move(index, -1, 'up')) : nothing}
      ${index < last ? tool('down', msg('Move down'), '↓', () => this.#move(index, 1, 'down')) : nothing}
      ${this.#canCopy ? tool('copy', msg('Duplicate'), duplicateIcon, () => this.#copy(index)) : nothing}
      ${
        this.#rows.length > minItems || this.#isEmptied
          ? tool('remove', msg('Remove'), '✕', () => this.#remove(index))
          : nothing
      }
    </div>`;
  }

  /** A row of one field is written as fast as it is copied. */
  get #canCopy(): boolean {
    const { maxItems = Infinity } = this.#field.shape.schema;
    return !this.#isSingle && this.#rows.length < maxItems;
  }

  #copy(index: number): void {
    const { form } = this.#field;
    const copy = withOwnName(this.#item, this.#rows[index], this.#rows, form.root);
    this.#take([...this.#rows.slice(0, index + 1), copy, ...this.#rows.slice(index + 1)]);
    this.#enter(index + 1);
  }

  /** Where no rows at all may be as well. */
  get #isEmptied(): boolean {
    return this.#field.shape.isNullable && this.#rows.length === 1;
  }

  #press(event: KeyboardEvent, index: number): void {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    // Alt and an arrow open a choice.
    const isOther = event.defaultPrevented || event.target instanceof HTMLSelectElement;
    if (!event.altKey || by === 0 || isOther) return;
    event.preventDefault();
    event.stopPropagation(); // of the rows within rows, the innermost moves
    const from = event.composedPath()[0];
    const focused = from instanceof HTMLElement ? from.id : '';
    const { path } = this.#field;
    this.#move(
      index,
      by,
      '',
      focused.replace(idOf([...path, index]), idOf([...path, index + by])),
    );
  }

  #move(index: number, by: number, tool: string, focus = ''): void {
    const to = index + by;
    if (to < 0 || to >= this.#rows.length) return;
    const rows = [...this.#rows];
    rows.splice(to, 0, ...rows.splice(index, 1));
    this.#take(rows);
    this.#field.form.afterwards((root) => {
      const row = this.#find(root, to);
      const same = focus ? root.querySelector<HTMLElement>(`#${CSS.escape(focus)}`) : null;
      const button = row?.querySelector<HTMLElement>(`:scope > .tools .${tool || 'tool'}`);
      (same ?? button ?? row?.querySelector<HTMLElement>(':scope > .tools button'))?.focus();
    });
  }

  #remove(index: number): void {
    const rows = this.#rows.filter((_, place) => place !== index);
    this.#take(rows.length === 0 && this.#field.shape.isNullable ? null : rows);
    this.#field.form.afterwards((root) => {
      const row = this.#find(root, Math.min(index, rows.length - 1));
      const rest = row?.querySelector<HTMLElement>(':scope > .tools .remove');
      (rest ?? this.#fieldset(root)?.querySelector<HTMLElement>(':scope > .add'))?.focus();
    });
  }

  add(): void {
    const { form, shape } = this.#field;
    const missing = Math.max(1, (shape.schema.minItems ?? 0) - this.#rows.length);
    const rows = [...this.#rows];
    for (let added = 0; added < missing; added++) {
      const row = filled(this.#item, undefined, form.root) ?? null;
      rows.push(withOwnName(this.#item, row, rows, form.root));
    }
    this.#take(rows);
    this.#enter(this.#rows.length);
  }

  /** Brings the keyboard into a row that has come. */
  #enter(index: number): void {
    this.#field.form.afterwards((root) => {
      const inside = this.#find(root, index)?.querySelector('.grid');
      if (inside) firstControl(inside)?.focus();
    });
  }

  #take(rows: readonly unknown[] | null): void {
    const { form, path } = this.#field;
    form.rowsMove(path);
    form.change(path, rows);
  }

  #fieldset(root: HTMLElement): HTMLElement | null {
    return root.querySelector(`#${CSS.escape(idOf(this.#field.path))}`);
  }

  #find(root: HTMLElement, index: number): HTMLElement | null {
    const place: Path = [...this.#field.path, index];
    return root.querySelector(`[data-row='${CSS.escape(place.join('.'))}']`);
  }
}

/** Values by names that one gives oneself. */
export function recordField(field: Field, item: JsonSchema): TemplateResult {
  const { form, path, value } = field;
  const entries = isObject(value) ? Object.entries(value) : [];
  const take = (changed: readonly [string, unknown][]) => {
    form.rowsMove(path);
    form.change(path, Object.fromEntries(changed));
  };
  const rename = (event: Event, index: number) => {
    const input = event.target as HTMLInputElement;
    const name = input.value.trim();
    const isTaken = entries.some(([key], other) => key === name && other !== index);
    if (isTaken || name === '') input.value = entries[index]?.[0] ?? '';
    else take(entries.map((entry, place) => (place === index ? [name, entry[1]] : entry)));
  };
  const add = () => {
    const free = (number: number): string =>
      entries.some(([key]) => key === `${number}`) ? free(number + 1) : `${number}`;
    take([...entries, [free(entries.length + 1), filled(item, undefined, form.root) ?? null]]);
  };
  return html`<fieldset class="rows wide" id=${idOf(path)} tabindex="-1">
    <legend>${labelWords(field)}</legend>
    ${about(field)}
    <ol role="list">
      ${entries.map(
        ([key, one], index) =>
          html`<li>
            <div class="row" role="group" aria-label=${key}>
              <div class="grid">
                <div class="field">
                  <label>
                    <span>${msg('Name')}</span>
                    <input
                      dir="auto"
                      ?readonly=${form.isReadOnly}
                      .value=${key}
                      @change=${(event: Event) => rename(event, index)}
                    />
                  </label>
                </div>
                ${fieldFor(form, item, { path: [...path, key], value: one, name: msg('Value'), isRequired: true })}
              </div>
              ${
                form.isReadOnly
                  ? nothing
                  : html`<div class="tools">
                      <button
                        type="button"
                        class="tool remove"
                        aria-label="${msg('Remove')}: ${key}"
                        @click=${() => take(entries.filter((_, place) => place !== index))}
                      >
                        <span aria-hidden="true">✕</span>
                      </button>
                    </div>`
              }
            </div>
          </li>`,
      )}
    </ol>
    ${trouble(field)}
    ${
      form.isReadOnly
        ? nothing
        : html`<button type="button" class="line add" @click=${add}>
            ${msg('+ Add')}<span class="unseen">: ${field.label}</span>
          </button>`
    }
  </fieldset>`;
}
