import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { numberWords } from './count-words.ts';
import { errorWords } from './error-words.ts';
import type { Deleted } from './settings-deletion.ts';
import type { SettingsTask } from './settings-form.ts';
import { usesList } from './settings-uses.ts';

/** The words in which settings speak of what they are about. */
export interface SettingsWords {
  list: string;
  loading: string;
  failed: string;
  signIn: string;
  forbidden: string;
  /** What the search looks at, where it is not name and reference. */
  searched?: string;
  add: string;
  none: string;
  noneWhoMay: string;
  gone: string;
  notOpened(why: string): string;
  unsavedNew: string;
  count(count: number): string;
  deletedSeveral(count: number): string;
}

/** What was typed before the page was loaded anew, or the dialog left by Escape. */
export function unsavedBar(
  task: SettingsTask<{ name: string }>,
  unsavedNew: string,
  { goOn, discard }: { goOn: () => void; discard: () => void },
): TemplateResult {
  const words =
    task.is === 'new'
      ? unsavedNew
      : msg(str`What you wrote on “${task.of.name}” is not saved yet.`);
  return html`<div class="unsaved">
    <span class="warn">${words}</span>
    <button class="line" @click=${goOn}>${msg('Go on')}</button>
    <button class="bare link" @click=${discard}>${msg('Discard')}</button>
  </div>`;
}

/** How many rows are selected, and what is done to them together. */
export function selectionBar(
  size: number,
  most: number,
  act: { delete: () => void; none: () => void },
): TemplateResult | typeof nothing {
  if (size === 0) return nothing;
  const count = size === 1 ? msg('1 selected') : msg(str`${numberWords(size)} selected`);
  const isTooMuch = size > most;
  return html`<div class="chosen">
    <span role="status"
      >${isTooMuch ? msg(str`${count}: at most ${most} are deleted together`) : count}</span
    >
    ${
      isTooMuch
        ? nothing
        : html`<button class="line" @click=${act.delete}>${msg('Delete…')}</button>`
    }
    <button class="bare link" @click=${act.none}>${msg('Select none')}</button>
  </div>`;
}

/** That something was saved, and which actions do not find it any more. */
export function savedWords(
  { name, brokenUses = [] }: { name: string; brokenUses?: readonly CheckpointUse[] },
  is: SettingsTask<unknown>['is'],
): TemplateResult | string {
  const words =
    is === 'edit' ? msg(str`“${name}” was changed.`) : msg(str`“${name}” was made.`);
  return withBrokenUses(words, brokenUses);
}

/** What was done, and which actions do not find what it was about any more. */
export function withBrokenUses(
  words: string,
  brokenUses: readonly CheckpointUse[],
): TemplateResult | string {
  return brokenUses.length === 0
    ? words
    : html`${words}
        <span class="warn"
          >${msg('These actions still name the old reference, and leave by “Reference not found”:')}</span
        >
        ${usesList(brokenUses)}`;
}

export function deletedWords(
  { deleted, replacedIn }: Deleted,
  several: (count: number) => string,
): string {
  const [first] = deleted;
  const words =
    deleted.length === 1 && first
      ? msg(str`“${first.name}” was deleted.`)
      : several(deleted.length);
  const replaced =
    replacedIn === 1
      ? msg('In 1 version in development another took its place.')
      : replacedIn
        ? msg(str`In ${replacedIn} versions in development another took its place.`)
        : '';
  return `${words} ${replaced}`.trim();
}

/** Why one could not be opened, and a way to try it again where that may help. */
export function missedWords(
  error: WaypostError,
  { gone, notOpened }: SettingsWords,
  again: () => void,
): TemplateResult | string {
  return error.kind === 'not-found'
    ? gone
    : html`${notOpened(errorWords(error))}
        <button class="line" @click=${again}>${msg('Try now')}</button>`;
}
