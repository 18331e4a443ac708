import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Known } from './schema-entities.ts';
import {
  about,
  describedBy,
  framed,
  idOf,
  isWrong,
  labelWords,
  shown,
  trouble,
  type Field,
} from './schema-field.ts';
import { isObject } from './schema-shape.ts';
import { textOf } from './schema-scalars.ts';
import type { EntityFound } from './schema-types.ts';
import { magicField } from './schema-variables.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 200;

/** An entity: picked, or, where the schema has it so, named by its reference. */
export function entityField(field: Field): TemplateResult {
  const { shape } = field;
  if (shape.schema.entityId !== undefined)
    return pickField(field, shape.schema.entityId, textOf);
  return choiceField(field, shape.schema.entity ?? '');
}

const idIn = (value: unknown): string =>
  isObject(value) && typeof value['id'] === 'string' ? value['id'] : '';

function choiceField(field: Field, kind: string): TemplateResult {
  const { form, path, value } = field;
  const isNamed = isObject(value) && 'reference' in value;
  if (form.isReadOnly)
    return isNamed
      ? shown(field, html`${msg('Reference')}: <code>${textOf(value['reference'])}</code>`)
      : pickField(field, kind, idIn);
  const way = (isReference: boolean, words: string) =>
    html`<label class="radio">
      <input
        type="radio"
        name="way-${path.join('.')}"
        .checked=${live(isReference === isNamed)}
        @change=${() => form.switch(path, Number(!isReference), Number(isReference), startOf(isReference))}
      />
      <span>${words}</span>
    </label>`;
  return html`<fieldset class="entity wide">
    <legend>${labelWords(field)}</legend>
    <div class="ways">
      ${way(false, msg('Chosen from the list'))}${way(true, msg('By its reference'))}
    </div>
    ${isNamed ? referenceField(field) : pickField(unnamed(field), kind, idIn)} ${about(field)}
    ${isNamed ? trouble(field) : nothing}
  </fieldset>`;
}

const startOf = (isReference: boolean): unknown =>
  isReference ? { reference: '' } : undefined;

/** What stands within a frame that has its name already. */
const unnamed = (field: Field): Field => ({
  ...field,
  label: msg('Choose'),
  isRequired: false,
  shape: { ...field.shape, schema: { ...field.shape.schema, description: '' } },
});

function referenceField(field: Field): TemplateResult {
  const { path, value, form } = field;
  return magicField({
    form,
    shape: { is: 'text', isNullable: false, schema: { maxLength: 300, minLength: 0 } },
    path: [...path, 'reference'],
    label: msg('Reference'),
    value: isObject(value) ? value['reference'] : '',
    isRequired: true,
  });
}

function pickField(
  field: Field,
  kind: string,
  idOfValue: (value: unknown) => string,
): TemplateResult {
  const { form, path, value, shape } = field;
  const id = idOfValue(value);
  const known = id ? form.entities.of(kind, id) : undefined;
  if (form.isReadOnly) return shown(field, id ? knownWords(known, id) : '');
  const asValue = (chosen: string) =>
    shape.schema.entityId === undefined ? { id: chosen } : chosen;
  const typed = form.entities.typed.get(path.join('.'));
  const isOpen = form.suggestions.isAt(path);
  const take = (found: EntityFound) => {
    form.entities.remember(kind, found);
    form.entities.typed.delete(path.join('.'));
    form.change(path, asValue(found.id));
  };
  const look = (text: string, pause = 0) => offer(field, kind, text, pause, take);
  return framed(
    field,
    html`<div class="suggested pick">
        <input
          id=${idOf(path)}
          role="combobox"
          dir="auto"
          autocomplete="off"
          spellcheck="false"
          placeholder=${msg('Type to search')}
          aria-autocomplete="list"
          aria-expanded=${isOpen}
          aria-controls=${isOpen ? `${idOf(path)}-list` : nothing}
          aria-activedescendant=${form.suggestions.activeId(path)}
          aria-required=${field.isRequired && !shape.isNullable}
          aria-invalid=${isWrong(field) || known === 'deleted'}
          aria-describedby=${describedBy(field)}
          .value=${live(typed ?? nameOf(known))}
          @input=${(event: Event) => {
            const text = (event.target as HTMLInputElement).value;
            form.entities.typed.set(path.join('.'), text);
            if (text === '' && id) form.change(path, shape.isNullable ? null : undefined);
            look(text, PAUSE);
          }}
          @click=${() => isOpen || look('')}
          @keydown=${(event: KeyboardEvent) => {
            if (form.suggestions.takes(event) || event.key !== 'ArrowDown') return;
            event.preventDefault();
            look(typed ?? '');
          }}
          @blur=${() => {
            form.entities.stop();
            form.suggestions.hide();
            // What was typed and not chosen is no choice: what is picked is shown again.
            if (form.entities.typed.delete(path.join('.'))) form.requestUpdate();
          }}
        />
        ${form.suggestions.list(path, field.label)} ${makeButton(field, kind, take)}
      </div>
      ${id ? knownTrouble(known) : nothing}`,
    { isWhole: true },
  );
}

function makeButton(
  { form, label }: Field,
  kind: string,
  take: (found: EntityFound) => void,
): TemplateResult | typeof nothing {
  const { source } = form;
  if (!source?.create || source.canCreate?.(kind) === false) return nothing;
  const make = async () => {
    const made = await source.create?.(kind);
    if (made) take(made);
  };
  return html`<button
    type="button"
    class="line"
    aria-label="${msg('New…')} ${label}"
    @click=${() => void make()}
  >
    ${msg('New…')}
  </button>`;
}

/** Shows those that can be picked, but for those that are picked already. */
export function offer(
  { form, path }: Field,
  kind: string,
  text: string,
  pause: number,
  take: (found: EntityFound) => void,
  picked: readonly string[] = [],
): void {
  form.entities.search(kind, text.trim(), pause, (all) => {
    const found = all?.filter(({ id }) => !picked.includes(id));
    form.suggestions.show(path, {
      items: (found ?? []).map(({ id, name, reference }) => ({
        value: id,
        words: name,
        details: reference,
      })),
      words: offerWords(found),
      isEager: text.trim() !== '',
      choose: (id) => {
        const chosen = found?.find((one) => one.id === id);
        if (chosen) take(chosen);
      },
    });
  });
}

function offerWords(found: readonly EntityFound[] | undefined): string {
  if (!found) return msg('They cannot be searched now. Try it again.');
  return found.length === 0 ? msg('Nothing is called so.') : '';
}

const nameOf = (known: Known): string => (typeof known === 'object' ? known.name : '');

/** The name of one that is picked, or what is known in its place. */
export function knownWords(known: Known, id: string): unknown {
  if (typeof known === 'object') return html`<bdi>${known.name}</bdi>`;
  if (known === 'deleted') return html`<span class="bad">${msg('deleted')}</span>`;
  return known === 'unknown' ? html`<code>${id}</code>` : html`<span class="quiet">…</span>`;
}

function knownTrouble(known: Known): TemplateResult | typeof nothing {
  if (known === 'deleted')
    return html`<p class="bad">
      ${msg('What was picked here was deleted. Pick another one.')}
    </p>`;
  return known === 'unknown'
    ? html`<p class="warn">${msg('Something is picked here whose name cannot be had now.')}</p>`
    : nothing;
}
