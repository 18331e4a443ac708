import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckpointsImported } from '../../api-client/contract/checkpoint-import.ts';
import { asWaypostError, type WaypostError } from '../../api-client/errors.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import type { FileRow } from './checkpoint-file.ts';
import { numberWords } from './count-words.ts';
import { errorWords } from './error-words.ts';
import {
  countOutcomes,
  importPreview,
  type JudgedRow,
  type OutcomeCounts,
} from './import-preview.ts';
import { LARGEST_FILE, MOST_LINES, UnreadableFile } from './importable-file.ts';
import { withBrokenUses } from './settings-bars.ts';
import { SettingsDialog } from './settings-dialog.ts';
import type { ImportHost } from './settings-files.ts';

interface Preview {
  rows: readonly JudgedRow[];
  /** Undefined when no line could be asked about. */
  answer: CheckpointsImported | undefined;
}

/** Reads a file of checkpoints, shows what it would change, and does it, all or nothing, when that is confirmed. */
export class CheckpointImportDialog extends SettingsDialog<ImportHost> {
  readonly #api: CheckpointsApi;
  #file: File | undefined;
  /** Of the file that is chosen now: an answer about another one comes too late. */
  #turn = 0;
  #isChecking = false;
  #fileRows: readonly FileRow[] = [];
  #preview: Preview | undefined;
  /** Why nothing can be made of the file, or why nothing was imported. */
  #trouble: { unreadable: string } | { error: WaypostError } | undefined;
  #hasChanged = false;

  constructor(api: CheckpointsApi, host: ImportHost) {
    super(host);
    this.#api = api;
  }

  render(): TemplateResult {
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit}>
        <h2 id="dialog-title">${msg('Import checkpoints')}</h2>
        <p>
          ${msg('Lines are compared by their reference: what is not there is made, what is there becomes what the line says. Nothing is deleted.')}
        </p>
        <label>
          <span
            >${msg(str`CSV file with the columns Name, Reference and Alias, as the export writes it: at most ${numberWords(LARGEST_FILE / 1_000_000)} MB and ${numberWords(MOST_LINES)} lines`)}</span
          >
          <input
            type="file"
            name="file"
            accept=".csv,text/csv"
            ?disabled=${this.isBusy}
            @change=${this.#choose}
          />
        </label>
        <div role="status" class="outcome">${this.#status()}</div>
        ${this.#preview && !this.#isChecking ? importPreview(this.#preview.rows, this.#preview.answer?.brokenUses ?? []) : nothing}
        <div role="alert" class="bad">${this.#troubleWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.isBusy || this.close()}>
            ${msg('Cancel')}
          </button>
          ${this.#button()}
        </div>
      </form>
    </dialog>`;
  }

  #status(): TemplateResult | typeof nothing {
    const lines = numberWords(this.#fileRows.length);
    if (this.isBusy)
      return html`<span class="number">${msg(str`Importing ${lines} lines…`)}</span>
        <progress aria-label=${msg('Import')}></progress>`;
    if (this.#isChecking)
      return html`<span class="number"
          >${this.#fileRows.length ? msg(str`Checking ${lines} lines…`) : msg('Reading the file…')}</span
        >
        <progress aria-label=${msg('Checking')}></progress>`;
    if (!this.#preview) return nothing;
    return html`${this.#hasChanged ? html`<p class="warn">${msg('Checkpoints have changed since you looked. Nothing was imported; this is what would be done now:')}</p>` : nothing}
    ${this.#counts(this.#preview).words}`;
  }

  #button(): TemplateResult | typeof nothing {
    if (!this.#mayImport && !this.isBusy) return nothing;
    return html`<button class="main" aria-disabled=${this.isBusy}>
      ${this.isBusy ? msg('One moment…') : msg('Import')}
    </button>`;
  }

  /** All lines can be imported, and one of them at least changes something. */
  get #mayImport(): boolean {
    if (!this.#preview?.answer || this.#isChecking) return false;
    const { refused, made, changed } = this.#counts(this.#preview);
    return refused === 0 && made + changed > 0;
  }

  #counts({ rows }: Preview): OutcomeCounts {
    return countOutcomes(rows.map(({ outcome }) => outcome));
  }

  #troubleWords(): string | typeof nothing {
    if (!this.#trouble) return nothing;
    return 'unreadable' in this.#trouble
      ? this.#trouble.unreadable
      : msg(str`Nothing was imported. ${errorWords(this.#trouble.error)}`);
  }

  #choose = (event: Event): void => {
    this.#file = (event.target as HTMLInputElement).files?.[0];
    this.#hasChanged = false;
    void this.#check();
  };

  async #check(): Promise<void> {
    const turn = ++this.#turn;
    this.#preview = this.#trouble = undefined;
    this.#fileRows = [];
    this.#isChecking = this.#file !== undefined;
    this.host.changed();
    if (!this.#file) return;
    try {
      const { readCheckpointFile } = await import('./checkpoint-file.ts');
      const fileRows = await readCheckpointFile(this.#file);
      if (turn !== this.#turn) return;
      this.#fileRows = fileRows;
      this.host.changed();
      const preview = await this.#ask(fileRows);
      if (turn !== this.#turn) return;
      this.#preview = preview;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#trouble =
        error instanceof UnreadableFile
          ? { unreadable: error.message }
          : { error: asWaypostError(error) };
    }
    this.#isChecking = false;
    this.host.changed();
  }

  /** The server judges every line that has its cells. */
  async #ask(fileRows: readonly FileRow[]): Promise<Preview> {
    const rows = wholeRows(fileRows);
    const answer = rows.length > 0 ? await this.#api.import({ rows, dryRun: true }) : undefined;
    const outcomes = answer?.rows.values();
    const judged = fileRows.map((each) => ({
      ...each,
      outcome: each.row && outcomes?.next().value,
    }));
    return { rows: judged, answer };
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy || !this.#mayImport) return;
    this.isBusy = true;
    this.#trouble = undefined;
    this.host.changed();
    try {
      const { preview } = this.#preview!.answer!; // it may be imported
      const rows = wholeRows(this.#fileRows);
      const imported = await this.#api.import({ rows, preview });
      const words = msg(str`Imported: ${countOutcomes(imported.rows).words}.`);
      this.host.imported(withBrokenUses(words, imported.brokenUses));
      this.close();
    } catch (error) {
      await this.#failed(asWaypostError(error));
    }
    this.isBusy = false;
    this.host.changed();
  };

  /** Where somebody else was faster, what would be done is shown anew. */
  async #failed(error: WaypostError): Promise<void> {
    if (error.kind !== 'precondition-failed') {
      this.#trouble = { error };
      return;
    }
    this.#hasChanged = true;
    this.isBusy = false;
    await this.#check();
  }
}

const wholeRows = (rows: readonly FileRow[]) => rows.flatMap(({ row }) => row ?? []);
