import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WaypostError } from '../../api-client/errors.ts';
import { numberWords } from './count-words.ts';
import { define } from './define.ts';
import { WaypostElement } from './element.ts';
import { errorWords } from './error-words.ts';
import { fieldStyles } from './field-styles.ts';
import { formField, missing, requiredNames, valuesOf, type Wrong } from './form-field.ts';
import { failedNotice, loadingNotice } from './notices.ts';
import { problemFields } from './problem-fields.ts';
import { RowsImport, rowWords } from './rows-import.ts';
import { writeCsv } from './rows-csv.ts';
import type { RowColumn, RowsSource, StoredRow } from './rows-source.ts';
import { storedRowsStyles } from './stored-rows-styles.ts';

/** The rows of a values table or a database: looked at, added, changed, deleted, imported and exported as CSV. */
export class WaypostStoredRows extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, storedRowsStyles];

  @property({ attribute: false }) source: RowsSource | undefined;

  /** What a file of them is called. */
  @property() name = '';

  @property({ type: Boolean }) readonly = false;

  @state() private rows: readonly StoredRow[] | undefined;
  @state() private error: WaypostError | undefined;
  @state() private isBusy = false;
  /** The row that is being written; `new` for one that is added. */
  @state() private edited: StoredRow | 'new' | undefined;
  @state() private wrong: Wrong = new Map();
  @state() private said = '';
  #cursor: string | null = null;
  #import: RowsImport | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('source') || !this.source) return;
    this.#import = new RowsImport(
      this.source,
      () => this.requestUpdate(),
      () => void this.#load(),
    );
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#import?.cancel();
  }

  async #load(more = false): Promise<void> {
    const { source } = this;
    if (!source) return;
    await this.#try(async () => {
      const page = await source.list(more ? (this.#cursor ?? undefined) : undefined);
      if (source !== this.source) return;
      this.rows = more ? [...(this.rows ?? []), ...page.items] : page.items;
      this.#cursor = page.nextCursor;
    });
  }

  /** One thing at a time; what failed is said. */
  async #try(act: () => Promise<void>): Promise<boolean> {
    this.isBusy = true;
    this.error = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.error = error as WaypostError; // the client fails with nothing else
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  protected override render(): TemplateResult {
    const { source, rows, error } = this;
    if (!source) return html``;
    if (!rows)
      return error
        ? failedNotice(
            msg('Could not load the rows'),
            errorWords(error),
            () => void this.#load(),
          )
        : loadingNotice(msg('Loading the rows…'));
    return html`<div class="fields">
      ${this.#head()}
      <p role="alert" class="bad">${error && !this.edited ? errorWords(error) : ''}</p>
      <p role="status" class="good">${this.said}</p>
      ${this.#import?.render()} ${this.edited ? this.#editor(source, this.edited) : nothing}
      ${rows.length === 0 ? html`<p class="quiet">${msg('No rows yet')}</p>` : this.#table(source, rows)}
    </div>`;
  }

  #head(): TemplateResult {
    return html`<div class="head">
      <b>${msg('Rows')}</b>
      <span class="space"></span>
      ${
        this.readonly
          ? nothing
          : html`<button type="button" class="line add" @click=${() => this.#edit('new')}>
                ${msg('+ Row')}
              </button>
              <button
                type="button"
                class="line"
                @click=${() => this.find<HTMLInputElement>('.file')?.click()}
              >
                ${msg('Import CSV…')}
              </button>
              <input
                class="file"
                type="file"
                accept=".csv,text/csv,text/plain"
                tabindex="-1"
                aria-label=${msg('CSV file')}
                hidden
                @change=${this.#take}
              />`
      }
      <button type="button" class="line" aria-disabled=${this.isBusy} @click=${this.#export}>
        ${msg('Export CSV')}
      </button>
    </div>`;
  }

  #table({ columns }: RowsSource, rows: readonly StoredRow[]): TemplateResult {
    return html`<div class="scrolled" tabindex="0" role="region" aria-label=${msg('Rows')}>
        <table aria-busy=${this.isBusy}>
          <thead>
            <tr>
              ${columns.map(({ title, name }) => html`<th scope="col">${title || name}</th>`)}
              ${this.readonly ? nothing : html`<td></td>`}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(columns, row))}
          </tbody>
        </table>
      </div>
      <div class="head small quiet">
        <span role="status"
          >${
            this.#cursor === null
              ? rowWords(rows.length)
              : msg(str`${numberWords(rows.length)} loaded, more to come`)
          }</span
        >
        ${
          this.#cursor === null
            ? nothing
            : html`<button
                type="button"
                class="line"
                aria-disabled=${this.isBusy}
                @click=${() => this.isBusy || void this.#load(true)}
              >
                ${msg('Load more')}
              </button>`
        }
      </div>`;
  }

  #row(columns: readonly RowColumn[], row: StoredRow): TemplateResult {
    const name = row.values[columns[0]?.name ?? ''] ?? row.id;
    return html`<tr>
      ${columns.map(({ name, type }) => html`<td><bdi>${said(row.values[name], type)}</bdi></td>`)}
      ${
        this.readonly
          ? nothing
          : html`<td class="doings">
              <button
                type="button"
                class="bare link"
                aria-label="${msg('Edit')}: ${name}"
                @click=${() => this.#edit(row)}
              >
                ${msg('Edit')}
              </button>
              <button
                type="button"
                class="bare link"
                aria-label="${msg('Delete')}: ${name}"
                @click=${() => void this.#delete(row, name)}
              >
                ${msg('Delete')}
              </button>
            </td>`
      }
    </tr>`;
  }

  #editor({ columns }: RowsSource, edited: StoredRow | 'new'): TemplateResult {
    return html`<form
      class="editor"
      novalidate
      aria-label=${edited === 'new' ? msg('New row') : msg('Change the row')}
      @submit=${this.#save}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault(); // the dialog around it stays
        event.stopPropagation();
        this.#leave();
      }}
    >
      <div class="cells">
        ${columns.map((column) => formField({ ...column, values: [...column.values] }, this.wrong))}
      </div>
      <p role="alert" class="bad">
        ${this.error && this.wrong.size === 0 ? errorWords(this.error) : ''}
      </p>
      <div class="ends">
        <button type="button" class="line" @click=${() => this.#leave()}>
          ${msg('Cancel')}
        </button>
        <button class="main" aria-disabled=${this.isBusy}>${msg('Save the row')}</button>
      </div>
    </form>`;
  }

  #edit(row: StoredRow | 'new'): void {
    this.edited = row;
    this.wrong = new Map();
    this.error = undefined;
    this.said = '';
    void this.updateComplete.then(() => {
      const form = this.find<HTMLFormElement>('.editor');
      const values = row === 'new' ? {} : row.values;
      for (const field of form?.querySelectorAll<HTMLInputElement>('[name]') ?? [])
        field.value = values[field.name.replace('values.', '')] ?? '';
      form?.querySelector<HTMLElement>('[name]')?.focus();
    });
  }

  #leave(): void {
    this.edited = undefined;
    void this.updateComplete.then(() => this.find('.add')?.focus());
  }

  #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    const { source, edited } = this;
    if (!source || !edited || this.isBusy) return;
    const given = new FormData(event.target as HTMLFormElement);
    const fields = source.columns.map((column) => ({ ...column, values: [...column.values] }));
    this.wrong = missing(given, requiredNames(fields));
    if (this.wrong.size === 0) await this.#write(source, edited, valuesOf(given, fields));
    const [first] = this.wrong.keys();
    if (first) this.find(`[name='${CSS.escape(first)}']`)?.focus();
  };

  async #write(
    source: RowsSource,
    edited: StoredRow | 'new',
    values: Record<string, string>,
  ): Promise<void> {
    const isDone = await this.#try(async () => {
      if (edited === 'new') {
        await source.add(values);
        this.said = msg('The row was added.');
        return;
      }
      // What is left empty is cleared.
      const all = Object.fromEntries(
        source.columns.map(({ name }) => [name, values[name] ?? '']),
      );
      const changed = await source.change(edited, all);
      this.rows = this.rows?.map((row) => (row === edited ? changed : row));
      this.said = msg('The row was changed.');
    });
    if (isDone) {
      this.#leave();
      if (edited === 'new') await this.#load();
    } else this.wrong = fieldsOf(this.error);
  }

  async #delete(row: StoredRow, name: string): Promise<void> {
    const { source } = this;
    if (!source || this.isBusy) return;
    this.said = '';
    await this.#try(async () => {
      await source.delete(row);
      this.rows = this.rows?.filter((other) => other !== row);
      this.said = msg(str`“${name}” was deleted.`);
    });
    await this.updateComplete;
    this.find('.add')?.focus();
  }

  #take = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void this.#import?.take(file);
    input.value = ''; // the same one can be taken again
  };

  #export = async (): Promise<void> => {
    const { source } = this;
    if (!source || this.isBusy) return;
    await this.#try(async () => {
      const all: StoredRow[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await source.list(cursor ?? undefined);
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      save(writeCsv(all, source.columns), `${this.name || 'rows'}.csv`);
    });
  };
}

function fieldsOf(error: WaypostError | undefined): Map<string, string> {
  const fields = problemFields(error);
  return new Map(
    fields.map(({ path, message }) => [
      path.startsWith('values.') ? path : `values.${path.replace(/^rows\.\d+\./, '')}`,
      message,
    ]),
  );
}

function said(value: string | undefined, type: RowColumn['type']): string {
  if (type !== 'boolean' || value === undefined) return value ?? '';
  return value === 'true' ? msg('Yes') : msg('No');
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

define('waypost-stored-rows', WaypostStoredRows);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-stored-rows': WaypostStoredRows;
  }
}
