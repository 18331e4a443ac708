import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { knownWords, offer } from './schema-entity.ts';
import { about, describedBy, idOf, labelWords, trouble, type Field } from './schema-field.ts';
import { shapeOf } from './schema-shape.ts';
import type { EntityFound, JsonSchema } from './schema-types.ts';
import { valueWords } from './schema-words.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 200;

/** A list in which nothing stands twice, in no order: ticks of what there is to choose from, or entities that are picked. */
export function setField(field: Field, item: JsonSchema): TemplateResult {
  const shape = shapeOf(item, field.form.root);
  const chosen = Array.isArray(field.value) ? (field.value as unknown[]) : [];
  const inside =
    shape.is === 'choice'
      ? ticks(field, shape.values, chosen)
      : picks(field, shape.schema.entityId ?? '', chosen.filter(isText));
  return html`<fieldset
    class="set wide"
    id=${shape.is === 'choice' ? idOf(field.path) : nothing}
    tabindex=${shape.is === 'choice' ? '-1' : nothing}
  >
    <legend>${labelWords(field)}</legend>
    ${about(field)} ${inside} ${trouble(field, true)}
  </fieldset>`;
}

const isText = (one: unknown): one is string => typeof one === 'string';

function ticks(
  { form, path }: Field,
  options: readonly unknown[],
  chosen: readonly unknown[],
): TemplateResult {
  if (form.isReadOnly) return shownSet(chosen.map(valueWords));
  const toggle = (option: unknown) => {
    const isOn = !chosen.includes(option);
    form.change(path, inOrder(options, isOn ? [...chosen, option] : chosen, option, isOn));
  };
  return html`<div class="ticks">
    ${options.map(
      (option) =>
        html`<label class="check">
          <input
            type="checkbox"
            .checked=${live(chosen.includes(option))}
            @change=${() => toggle(option)}
          />
          <span>${valueWords(option)}</span>
        </label>`,
    )}
  </div>`;
}

/** Those of the options that are chosen, in the options' own order. */
function inOrder(
  options: readonly unknown[],
  chosen: readonly unknown[],
  changed: unknown,
  isOn: boolean,
): unknown[] {
  return options.filter((one) => (one === changed ? isOn : chosen.includes(one)));
}

function picks(field: Field, kind: string, ids: readonly string[]): TemplateResult {
  const { form, path } = field;
  if (form.isReadOnly)
    return shownSet(ids.map((id) => knownWords(form.entities.of(kind, id), id)));
  const { maxItems = Infinity } = field.shape.schema;
  return html`${
    ids.length > 0
      ? html`<ul role="list" class="picked">
          ${ids.map((id) => pickedOne(field, kind, ids, id))}
        </ul>`
      : nothing
  }
  ${
    ids.length < maxItems
      ? adder(field, kind, ids)
      : html`<p class="quiet small" id=${idOf(path)} tabindex="-1">
          ${msg(str`There are ${maxItems}, and no more are taken.`)}
        </p>`
  }`;
}

function pickedOne(
  { form, path }: Field,
  kind: string,
  ids: readonly string[],
  id: string,
): TemplateResult {
  const known = form.entities.of(kind, id);
  const name = typeof known === 'object' ? known.name : id;
  const remove = () => {
    form.change(
      path,
      ids.filter((one) => one !== id),
    );
    form.afterwards((root) =>
      root.querySelector<HTMLElement>(`#${CSS.escape(idOf(path))}`)?.focus(),
    );
  };
  return html`<li>
    <span>${knownWords(known, id)}</span>
    <button
      type="button"
      class="tool remove"
      aria-label="${msg('Remove')}: ${name}"
      title=${msg('Remove')}
      @click=${remove}
    >
      <span aria-hidden="true">✕</span>
    </button>
  </li>`;
}

/** Where one more is searched, and picked. */
function adder(field: Field, kind: string, ids: readonly string[]): TemplateResult {
  const { form, path, label } = field;
  const place = path.join('.');
  const typed = form.entities.typed.get(place) ?? '';
  const isOpen = form.suggestions.isAt(path);
  const take = (found: EntityFound) => {
    form.entities.remember(kind, found);
    form.entities.typed.delete(place);
    form.change(path, [...ids, found.id]);
  };
  const look = (text: string, pause = 0) => offer(field, kind, text, pause, take, ids);
  return html`<div class="suggested">
    <input
      id=${idOf(path)}
      role="combobox"
      dir="auto"
      autocomplete="off"
      spellcheck="false"
      aria-label=${msg(str`Add to: ${label}`)}
      placeholder=${msg('Type to add one')}
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? `${idOf(path)}-list` : nothing}
      aria-activedescendant=${form.suggestions.activeId(path)}
      aria-invalid=${form.faultsAt(path, true).length > 0}
      aria-describedby=${describedBy(field)}
      .value=${live(typed)}
      @input=${(event: Event) => {
        const text = (event.target as HTMLInputElement).value;
        form.entities.typed.set(place, text);
        look(text, PAUSE);
      }}
      @click=${() => isOpen || look(typed)}
      @keydown=${(event: KeyboardEvent) => {
        if (form.suggestions.takes(event) || event.key !== 'ArrowDown') return;
        event.preventDefault();
        look(typed);
      }}
      @blur=${() => {
        form.entities.stop();
        form.suggestions.hide();
        if (form.entities.typed.delete(place)) form.requestUpdate();
      }}
    />
    ${form.suggestions.list(path, label)}
  </div>`;
}

function shownSet(words: readonly unknown[]): TemplateResult {
  if (words.length === 0) return html`<span class="quiet">–</span>`;
  return html`<ul role="list" class="picked">
    ${words.map((one) => html`<li>${one}</li>`)}
  </ul>`;
}
