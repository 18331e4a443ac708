import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, RoutingVersion, Validation } from '../../api-client/contract/routing.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import type { DialogHost } from './dialog-host.ts';
import type { EditedVersion } from './edited-version.ts';
import { errorWords } from './error-words.ts';
import { findingsList } from './findings-panel.ts';
import { problemFields } from './problem-fields.ts';
import { saidFindings } from './said-findings.ts';
import { SettingsDialog } from './settings-dialog.ts';

export interface PublishDialogHost extends DialogHost {
  go(id: string): void;
  published(version: RoutingVersion): void;
}

/** Shows what validation finds before a version goes into production, or into testing. */
export class PublishDialog extends SettingsDialog<PublishDialogHost> {
  readonly #edited: EditedVersion;
  readonly #api: RoutingsApi;
  /** The number of the version that it takes the place of. */
  readonly #before: number | null;
  #validation: Validation | undefined;
  #to: 'production' | 'testing' = 'production';
  #error: WaypostError | undefined;

  constructor(
    edited: EditedVersion,
    api: RoutingsApi,
    before: number | null,
    host: PublishDialogHost,
  ) {
    super(host);
    this.#edited = edited;
    this.#api = api;
    this.#before = before;
    void this.#look();
  }

  /** What is typed is saved first: it is what would be published. */
  async #look(): Promise<void> {
    this.#error = undefined;
    await this.#edited.settle();
    const { routingId, number } = this.#edited.version;
    try {
      if (!this.#edited.isUnsaved)
        this.#validation = await this.#api.validate(routingId, number);
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
    }
    this.host.changed();
  }

  render(): TemplateResult {
    const { number } = this.#edited.version;
    return html`<dialog
      class="publish-dialog"
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" @submit=${this.#submit}>
        <h2 id="dialog-title">${msg(str`Publish version ${number}`)}</h2>
        ${this.#body()}
        <div role="alert" class="bad">${this.#errorWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.close()}>
            ${msg('Cancel')}
          </button>
          ${
            this.#validation?.publishable
              ? html`<button class="main" aria-disabled=${this.isBusy}>
                  ${this.isBusy ? msg('One moment…') : msg('Publish')}
                </button>`
              : nothing
          }
        </div>
      </form>
    </dialog>`;
  }

  #body(): TemplateResult | typeof nothing {
    if (this.#edited.isUnsaved && this.#edited.saving.is !== 'saving')
      return html`<p class="warn">
          ${msg('It is not saved: what is on show cannot be published before it is.')}
        </p>
        ${this.#findings(this.#edited.findings)}`;
    const validation = this.#validation;
    if (!validation)
      return this.#error ? nothing : html`<p role="status">${msg('Checking it…')}</p>`;
    return html`${
      validation.publishable
        ? nothing
        : html`<p class="bad">${msg('It cannot be published yet.')}</p>`
    }
    ${this.#findings(saidFindings(validation.findings))}
    ${validation.publishable ? this.#choice() : nothing}`;
  }

  #findings(findings: readonly Finding[]): TemplateResult {
    return html`<div class="found-list">
      ${findingsList({
        findings,
        tree: this.#edited.tree,
        isSaved: true,
        go: (id) => {
          this.close();
          this.host.go(id);
        },
      })}
    </div>`;
  }

  #choice(): TemplateResult {
    const isDevelopment = this.#edited.version.state === 'development';
    const one = (to: 'production' | 'testing', words: string) =>
      html`<label class="radio"
        ><input
          type="radio"
          name="to"
          .checked=${this.#to === to}
          @change=${() => {
            this.#to = to;
            this.host.changed();
          }}
        />${words}</label
      >`;
    return html`<fieldset>
        <legend>${msg('Where it goes')}</legend>
        ${one('production', msg('Into production: new interactions enter it at once'))}
        ${isDevelopment ? one('testing', msg('Into testing: it is not changed any more')) : nothing}
      </fieldset>
      ${
        this.#to === 'production' && this.#before !== null
          ? html`<p class="quiet">
              ${msg(str`Version ${this.#before} is archived in the same moment. Interactions that are in it stay with it to their end.`)}
            </p>`
          : nothing
      }`;
  }

  #errorWords(): unknown {
    const error = this.#error;
    if (!error) return '';
    const fields = problemFields(error);
    return html`${msg(str`Not published. ${errorWords(error)}`)}
    ${
      fields.length > 0
        ? html`<ul>
            ${fields.map(({ message }) => html`<li>${message}</li>`)}
          </ul>`
        : nothing
    }`;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy || !this.#validation?.publishable) return;
    this.isBusy = true;
    this.#error = undefined;
    this.host.changed();
    const { routingId, number } = this.#edited.version;
    try {
      const { revision } = this.#edited;
      const published = await this.#api.publish(routingId, number, this.#to, revision);
      this.isBusy = false;
      this.close();
      this.host.published(published);
    } catch (error) {
      this.isBusy = false;
      this.#error = error as WaypostError; // the client fails with nothing else
      // What would go into production is not what is on show.
      if (this.#error.kind === 'precondition-failed')
        await this.#edited.meetTheirs(this.#error);
      this.host.changed();
    }
  };
}
