import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Routing } from '../api-client/contract/routing.ts';
import type { Right } from '../api-client/contract/rights.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { WaypostError } from '../api-client/errors.ts';
import type { RoutingsApi, Waypost } from '../api-client/waypost.ts';
import { settingsStyles } from './shared/settings-styles.ts';
import { numberWords } from './shared/count-words.ts';
import { define } from './shared/define.ts';
import { dialogStyles } from './shared/dialog-styles.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords } from './shared/error-words.ts';
import { useMakerWords } from './shared/maker-words.ts';
import { fieldStyles } from './shared/field-styles.ts';
import { KeptDrafts } from './shared/kept-drafts.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { RoutingDeletion } from './shared/routing-deletion.ts';
import { RoutingChosenEvent } from './shared/routing-events.ts';
import { readFile, type FileFault } from './shared/routing-file.ts';
import {
  RoutingForm,
  routingKey,
  type RoutingDraft,
  type RoutingTask,
} from './shared/routing-form.ts';
import { unsavedBar } from './shared/settings-bars.ts';
import { browserZone, exactMoment, shortMoment } from './shared/time.ts';
import { flowWords, kindWords } from './shared/version-words.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 250;
const PAGE = 100;

/**
 * The smart routings of an organisation: found, made, opened, renamed and deleted, as far as the user's role allows it.
 *
 * @fires {RoutingChosenEvent} waypost-routing-chosen - a routing is to be opened
 * @csspart root - everything
 */
export class WaypostRoutingList extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    fieldStyles,
    dialogStyles,
    settingsStyles,
    css`
      /* A row tells its own there, without titles. */
      @container settings (inline-size < 620px) {
        thead {
          position: absolute;
          clip-path: inset(50%);
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
        }
        tbody th {
          padding-inline-start: 8px;
        }
      }
    `,
  ];

  @property({ attribute: false }) client: Waypost | undefined;
  @property({ attribute: false }) me: Me | undefined;

  @state() private words = '';
  @state() private items: readonly Routing[] | undefined;
  @state() private error: WaypostError | undefined;
  @state() private told = '';
  @state() private dialog: RoutingForm | RoutingDeletion | undefined;
  #total = 0;
  #cursor: string | null = null;
  #answered = '';
  #typing: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #isAsked = false;
  #drafts = new KeptDrafts<RoutingDraft>('');

  constructor() {
    super();
    useMakerWords();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('me')) this.#drafts = new KeptDrafts(`routings ${this.me?.id}`);
    if (changed.has('client')) this.#isAsked = false;
    const mayRead = this.#may('read');
    if (!mayRead) this.items = undefined;
    if (mayRead && !this.#isAsked && this.client) void this.#ask();
    this.#isAsked = mayRead;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('dialog')) this.dialog?.open();
  }

  get #api(): RoutingsApi {
    return this.client!.routings; // nothing is asked before there is a client
  }

  #may(right: Right): boolean {
    return this.me?.rights.routings?.includes(right) ?? false;
  }

  /** The answer to the last question counts. */
  async #ask(cursor?: string): Promise<void> {
    const turn = ++this.#turn;
    const search = this.words.trim();
    try {
      const page = await this.#api.list({ search, limit: PAGE, ...(cursor ? { cursor } : {}) });
      if (turn !== this.#turn) return;
      this.items = cursor ? [...(this.items ?? []), ...page.items] : page.items;
      this.#cursor = page.nextCursor;
      this.#total = page.total ?? this.items.length;
      this.#answered = search;
      this.error = undefined;
    } catch (error) {
      if (turn === this.#turn) this.error = error as WaypostError; // the client fails with nothing else
    }
  }

  protected override render(): TemplateResult {
    const dialog = this.dialog ? keyed(this.dialog, this.dialog.render()) : nothing;
    return html`${this.#may('read') ? this.#all() : withoutRoutings()}${dialog}`; // what is open stays
  }

  #all(): TemplateResult {
    return html`<div class="head fields" role="search">
        <label class="search"
          ><span class="unseen">${msg('Search by name or reference')}</span>
          <input
            type="search"
            maxlength="100"
            placeholder=${msg('Name or reference')}
            .value=${this.words}
            @input=${this.#type}
          />
        </label>
        <span class="space"></span>
        ${
          this.#may('create')
            ? html`<button class="line" @click=${() => this.find('.file')?.click()}>
                  ${msg('From a file…')}
                </button>
                <input
                  class="file"
                  type="file"
                  accept=".json,application/json"
                  aria-label=${msg('File of a routing')}
                  hidden
                  @change=${this.#takeFile}
                />
                <button class="main new" @click=${() => this.#open({ is: 'new' })}>
                  ${msg('+ New routing')}
                </button>`
            : nothing
        }
      </div>
      ${this.#unsaved()}
      <div class="told" role="status">${this.told}</div>
      ${this.#body()}`;
  }

  #unsaved(): TemplateResult[] {
    if (this.dialog) return [];
    return this.#drafts.all.map(({ task }) =>
      unsavedBar(task, unsavedWords(task), {
        goOn: () => this.#open(task),
        discard: () => {
          this.#drafts.clear(routingKey(task));
          this.requestUpdate();
        },
      }),
    );
  }

  #body(): TemplateResult {
    const { items, error } = this;
    if (error)
      return failedNotice(
        msg('Could not load the routings'),
        errorWords(error),
        () => void this.#ask(),
      );
    if (!items) return loadingNotice(msg('Loading the routings…'));
    if (items.length === 0)
      return this.#answered
        ? notice(
            msg(str`No name or reference has “${this.#answered}” in it`),
            nothing,
            html`<button class="line" @click=${this.#showAll}>${msg('Show all')}</button>`,
          )
        : notice(
            msg('No smart routings yet'),
            this.#may('create')
              ? msg(
                  'Make one: it begins with a start, and what comes behind it is yours to say.',
                )
              : msg('Those who may make them have not made any.'),
          );
    return html`<table class="unpicked">
        <thead>
          <tr>
            <th scope="col">${msg('Name')}</th>
            <th scope="col">${msg('Reference')}</th>
            <th scope="col">${msg('Flow')}</th>
            <th scope="col">${msg('When it runs')}</th>
            <th scope="col">${msg('In production')}</th>
            <th scope="col">${msg('Changed')}</th>
            <th scope="col" class="doings"><span class="unseen">${msg('Actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${items.map(this.#row)}
        </tbody>
      </table>
      <div class="foot">
        <span role="status"
          >${
            this.#total === 1
              ? msg('1 routing')
              : msg(str`${numberWords(items.length)} of ${numberWords(this.#total)} routings`)
          }</span
        >
        ${
          this.#cursor
            ? html`<button class="line" @click=${() => void this.#ask(this.#cursor!)}>
                ${msg('Load more')}
              </button>`
            : nothing
        }
      </div>`;
  }

  #row = (routing: Routing): TemplateResult => {
    const { name, reference, flow, kind, productionVersion, updatedAt } = routing;
    const zone = browserZone();
    return html`<tr>
      <th scope="row">
        <button class="bare link" @click=${() => this.#choose(routing)}>
          <bdi>${name}</bdi>
        </button>
      </th>
      <td class="reference">${reference}</td>
      <td>${flowWords(flow)}</td>
      <td>${kindWords(kind)}</td>
      <td class=${productionVersion === null ? 'quiet' : ''}>
        ${productionVersion === null ? msg('not yet') : msg(str`Version ${productionVersion}`)}
      </td>
      <td>
        <time datetime=${updatedAt} title=${exactMoment(updatedAt, zone)}
          >${shortMoment(updatedAt, zone, Date.now())}</time
        >
      </td>
      <td class="doings">
        ${
          this.#may('modify')
            ? this.#doing(msg('Rename…'), name, () => this.#open({ is: 'edit', of: routing }))
            : nothing
        }
        ${
          this.#may('delete') && productionVersion === null
            ? this.#doing(msg('Delete…'), name, () => this.#delete(routing))
            : nothing
        }
      </td>
    </tr>`;
  };

  #doing(words: string, name: string, act: () => void): TemplateResult {
    return html`<button class="bare link" aria-label=${`${words} ${name}`} @click=${act}>
      ${words}
    </button>`;
  }

  #choose({ id }: Routing): void {
    this.dispatchEvent(new RoutingChosenEvent(id, undefined));
  }

  #type = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#ask(), PAUSE);
  };

  #showAll = async (): Promise<void> => {
    this.words = '';
    await this.#ask();
    this.find('input[type=search]')?.focus();
  };

  #takeFile = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = ''; // the same one can be chosen again
    if (!file) return;
    const read = await readFile(file);
    if (typeof read === 'string') this.told = faultWords(read, file.name);
    else {
      const { tree, ...values } = read;
      const task: RoutingTask = { is: 'new', values, tree };
      this.#drafts.clear(routingKey(task)); // of a file that was given before
      this.#open(task);
    }
  };

  get #dialogHost() {
    return {
      find: <Found extends HTMLElement>(selector: string) => this.find<Found>(selector),
      changed: () => this.requestUpdate(),
      updated: () => this.updateComplete,
      closed: (dialog: object) => {
        if (dialog === this.dialog) this.dialog = undefined;
      },
      may: (right: Right) => this.#may(right),
    };
  }

  #open(task: RoutingTask): void {
    this.told = '';
    this.dialog = new RoutingForm(task, this.#api, this.#drafts, {
      ...this.#dialogHost,
      saved: (routing, { is }) => {
        if (is === 'new') return this.#choose(routing);
        this.told = msg(str`“${routing.name}” was changed.`);
        void this.#ask();
      },
    });
  }

  #delete(routing: Routing): void {
    this.told = '';
    this.dialog = new RoutingDeletion(routing, this.#api, {
      ...this.#dialogHost,
      deleted: ({ name }) => {
        this.told = msg(str`“${name}” was deleted.`);
        void this.#ask();
      },
    });
  }
}

/** What is said to whoever may not read them. */
export const withoutRoutings = (): TemplateResult =>
  notice(
    msg('Your role does not include smart routings'),
    msg('Ask your administrator for the right to read them.'),
  );

const unsavedWords = (task: RoutingTask): string =>
  task.is === 'new' && task.tree
    ? msg('A routing from a file is not saved yet.')
    : msg('A new routing is not saved yet.');

function faultWords(fault: FileFault, file: string): string {
  if (fault === 'too-large') return msg(str`“${file}” is too large: at most 8 MB are taken.`);
  if (fault === 'no-json') return msg(str`“${file}” is no JSON.`);
  return msg(str`“${file}” holds no routing: there is no tree in it.`);
}

define('waypost-routing-list', WaypostRoutingList);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-list': WaypostRoutingList;
  }
}
