import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import { compareTrees } from './compare-trees.ts';
import type { EditedVersion } from './edited-version.ts';
import { differencesList } from './tree-differences.ts';
import { durationWords } from './time.ts';

/** What must be decided before the version is saved again. */
export function versionBanner(
  edited: EditedVersion,
  types: ReadonlyMap<string, ActionType>,
  copyMine: () => void,
): TemplateResult | typeof nothing {
  const { saving } = edited;
  if (edited.isForbidden)
    return html`<div class="banner" role="alert">
      <b
        >${msg(
          'This version cannot be changed any more: your role does not allow it now. Ask your administrator.',
        )}</b
      >
      <p>
        ${edited.isUnsaved ? msg('What you did since is here still, and is saved once you may again.') : msg('All that you did is saved.')}
      </p>
    </div>`;
  if (saving.is === 'read-only')
    return html`<div class="banner" role="alert">
      <b>${msg('This version is not in development any more: it takes no changes.')}</b>
      <p>${msg('What you did since is here still. It can go on in a new version.')}</p>
      <button class="line" @click=${copyMine}>${msg('Go on in a new version')}</button>
    </div>`;
  if (saving.is === 'conflict') {
    const { theirs } = saving;
    const ago = durationWords(Math.max(1000, Date.now() - Date.parse(theirs.updatedAt)));
    return html`<div class="banner" role="alert">
      <b>${msg('Somebody else saved this version meanwhile.')}</b>
      <p>${msg(str`It was ${ago} ago. What makes yours of theirs:`)}</p>
      <div class="compared">
        ${differencesList(compareTrees(theirs.tree, edited.tree), theirs.tree, edited.tree, types)}
      </div>
      <button class="line" @click=${() => edited.keepTheirs()}>${msg('Keep theirs')}</button>
      <button class="line keep-mine" @click=${() => edited.keepMine()}>
        ${msg('Save mine over it')}
      </button>
      <span class="quiet small">${msg('When you keep theirs, “Undo” brings yours back.')}</span>
    </div>`;
  }
  if (edited.goesOn && edited.saving.is !== 'saved')
    return html`<div class="banner" role="status">
      ${msg('What was not saved before is here again.')}
    </div>`;
  return nothing;
}
