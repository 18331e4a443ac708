import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { numberWords } from './count-words.ts';
import { readCsv, type ReadRows } from './rows-csv.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { errorWords } from './error-words.ts';
import type { RowFault, RowsSource } from './rows-source.ts';

/** The largest file that is read. */
const MOST_BYTES = 20 * 1024 * 1024;
/** So many rows are shown before they are written. */
const SHOWN = 5;

interface Outcome {
  written: number;
  faults: readonly { line: number; message: string }[];
}

/** A CSV file on its way into stored rows: read, looked at, written, and what came of it. */
export class RowsImport {
  readonly #source: RowsSource;
  readonly #changed: () => void;
  readonly #finished: () => void;
  #name = '';
  #read: ReadRows | undefined;
  #replace = false;
  #done = 0;
  #writing: AbortController | undefined;
  /** While the server looks at what would be written. */
  #checking: AbortController | undefined;
  #outcome: Outcome | undefined;
  #trouble = '';

  constructor(source: RowsSource, changed: () => void, finished: () => void) {
    this.#source = source;
    this.#changed = changed;
    this.#finished = finished;
  }

  get isOn(): boolean {
    return this.#read !== undefined || this.#trouble !== '' || this.#outcome !== undefined;
  }

  async take(file: File): Promise<void> {
    this.cancel();
    this.#name = file.name;
    if (file.size > MOST_BYTES)
      this.#trouble = msg('The file is larger than 20 MB. Import it in parts.');
    else
      try {
        this.#read = readCsv(await textOf(file), this.#source.columns);
      } catch {
        this.#trouble = msg('The file cannot be read.');
      }
    this.#changed();
    if (this.#read) await this.#check(this.#read);
  }

  /** Before anything is written: what the server would refuse is said, line by line. */
  async #check(read: ReadRows): Promise<void> {
    if (!this.#source.check || read.faults.length > 0 || read.rows.length === 0) return;
    const checking = (this.#checking = new AbortController());
    this.#changed();
    try {
      const faults = await this.#source.check(read.rows, checking.signal);
      if (checking !== this.#checking) return;
      this.#read = { ...read, faults: faults.map((fault) => lineOf(fault, read)) };
    } catch (error) {
      if (checking !== this.#checking) return;
      this.#read = undefined;
      this.#trouble = errorWords(error as WaypostError); // the client fails with nothing else
    }
    this.#checking = undefined;
    this.#changed();
  }

  cancel = (): void => {
    this.#writing?.abort();
    this.#checking?.abort();
    this.#read = this.#outcome = this.#writing = this.#checking = undefined;
    this.#trouble = '';
    this.#replace = false;
    this.#changed();
  };

  #write = async (): Promise<void> => {
    const read = this.#read;
    if (!read || this.#writing) return;
    const writing = (this.#writing = new AbortController());
    this.#done = 0;
    this.#changed();
    const { written, faults } = await this.#source.import(read.rows, {
      replace: this.#replace,
      signal: writing.signal,
      done: (count) => {
        this.#done = count;
        this.#changed();
      },
    });
    if (this.#writing !== writing) return this.#finished();
    this.#writing = this.#read = undefined;
    this.#outcome = { written, faults: faults.map((fault) => lineOf(fault, read)) };
    this.#changed();
    this.#finished();
  };

  render(): TemplateResult | typeof nothing {
    if (!this.isOn) return nothing;
    return html`<div class="import" role="group" aria-label=${msg('Import')}>
      ${this.#trouble ? html`<p class="bad" role="alert">${this.#trouble}</p>` : nothing}
      ${this.#read ? this.#preview(this.#read) : nothing}
      <p role="status" class="quiet">${this.#checking ? msg('Looking at all rows…') : ''}</p>
      ${this.#outcome ? this.#ended(this.#outcome) : nothing}
      <div class="ends">
        <button type="button" class="line" @click=${this.cancel}>
          ${this.#read ? msg('Cancel') : msg('Close')}
        </button>
        ${
          this.#read &&
          !this.#checking &&
          this.#read.faults.length === 0 &&
          this.#read.rows.length > 0
            ? html`<button
                type="button"
                class="main"
                aria-disabled=${this.#writing !== undefined}
                @click=${this.#write}
              >
                ${
                  this.#writing
                    ? msg(
                        str`${numberWords(this.#done)} of ${numberWords(this.#read.rows.length)}…`,
                      )
                    : msg('Import')
                }
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #preview({ rows, faults, unknown }: ReadRows): TemplateResult {
    const { columns, canReplace } = this.#source;
    const used = columns.filter(({ name }) => rows.some((row) => row[name] !== undefined));
    return html`<p>
        <b><bdi>${this.#name}</bdi></b
        >: ${rowWords(rows.length)}
      </p>
      ${faultList(faults)}
      ${
        unknown.length > 0
          ? html`<p class="warn">
              ${msg(str`These columns are left out: ${unknown.join(', ')}`)}
            </p>`
          : nothing
      }
      ${
        faults.length === 0 && rows.length > 0
          ? html`<div class="scrolled" tabindex="0" role="region" aria-label=${msg('Preview')}>
                <table>
                  <thead>
                    <tr>
                      ${used.map(({ title, name }) => html`<th scope="col">${title || name}</th>`)}
                    </tr>
                  </thead>
                  <tbody>
                    ${rows.slice(0, SHOWN).map(
                      (row) =>
                        html`<tr>
                          ${used.map(({ name }) => html`<td><bdi>${row[name] ?? ''}</bdi></td>`)}
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>
              ${canReplace ? this.#replacement() : nothing}`
          : nothing
      }`;
  }

  #replacement(): TemplateResult {
    return html`<label class="check">
      <input
        type="checkbox"
        .checked=${this.#replace}
        @change=${(event: Event) => (this.#replace = (event.target as HTMLInputElement).checked)}
      />
      <span>${msg('Take away what is not in the file')}</span>
    </label>`;
  }

  #ended({ written, faults }: Outcome): TemplateResult {
    return html`<p role="status" class=${faults.length > 0 ? 'warn' : 'good'}>
        ${written === 1 ? msg('1 row was written.') : msg(str`${numberWords(written)} rows were written.`)}
      </p>
      ${faultList(faults)}`;
  }
}

export const rowWords = (count: number): string =>
  count === 1 ? msg('1 row') : msg(str`${numberWords(count)} rows`);

function faultList(
  faults: readonly { line: number; message: string }[],
): TemplateResult | typeof nothing {
  if (faults.length === 0) return nothing;
  return html`<ul
    role="list"
    class="faults bad"
    tabindex="0"
    aria-label=${msg('What is wrong')}
  >
    ${faults.map(({ line, message }) => html`<li>${msg(str`Line ${line}`)}: ${message}</li>`)}
  </ul>`;
}

const lineOf = (
  { index, message }: RowFault,
  { lines }: ReadRows,
): { line: number; message: string } => ({ line: lines[index] ?? 0, message });

/** UTF-8, or what older tables write. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
