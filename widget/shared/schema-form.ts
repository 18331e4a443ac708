import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from './define.ts';
import { WaypostElement } from './element.ts';
import { fieldStyles } from './field-styles.ts';
import { firstControl } from './first-control.ts';
import { KnownEntities } from './schema-entities.ts';
import { faultsOf } from './schema-faults.ts';
import { faultsAt, idOf, isBelow, type FormParts, type SchemaView } from './schema-field.ts';
import { schemaFormStyles } from './schema-form-styles.ts';
import { schemaSetStyles } from './schema-set-styles.ts';
import { fieldsOf, fieldFor } from './schema-groups.ts';
import { conformed } from './schema-conditions.ts';
import { shapeOf } from './schema-shape.ts';
import { placeWords } from './schema-places.ts';
import { Suggestions } from './schema-suggestions.ts';
import type { EntitySource, FieldError, JsonSchema, Path } from './schema-types.ts';
import { filled, valueAt, withAt } from './schema-values.ts';

export type { EntityFound, EntitySource, FieldError, JsonSchema } from './schema-types.ts';

/** More characters than any field takes. */
const LARGEST_PASTED = 100_000;

/** Something in the form was changed: `value` is the whole of it now, `path` the place. */
export class SchemaChangeEvent extends Event {
  readonly path: Path;
  readonly value: unknown;

  constructor(path: Path, value: unknown) {
    super('waypost-schema-change', { bubbles: true, composed: true });
    this.path = path;
    this.value = value;
  }
}

/**
 * A form for whatever a JSON Schema describes: an action’s parameters, an entity’s definition.
 *
 *     html`<waypost-schema-form
 *       .schema=${actionType.parameters}
 *       .value=${action.parameters}
 *       .errors=${problem.fields with the paths that begin in the value, as `conditions.0.value`}
 *       .variables=${['customer.number']}
 *       .source=${{ search, find, canCreate, create }}
 *       @waypost-schema-change=${({ value }) => (this.parameters = value)}
 *     ></waypost-schema-form>`
 *
 * The value is plain JSON and never changed in place: each event has a new one, with the schema’s defaults for all that
 * it left out. Also what is wrong is kept as it was written, as a text in a number’s place: `check()` says so, and the
 * server does. New `errors` are shown until their field is changed. Within a `<form>`, Enter on one line submits it.
 *
 * @fires {SchemaChangeEvent} waypost-schema-change - after every change
 */
export class WaypostSchemaForm extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    fieldStyles,
    schemaFormStyles,
    schemaSetStyles,
  ];

  @property({ attribute: false }) schema: JsonSchema = {};

  /** Undefined begins a new one. */
  @property({ attribute: false }) value: unknown;

  /** What the server found wrong. */
  @property({ attribute: false }) errors: readonly FieldError[] = [];

  /** Shows everything as text. */
  @property({ type: Boolean }) readonly = false;

  /** What texts can name, as `customer.number`. */
  @property({ attribute: false }) variables: readonly string[] = [];

  /** Where entities are found; without one, ids cannot be picked. */
  @property({ attribute: false }) source: EntitySource | undefined;

  /** What is drawn in the place of fields, by path with `*` for a row’s number: `exceptions.*.open`. */
  @property({ attribute: false }) views: Readonly<Record<string, SchemaView>> = {};

  /** What is wrong and still as it was when that was found. */
  @state() private faults: readonly FieldError[] = [];
  /** With the defaults. */
  #value: unknown;
  /** What a union’s other kinds were, by path and kind. */
  readonly #former = new Map<string, unknown>();
  readonly #suggestions = new Suggestions(() => this.requestUpdate());
  readonly #entities = new KnownEntities(() => this.requestUpdate());
  #afterwards: ((root: HTMLElement) => void)[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#entities.stop();
    this.#suggestions.hide();
  }

  /** What can be told without the server. */
  faultsNow(): FieldError[] {
    return faultsOf(this.schema, this.#whole());
  }

  /** Shows what can be told without the server, and whether that is nothing. Begins with the first that is wrong. */
  check(): boolean {
    this.faults = this.faultsNow();
    const [first] = this.faults;
    if (first) void this.updateComplete.then(() => this.focusField(first.path));
    return !first;
  }

  /** Brings the keyboard to a field, or to what is nearest to its path. */
  focusField(path: string): void {
    const keys = path === '' ? [] : path.split('.');
    for (let length = keys.length; length > 0; length--) {
      const id = CSS.escape(idOf(keys.slice(0, length)));
      const field = this.find(`#${id}`) ?? this.find(`[id^='${id}.']`);
      if (!field) continue;
      field.scrollIntoView({ block: 'nearest' });
      return field.focus();
    }
    this.focus();
  }

  override focus(options?: FocusOptions): void {
    firstControl(this.renderRoot)?.focus(options);
  }

  /** The value with the schema’s defaults, also before the first change. */
  get filledValue(): unknown {
    return this.#whole();
  }

  #whole(): unknown {
    return filled(this.schema, this.value);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('schema') || changed.has('value')) this.#value = this.#whole();
    if (changed.has('schema')) this.#former.clear();
    if (changed.has('errors')) this.faults = this.errors;
    this.#entities.source = this.source;
  }

  protected override updated(): void {
    const acts = this.#afterwards;
    this.#afterwards = [];
    for (const act of acts) act(this.renderRoot as HTMLElement);
    this.find('[role=option][aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const parts = this.#parts();
    const shape = shapeOf(this.schema, this.schema);
    const inside =
      shape.is === 'object'
        ? fieldsOf(parts, shape.schema, [], this.#value)
        : fieldFor(parts, this.schema, {
            path: [],
            value: this.#value,
            name: msg('Kind'),
            isRequired: true,
          });
    return html`<div class="fields" @keydown=${this.#press} @beforeinput=${this.#keepOut}>
      ${this.#summary()}
      <div class="grid">${inside}</div>
    </div>`;
  }

  /** Every fault, with its place, and a way there. */
  #summary(): TemplateResult {
    const { faults } = this;
    return html`<div role="alert" class="summary" ?hidden=${faults.length === 0}>
      ${
        faults.length === 0
          ? nothing
          : html`<b class="bad">${msg('Look at what is marked below.')}</b>
              <ul role="list">
                ${faults.map(
                  ({ path, message }) =>
                    html`<li>
                      <button
                        type="button"
                        class="bare link"
                        @click=${() => this.focusField(path)}
                      >
                        ${placeWords(this.schema, path)}</button
                      ><span>${message}</span>
                    </li>`,
                )}
              </ul>`
      }
    </div>`;
  }

  #parts(): FormParts {
    return {
      root: this.schema,
      isReadOnly: this.readonly,
      variables: this.variables,
      source: this.source,
      suggestions: this.#suggestions,
      entities: this.#entities,
      faultsAt: (path, isWhole = false) => faultsAt(this.faults, path, isWhole),
      change: this.#change,
      switch: this.#switch,
      rowsMove: this.#rowsMove,
      viewOf: (path) =>
        this.views[path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')],
      afterwards: (act) => {
        this.#afterwards.push(act);
        this.requestUpdate();
      },
      requestUpdate: () => this.requestUpdate(),
    };
  }

  #change = (path: Path, value: unknown): void => {
    const changed = withAt(this.#value, path, value);
    this.value = conformed(this.schema, changed, path, this.#former);
    this.#value = this.value;
    this.#mend(path);
    this.dispatchEvent(new SchemaChangeEvent(path, this.value));
  };

  /** A browser stands still for seconds over a text that no field takes: what is pasted stays where it came from. */
  #keepOut = (event: InputEvent): void => {
    const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    if (text.length <= LARGEST_PASTED) return;
    event.preventDefault();
    const path = (event.target as HTMLElement).id.replace(/^field-/, '');
    const message = msg(
      str`Nothing was put in: it has ${text.length} characters, and ${LARGEST_PASTED} are the most at once.`,
    );
    this.faults = [...this.faults.filter((fault) => fault.path !== path), { path, message }];
  };

  #switch = (path: Path, from: number, to: number, start: unknown): void => {
    const place = path.join('.');
    this.#former.set(`${place} ${from}`, valueAt(this.#value, path));
    const former = this.#former.get(`${place} ${to}`);
    this.#change(path, former === undefined ? start : former);
  };

  #rowsMove = (path: Path): void => {
    const place = path.join('.');
    const isOfRow = (key: string) => isBelow(key, place);
    for (const key of this.#former.keys()) if (isOfRow(key)) this.#former.delete(key);
    for (const key of this.#entities.typed.keys())
      if (isOfRow(key)) this.#entities.typed.delete(key);
    this.#suggestions.hide();
  };

  /** What was changed is not said to be wrong any more, nor what stands around it. */
  #mend(path: Path): void {
    const place = path.join('.');
    const left = this.faults.filter(
      (fault) =>
        !(fault.path === place || isBelow(fault.path, place) || isBelow(place, fault.path)),
    );
    if (left.length < this.faults.length) this.faults = left;
  }

  /** A form around this element does not see into it. */
  #press = (event: KeyboardEvent): void => {
    const isLine = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing || !isLine) return;
    // Without a form of its own, a field is not told that it is done with.
    event.target.dispatchEvent(new Event('change', { bubbles: true }));
    this.closest('form')?.requestSubmit();
  };
}

define('waypost-schema-form', WaypostSchemaForm);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-schema-form': WaypostSchemaForm;
  }
  interface HTMLElementEventMap {
    'waypost-schema-change': SchemaChangeEvent;
  }
}
