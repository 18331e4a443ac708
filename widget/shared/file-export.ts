import { msg, str } from '@lit/localize';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { asWaypostError, type WaypostError } from '../../api-client/errors.ts';
import { numberWords } from './count-words.ts';
import { saveFile } from './save-file.ts';

/** How a file comes about: it says how far it is, and ends when it is to end. */
export interface FileWriting {
  signal: AbortSignal;
  onProgress(rows: number, total: number): void;
}

/** A file that is exported. */
export interface WantedFile {
  name: string;
  write(writing: FileWriting): Promise<Blob>;
  /** So many of what it holds: `12 interactions`. */
  counted(rows: number): string;
  refused(error: WaypostError): string;
}

type Stage =
  | { is: 'running'; rows: number; total: number | undefined; abort: AbortController }
  | { is: 'done'; rows: number; wanted: WantedFile }
  | { is: 'cancelled' }
  | { is: 'failed'; error: WaypostError; wanted: WantedFile };

/** An export of everything that is found, to a file: how far it is, and how it ended. */
export class FileExport {
  #stage: Stage | undefined;
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController({ hostDisconnected: () => this.#abort() });
  }

  get isRunning(): boolean {
    return this.#stage?.is === 'running';
  }

  async start(wanted: WantedFile): Promise<void> {
    if (this.isRunning) return;
    const abort = new AbortController();
    this.#tell({ is: 'running', rows: 0, total: undefined, abort });
    try {
      let count = 0;
      const file = await wanted.write({
        signal: abort.signal,
        onProgress: (rows, total) => {
          count = rows;
          if (!abort.signal.aborted) this.#tell({ is: 'running', rows, total, abort });
        },
      });
      if (abort.signal.aborted) return;
      saveFile(file, wanted.name);
      this.#tell({ is: 'done', rows: count, wanted });
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#tell({ is: 'failed', error: asWaypostError(error), wanted });
    }
  }

  #tell(stage: Stage | undefined): void {
    this.#stage = stage;
    this.#host.requestUpdate();
  }

  #abort(): void {
    if (this.#stage?.is === 'running') this.#stage.abort.abort();
  }

  #cancel = (): void => {
    this.#abort();
    this.#tell({ is: 'cancelled' });
  };

  #dismiss = (): void => this.#tell(undefined);

  /** The bar that says so; nothing while nothing is exported. */
  bar(): TemplateResult | typeof nothing {
    const stage = this.#stage;
    if (!stage) return nothing;
    return html`<div class="bar export">
      ${stageWords(stage)}
      ${
        stage.is === 'running'
          ? html`<button class="line" @click=${this.#cancel}>${msg('Cancel')}</button>`
          : html`${
                stage.is === 'failed'
                  ? html`<button class="line" @click=${() => void this.start(stage.wanted)}>
                      ${msg('Try again')}
                    </button>`
                  : nothing
              }<button
                class="bare"
                aria-label=${msg('Put this message away')}
                @click=${this.#dismiss}
              >
                ✕
              </button>`
      }
    </div>`;
  }
}

function stageWords(stage: Stage): TemplateResult {
  switch (stage.is) {
    case 'running':
      return html`<span class="number">${progressWords(stage.rows, stage.total)}</span>
        <progress
          aria-label=${msg('Export')}
          max=${stage.total ?? 1}
          value=${stage.total === undefined ? nothing : stage.rows}
        ></progress>`;
    case 'done':
      return html`<span class="good" role="status"
        >${msg(str`Exported: ${stage.wanted.counted(stage.rows)}, in ${stage.wanted.name}`)}</span
      >`;
    case 'cancelled':
      return html`<span role="status">${msg('The export was cancelled.')}</span>`;
    case 'failed':
      return html`<span class="bad" role="alert"
        >${msg('The export failed.')} ${stage.wanted.refused(stage.error)}</span
      >`;
  }
}

/** `1,200 of 5,000 rows` */
function progressWords(rows: number, total: number | undefined): string {
  if (total === undefined) return msg('Exporting…');
  return msg(str`Exporting: ${numberWords(rows)} of ${numberWords(total)} rows`);
}
