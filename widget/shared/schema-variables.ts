import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { describedBy, framed, idOf, isWrong, shown, type Field } from './schema-field.ts';
import { nameBefore, variablesLike, withVariable } from './schema-magic.ts';
import { emptied, isLong, isNeeded, lengthWords, textOf } from './schema-scalars.ts';

/** So many are offered at once; one types on to see others. */
const MOST_OFFERED = 60;

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Text that may name variables: `{{` offers them, and so does a button. */
export function magicField(field: Field): TemplateResult {
  const { form, path, shape, value } = field;
  const long = isLong(shape.schema);
  if (form.isReadOnly) return shown(field, textOf(value), long);
  const limits = lengthWords(shape.schema, textOf(value));
  const handlers = {
    input: (event: Event) => {
      const control = event.target as TextControl;
      form.change(path, emptied(control.value, field));
      offerWritten(field, control);
    },
    key: (event: KeyboardEvent) => form.suggestions.takes(event),
  };
  const control = long ? area(field, limits, handlers) : line(field, limits, handlers);
  return framed(field, control, { limits, isWide: long, beside: insertButton(field) });
}

interface Handlers {
  input(event: Event): void;
  key(event: KeyboardEvent): void;
}

/** A text of lines is no combobox by its role; its list is one all the same. */
function area(field: Field, limits: string, { input, key }: Handlers): TemplateResult {
  const { form, path, value } = field;
  const isOpen = form.suggestions.isAt(path);
  return html`<div class="suggested">
    <textarea
      id=${idOf(path)}
      rows="1"
      dir="auto"
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls=${isOpen ? `${idOf(path)}-list` : nothing}
      aria-activedescendant=${form.suggestions.activeId(path)}
      aria-required=${isNeeded(field)}
      aria-invalid=${isWrong(field)}
      aria-describedby=${describedBy(field, limits)}
      .value=${live(textOf(value))}
      @input=${input}
      @keydown=${key}
      @blur=${() => form.suggestions.hide()}
    ></textarea>
    ${form.suggestions.list(path, msg('Variables'))}
  </div>`;
}

function line(field: Field, limits: string, { input, key }: Handlers): TemplateResult {
  const { form, path, value } = field;
  const isOpen = form.suggestions.isAt(path);
  return html`<div class="suggested">
    <input
      id=${idOf(path)}
      role="combobox"
      dir="auto"
      autocomplete="off"
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? `${idOf(path)}-list` : nothing}
      aria-activedescendant=${form.suggestions.activeId(path)}
      aria-required=${isNeeded(field)}
      aria-invalid=${isWrong(field)}
      aria-describedby=${describedBy(field, limits)}
      .value=${live(textOf(value))}
      @input=${input}
      @keydown=${key}
      @blur=${() => form.suggestions.hide()}
    />
    ${form.suggestions.list(path, msg('Variables'))}
  </div>`;
}

function insertButton(field: Field): TemplateResult | typeof nothing {
  const { form, path, label } = field;
  if (form.variables.length === 0) return nothing;
  const insert = (event: Event) => {
    const root = (event.currentTarget as HTMLElement).closest<HTMLElement>('.field');
    const control = root?.querySelector<TextControl>(`#${CSS.escape(idOf(path))}`);
    if (!control) return;
    control.focus();
    const at = control.selectionEnd ?? control.value.length;
    offer(field, control, { from: at, to: at }, '');
  };
  return html`<button
    type="button"
    class="bare link small insert"
    aria-label="${msg('Insert a variable')}: ${label}"
    @click=${insert}
  >
    ${msg('Insert a variable')}
  </button>`;
}

function offerWritten(field: Field, control: TextControl): void {
  const caret = control.selectionEnd ?? 0;
  const written = field.form.variables.length > 0 && nameBefore(control.value, caret);
  if (written) offer(field, control, { from: written.from, to: caret }, written.name);
  else field.form.suggestions.hide();
}

function offer(
  field: Field,
  control: TextControl,
  place: { from: number; to: number },
  name: string,
): void {
  const { form, path } = field;
  const found = variablesLike(form.variables, name);
  if (found.length === 0) {
    form.suggestions.hide(); // one may name what the form does not know
    return;
  }
  form.suggestions.show(path, {
    items: found.slice(0, MOST_OFFERED).map((one) => ({ value: one, words: one })),
    words: found.length > MOST_OFFERED ? msg('There are more: type on to see them.') : '',
    isEager: true,
    choose: (chosen) => {
      const { text, caret } = withVariable(control.value, place, chosen);
      control.value = text;
      control.setSelectionRange(caret, caret);
      form.change(path, text);
    },
  });
}

/** The path of a variable: one that is known, or another one. */
export function variableField(field: Field): TemplateResult {
  const { form, path, value } = field;
  if (form.isReadOnly) return shown(field, textOf(value));
  const { suggestions } = form;
  const offerLike = (text: string) => {
    const found = variablesLike(form.variables, text);
    if (found.length === 0) return suggestions.hide();
    suggestions.show(path, {
      items: found.slice(0, MOST_OFFERED).map((one) => ({ value: one, words: one })),
      words: '',
      isEager: false, // what is typed may be another one
      choose: (chosen) => form.change(path, chosen),
    });
  };
  const isOpen = suggestions.isAt(path);
  const press = (event: KeyboardEvent) => {
    if (suggestions.takes(event) || event.key !== 'ArrowDown') return;
    event.preventDefault();
    offerLike('');
  };
  return framed(
    field,
    html`<div class="suggested">
      <input
        id=${idOf(path)}
        role="combobox"
        class="code"
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        placeholder="variable.field"
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? `${idOf(path)}-list` : nothing}
        aria-activedescendant=${suggestions.activeId(path)}
        aria-required=${isNeeded(field)}
        aria-invalid=${isWrong(field)}
        aria-describedby=${describedBy(field)}
        .value=${live(textOf(value))}
        @input=${(event: Event) => {
          const text = (event.target as HTMLInputElement).value;
          form.change(path, emptied(text, field));
          offerLike(text);
        }}
        @keydown=${press}
        @blur=${() => suggestions.hide()}
      />
      ${suggestions.list(path, msg('Variables'))}
    </div>`,
  );
}
