import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import { checkpointsFile } from './checkpoint-export.ts';
import { CheckpointForm, checkpointCalls, type CheckpointValues } from './checkpoint-form.ts';
import { CheckpointImportDialog } from './checkpoint-import.ts';
import { numberWords } from './count-words.ts';
import type { SettingsWords } from './settings-bars.ts';
import { SettingsDeletion, type DeletionCalls } from './settings-deletion.ts';
import type { SettingsSubject } from './settings-subject.ts';

/** As many as one call deletes. */
const MOST_DELETED = 200;
/** So many others are offered in the place of one. */
const OTHERS = 200;

/** Checkpoints, as their settings list, edit and delete them. */
export function checkpointSubject(
  api: CheckpointsApi,
): SettingsSubject<Checkpoint, CheckpointValues> {
  const calls = checkpointCalls(api);
  return {
    key: 'checkpoints',
    words: words(),
    columns: [
      {
        heading: msg('Reference'),
        sort: 'reference',
        cell: ({ reference }) => html`<bdi class="reference">${reference}</bdi>`,
      },
      {
        heading: msg('Alias'),
        sort: 'alias',
        isEmpty: ({ alias }) => !alias,
        cell: ({ alias }) =>
          alias
            ? html`<span class="chip"><bdi>${alias}</bdi></span>`
            : html`<span class="quiet">–</span>`,
      },
    ],
    list: (query) => api.list(query as Parameters<CheckpointsApi['list']>[0]),
    isWhole: true,
    read: calls.read,
    form: (task, drafts, host) => new CheckpointForm(task, calls, drafts, host),
    deletion: (items, host) => new SettingsDeletion(items, deletionOf(api), host),
    files: {
      export: (question) => checkpointsFile(api, question, words().count),
      import: (host) => new CheckpointImportDialog(api, host),
    },
    mostDeleted: MOST_DELETED,
  };
}

const words = (): SettingsWords => ({
  list: msg('Checkpoints'),
  loading: msg('Loading the checkpoints…'),
  failed: msg('Could not load the checkpoints'),
  signIn: msg('Sign in to see the checkpoints'),
  forbidden: msg('Your role does not include checkpoints'),
  add: msg('+ New checkpoint'),
  none: msg('No checkpoints yet'),
  noneWhoMay: msg('Make one, and let a smart routing set it by “Add a checkpoint”.'),
  gone: msg('There is no such checkpoint any more: it was deleted.'),
  notOpened: (why) => msg(str`Could not open the checkpoint. ${why}`),
  unsavedNew: msg('A new checkpoint is not saved yet.'),
  count: (count) =>
    count === 1 ? msg('1 checkpoint') : msg(str`${numberWords(count)} checkpoints`),
  deletedSeveral: (count) => msg(str`${numberWords(count)} checkpoints were deleted.`),
});

const deletionOf = (api: CheckpointsApi): DeletionCalls => ({
  about: msg(
    'What was attached to interactions stays there, and says that its checkpoint was deleted.',
  ),
  brokenWords: msg(
    'These actions would find nothing any more, and leave by “Reference not found”:',
  ),
  severalTitle: (count) => msg(str`Delete ${count} checkpoints?`),
  usage: (id) => api.usage(id),
  delete: ([id = '', ...others], options) =>
    others.length === 0
      ? api.delete(id, options)
      : api.bulkDelete({ ids: [id, ...others], confirmUsed: options.confirmUsed }),
  others: () => api.list({ sort: 'name', limit: OTHERS }),
});
