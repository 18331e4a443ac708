import { msg } from '@lit/localize';
import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { SettingsAction } from '../../api-client/contract/interaction-settings.ts';
import type { ActionDialog } from './action-dialog.ts';
import { errorWords } from './error-words.ts';
import { myButtons } from './my-buttons.ts';
import type { Reader } from './reader.ts';
import { reasonWords } from './reason-words.ts';
import { moveFocus } from './roving.ts';

export const menuStyles = css`
  .actions {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 2px 6px;
    border-inline-start: 1px solid var(--_line);
  }
  .actions > .wide .my {
    background: var(--_surface);
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px 0;
    inline-size: min(280px, calc(100vw - 16px));
    max-block-size: calc(100vh - 16px);
    overflow: auto;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: 0 4px 16px #0003;
  }
  .menu :is(button, a) {
    display: flex;
    inline-size: 100%;
    padding: 5px 14px;
    border: 0;
    border-radius: 0;
    text-decoration: none;
    color: var(--_text);
  }
  .menu button.item {
    flex-direction: column;
  }
  .menu :is(button, a):focus-visible {
    outline-offset: -2px;
    box-shadow: none;
  }
  .menu [aria-disabled='true'] {
    opacity: 1;
    color: var(--_quiet);
  }
  .menu hr {
    margin: 4px 0;
    border: 0;
    border-block-start: 1px solid var(--_line);
  }
  @container interaction (inline-size < 900px) {
    .actions .wide {
      display: none;
    }
  }
  @container interaction (inline-size >= 900px) {
    .bar .actions {
      grid-row: 1;
      justify-content: flex-end;
      border: 0;
    }
    .menu .narrow,
    .actions .dots {
      display: none;
    }
  }
  @container interaction (inline-size < 900px) {
    .actions .words {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      overflow: hidden;
    }
  }
`;

const titles: Record<Exclude<SettingsAction, 'qualify'>, () => string> = {
  'payment-create': () => msg('Create a payment'),
  'card-create': () => msg('Create a CRM record'),
  'card-assign': () => msg('Assign a CRM record'),
  'card-unassign': () => msg('Unassign the CRM record'),
  'case-create': () => msg('Create a case'),
  'case-assign': () => msg('Assign a case'),
  'case-unassign': () => msg('Unassign the case'),
};
export type MenuAction = keyof typeof titles;
export const actionTitle = (action: MenuAction): string => titles[action]();

const ORDER = Object.keys(titles) as MenuAction[];

/** What can be done to an interaction: a few buttons where there is room, and a menu with all of it. */
export class SettingsMenu {
  isOpen = false;
  dialog: ActionDialog | undefined;
  readonly #host: ReactiveControllerHost & { renderRoot: ParentNode };

  constructor(host: ReactiveControllerHost & { renderRoot: ParentNode }) {
    this.#host = host;
  }

  bar(reader: Reader, refresh: () => void): TemplateResult | typeof nothing {
    if (!reader.records.api) return nothing;
    return html`<div class="actions">
      <button class="line wide" @click=${refresh}>${msg('Refresh')}</button>
      <span class="wide mine-row">${myButtons('toolbar', reader)}</span>
      <button
        class="line"
        id="settings"
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        aria-controls="menu"
        @click=${this.#toggle}
      >
        <span class="words">${msg('Settings')}</span
        ><span class="dots" aria-hidden="true">⋯</span>
      </button>
      <div
        id="menu"
        class="menu"
        popover="auto"
        role="menu"
        aria-label=${msg('Settings')}
        @toggle=${this.#toggled}
        @keydown=${this.#move}
        @click=${this.#close}
      >
        ${this.isOpen ? this.#items(reader, refresh) : nothing}
      </div>
    </div>`;
  }

  #items(reader: Reader, refresh: () => void): TemplateResult {
    const { settings, buttons } = reader.records;
    const mine = myButtons('toolbar', reader, 'menuitem');
    return html`<div class="narrow" role="none">
        <button role="menuitem" tabindex="-1" @click=${refresh}>${msg('Refresh')}</button>
        ${mine}
        <hr />
      </div>
      ${
        settings.error
          ? html`<button
              role="menuitem"
              tabindex="-1"
              class="bad"
              @click=${() => settings.again()}
            >
              ${errorWords(settings.error)} ${msg('Try again')}
            </button>`
          : ORDER.map((action) => this.#item(action, reader))
      }
      ${buttons.error ? html`<p class="note small bad">${errorWords(buttons.error)}</p>` : nothing}`;
  }

  /** What cannot be done now says why. */
  #item(action: MenuAction, reader: Reader): TemplateResult {
    const settings = reader.records.settings.value;
    const reason = settings?.actions.find((one) => one.action === action)?.reason;
    const why = settings ? reason && reasonWords(reason) : msg('Loading…');
    return html`<button
      role="menuitem"
      class="item"
      tabindex="-1"
      aria-disabled=${Boolean(why)}
      @click=${() => (why ? reader.doings.tell({ words: why }) : this.#begin(action, reader))}
    >
      ${actionTitle(action)}${why ? html`<span class="small">${why}</span>` : nothing}
    </button>`;
  }

  async #begin(action: MenuAction, reader: Reader): Promise<void> {
    const { records, doings, data } = reader;
    const { api, id } = records;
    const { card, case: assigned } = data.interaction;
    if (!api) return;
    if (action === 'card-unassign') return doings.act(() => api.unassignCard(id, card?.id));
    if (action === 'case-unassign') return doings.act(() => api.unassignCase(id, assigned?.id));
    const settings = records.settings.value;
    const found = await import('./action-dialog.ts').catch(() => undefined);
    if (!found || !settings)
      return doings.tell({ words: msg('The server cannot be reached.') });
    this.dialog = new found.ActionDialog(action, settings, reader, this.#host, () => {
      this.dialog = undefined;
      this.#host.requestUpdate();
    });
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.dialog.open();
  }

  #toggle = async (): Promise<void> => {
    const menu = this.#host.renderRoot.querySelector<HTMLElement>('#menu');
    const button = this.#host.renderRoot.querySelector<HTMLElement>('#settings');
    if (!menu || !button || this.isOpen) return;
    this.isOpen = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    menu.showPopover();
    place(menu, button.getBoundingClientRect());
    this.#itemsOf(menu)[0]?.focus();
  };

  #toggled = (event: ToggleEvent): void => {
    this.isOpen = event.newState === 'open';
    this.#host.requestUpdate();
  };

  #close = (event: Event): void => {
    (event.currentTarget as HTMLElement).hidePopover();
    this.#host.renderRoot.querySelector<HTMLElement>('#settings')?.focus();
  };

  #move = (event: KeyboardEvent): void => {
    const menu = event.currentTarget as HTMLElement;
    if (event.key === 'Tab') menu.hidePopover();
    else moveFocus(event, this.#itemsOf(menu));
  };

  #itemsOf(menu: HTMLElement): HTMLElement[] {
    const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
    return items.filter((item) => item.checkVisibility());
  }
}

function place(menu: HTMLElement, button: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(button.right - width, innerWidth - width - 8));
  const below = button.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(8, innerHeight - height - 8) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
