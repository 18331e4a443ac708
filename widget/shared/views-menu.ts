import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryView } from '../../api-client/contract/history.ts';
import type { HistoryState } from './history-state.ts';
import type { HistoryViews } from './history-views.ts';
import { viewsIcon } from './icons.ts';
import { placeMenu } from './menu.ts';

export interface ViewsMenu {
  views: HistoryViews;
  /** What is shown now. */
  state: HistoryState;
  choose(state: HistoryState): void;
  copyLink(): void;
  /** What became of the link: said beside its button. */
  linkWords: string;
}

/** The views that a user saved, saving what is shown as one, and a link to it. */
export function viewsMenu(menu: ViewsMenu): TemplateResult {
  const { views, state, copyLink, linkWords } = menu;
  const open = (event: Event) => {
    placeMenu(event);
    if ((event as ToggleEvent).newState === 'open') void views.load();
  };
  return html`<button class="line views" popovertarget="views">
      ${viewsIcon}<span class="words">${views.shown(state)?.name ?? msg('Views')}</span>
    </button>
    <div
      id="views"
      class="menu"
      popover
      role="group"
      aria-labelledby="views-title"
      @beforetoggle=${open}
    >
      <p class="title" id="views-title">${msg('Saved views')}</p>
      ${views.error ? html`<p class="bad small" role="alert">${views.error}</p>` : nothing}
      ${list(menu)} ${undo(views)} ${save(menu)}
      <button class="item" @click=${copyLink}>
        ${msg('Copy link')} <span class="quiet" role="status">${linkWords}</span>
      </button>
    </div>`;
}

function list(menu: ViewsMenu): TemplateResult {
  const { views, state } = menu;
  if (!views.items)
    return views.error
      ? html`<button class="item" @click=${views.load}>${msg('Try again')}</button>`
      : html`<p class="late quiet">${msg('Loading the views…')}</p>`;
  if (views.items.length === 0)
    return html`<p class="quiet">${msg('None yet. Save what you see as one.')}</p>`;
  const shown = views.shown(state);
  return html`<ul>
    ${views.items.map((view) =>
      view.id === views.renamingId ? renaming(menu, view) : row(menu, view, view === shown),
    )}
  </ul>`;
}

function row(
  { views, choose }: ViewsMenu,
  view: HistoryView,
  isShown: boolean,
): TemplateResult {
  const pick = () => {
    views.chosenId = view.id;
    choose(view.state);
  };
  return html`<li class="column">
    <button
      class="item"
      aria-pressed=${isShown}
      popovertarget="views"
      popovertargetaction="hide"
      @click=${pick}
    >
      <bdi>${view.name}</bdi>
    </button>
    <button
      class="step"
      aria-label=${msg(str`Rename “${view.name}”`)}
      @click=${() => views.startRenaming(view.id)}
    >
      ✎
    </button>
    <button
      class="step"
      aria-label=${msg(str`Delete “${view.name}”`)}
      @click=${() => views.delete(view)}
    >
      ✕
    </button>
  </li>`;
}

function renaming({ views }: ViewsMenu, view: HistoryView): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const name = nameIn(event);
    if (name) void views.rename(view, name);
  };
  return html`<li>
    <form @submit=${submit}>
      <label
        ><span>${msg('New name')}</span>
        <input name="name" maxlength="100" required .value=${view.name}
      /></label>
      <div class="choices">
        <button class="line">${msg('Rename')}</button>
        <button type="button" class="link" @click=${() => views.startRenaming(undefined)}>
          ${msg('Cancel')}
        </button>
      </div>
    </form>
  </li>`;
}

function undo(views: HistoryViews): TemplateResult | typeof nothing {
  if (!views.deleted) return nothing;
  return html`<p role="status">
    ${msg(str`“${views.deleted.name}” is deleted.`)}
    <button class="link" @click=${() => views.undo()}>${msg('Undo')}</button>
  </p>`;
}

function save({ views, state }: ViewsMenu): TemplateResult {
  const { chosen } = views;
  const isOther = chosen && views.shown(state)?.id !== chosen.id;
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = nameIn(event);
    if (name && (await views.save({ name, state }))) form.reset();
  };
  return html`${
      isOther
        ? html`<button class="item" @click=${() => views.overwrite(chosen, state)}>
            ${msg(str`Overwrite “${chosen.name}” with what you see`)}
          </button>`
        : nothing
    }
    <form @submit=${submit}>
      <label
        ><span>${msg('Save what you see as')}</span>
        <input name="name" maxlength="100" required
      /></label>
      <button class="line">${msg('Save the view')}</button>
    </form>`;
}

const nameIn = (event: Event): string =>
  String(new FormData(event.currentTarget as HTMLFormElement).get('name')).trim();
