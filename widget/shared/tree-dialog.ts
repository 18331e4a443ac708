import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import { fold } from '../../api-client/contract/fold.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { DialogHost } from './dialog-host.ts';
import { actionOf, targetOf, type BranchEnd } from './edit-tree.ts';
import { groupIcon } from './group-icons.ts';
import { groupWords } from './group-words.ts';
import { moveFocus } from './roving.ts';
import { SettingsDialog } from './settings-dialog.ts';

/** What is looked for: an action to go to, a new one, or where a branch is to lead. */
export type TreeTask = { is: 'find' } | { is: 'add' } | { is: 'lead'; from: BranchEnd };

export interface TreeDialogHost extends DialogHost {
  readonly tree: RoutingTree;
  readonly types: ReadonlyMap<string, ActionType>;
  /** The types that this routing may have, in the order of the palette. */
  readonly offered: readonly ActionType[];
  /** The actions as one reads them. */
  readonly order: readonly string[];
  found(id: string): void;
  added(type: ActionType, behind: BranchEnd | undefined): void;
  led(from: BranchEnd, target: string | null): void;
}

/** As many actions as are shown of what a search finds. */
const MOST = 100;

/** Finds an action of the tree, or a type for a new one, by a part of its name. */
export class TreeDialog extends SettingsDialog<TreeDialogHost> {
  readonly #task: TreeTask;
  #words = '';

  constructor(task: TreeTask, host: TreeDialogHost) {
    super(host);
    this.#task = task;
  }

  render(): TemplateResult {
    const title = this.#title;
    return html`<dialog
      class="tree-dialog"
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" @submit=${this.#submit} @keydown=${this.#key}>
        <h2 id="dialog-title">${title}</h2>
        <input
          type="search"
          autofocus
          aria-label=${this.#task.is === 'find' ? msg('Part of its name') : msg('Part of the name')}
          placeholder=${msg('Find')}
          .value=${this.#words}
          @input=${this.#type}
        />
        <div class="offers">${this.#offers()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.close()}>
            ${msg('Cancel')}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  get #title(): string {
    const task = this.#task;
    if (task.is === 'find') return msg('Find an action');
    if (task.is === 'add') return msg('Add an action');
    const { actionId, branch } = task.from;
    const action = actionOf(this.host.tree, actionId);
    const type = this.host.types.get(action?.type ?? '');
    const label = type?.branches.find(({ key }) => key === branch)?.label ?? branch;
    return msg(str`“${label}” of “${action?.name ?? actionId}” leads to…`);
  }

  #offers(): TemplateResult {
    const actions = this.#task.is === 'add' ? [] : this.#actions();
    const types = this.#task.is === 'find' ? [] : this.#types();
    if (actions.length + types.length === 0)
      return html`<p class="quiet" role="status">${msg('Nothing is called so.')}</p>`;
    const isWired = this.#task.is === 'lead' && this.#leadsTo !== null && this.#words === '';
    return html`${
      isWired
        ? html`<button type="button" class="offer" @click=${() => this.#lead(null)}>
            <span class="icon-place"></span><span>${msg('Nowhere')}</span>
          </button>`
        : nothing
    }
    ${this.#task.is === 'lead' && types.length > 0 ? html`<h3>${msg('A new action')}</h3>` : nothing}
    ${types.map(
      (group) =>
        html`<h4>${groupWords(group[0]!.group)}</h4>
          ${group.map(this.#typeOffer)}`,
    )}
    ${this.#task.is === 'lead' && actions.length > 0 ? html`<h3>${msg('One that is there')}</h3>` : nothing}
    ${actions.slice(0, MOST).map(this.#actionOffer)}
    ${
      actions.length > MOST
        ? html`<p class="quiet small">
            ${msg(str`And ${actions.length - MOST} more: type a part of the name.`)}
          </p>`
        : nothing
    }`;
  }

  get #leadsTo(): string | null {
    const task = this.#task;
    const from = task.is === 'lead' ? actionOf(this.host.tree, task.from.actionId) : undefined;
    return task.is === 'lead' && from ? targetOf(from, task.from.branch) : null;
  }

  #actions(): string[] {
    const { tree, types, order } = this.host;
    const wanted = fold(this.#words.trim());
    return order.filter((id) => {
      const action = actionOf(tree, id);
      if (!action || (this.#task.is === 'lead' && id === tree.start)) return false;
      const title = types.get(action.type)?.title ?? action.type;
      return fold(`${action.name} ${title} ${id}`).includes(wanted);
    });
  }

  /** By group, in the order of the palette. */
  #types(): ActionType[][] {
    const wanted = fold(this.#words.trim());
    const groups = new Map<string, ActionType[]>();
    for (const type of this.host.offered)
      if (fold(`${type.title} ${groupWords(type.group)} ${type.summary}`).includes(wanted))
        groups.set(type.group, [...(groups.get(type.group) ?? []), type]);
    return [...groups.values()];
  }

  #typeOffer = (type: ActionType): TemplateResult =>
    html`<button
      type="button"
      class="offer"
      data-type=${type.type}
      @click=${() => this.#add(type)}
    >
      <span class="icon-place"
        >${type.type === 'add-checkpoint' ? html`<span class="blaze"></span>` : groupIcon(type.group)}</span
      >
      <span><b>${type.title}</b><span class="quiet small">${type.summary}</span></span>
    </button>`;

  #actionOffer = (id: string): TemplateResult => {
    const { tree, types } = this.host;
    const action = actionOf(tree, id)!; // it was found in the tree
    const type = types.get(action.type);
    return html`<button
      type="button"
      class="offer"
      data-action=${id}
      aria-current=${id === this.#leadsTo}
      @click=${() => this.#chooseAction(id)}
    >
      <span class="icon-place"
        >${action.type === 'add-checkpoint' ? html`<span class="blaze"></span>` : groupIcon(type?.group)}</span
      >
      <span
        ><b><bdi>${action.name}</bdi></b
        ><span class="quiet small">${type?.title ?? action.type}</span></span
      >
    </button>`;
  };

  #add(type: ActionType): void {
    const behind = this.#task.is === 'lead' ? this.#task.from : undefined;
    this.close();
    this.host.added(type, behind);
  }

  #chooseAction(id: string): void {
    this.close();
    if (this.#task.is === 'lead') this.host.led(this.#task.from, id);
    else this.host.found(id);
  }

  #lead(target: string | null): void {
    this.close();
    if (this.#task.is === 'lead') this.host.led(this.#task.from, target);
  }

  #type = (event: Event): void => {
    this.#words = (event.target as HTMLInputElement).value;
    this.host.changed();
  };

  /** Enter takes the first of what is found. */
  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#words.trim() !== '') this.#buttons[0]?.click();
  };

  #key = (event: KeyboardEvent): void => {
    const isInField = (event.target as Element).matches('input');
    if (isInField && event.key === 'ArrowDown') {
      event.preventDefault();
      this.#buttons[0]?.focus();
    } else if (!isInField) moveFocus(event, this.#buttons);
  };

  get #buttons(): HTMLElement[] {
    return [...(this.element?.querySelectorAll<HTMLElement>('.offer') ?? [])];
  }
}
