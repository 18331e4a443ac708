import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { CheckpointForm, checkpointCalls, type CheckpointValues } from './checkpoint-form.ts';
import type { DialogHost } from './dialog-host.ts';
import { entitySource } from './entity-source.ts';
import { KeptDrafts } from './kept-drafts.ts';
import type { EntityFound, EntitySource } from './schema-types.ts';
import type { SettingsDialog } from './settings-dialog.ts';
import type { SettingsDraft } from './settings-form.ts';

/** What a user of the Maker can pick; and a checkpoint can be made without leaving the form that is to pick it. */
export function makerSource(
  client: Waypost,
  me: () => Me | undefined,
  host: DialogHost,
  show: (dialog: SettingsDialog<DialogHost>) => void,
): EntitySource {
  const create = () =>
    new Promise<EntityFound | undefined>((resolve) => {
      let made: Checkpoint | undefined;
      const drafts = new KeptDrafts<SettingsDraft<Checkpoint, CheckpointValues>>(
        `checkpoints ${me()?.id}`,
      );
      const form = new CheckpointForm(
        { is: 'new' },
        checkpointCalls(client.checkpoints),
        drafts,
        {
          ...host,
          saved: (checkpoint) => (made = checkpoint),
          closed: (dialog) => {
            host.closed(dialog);
            resolve(made);
          },
        },
      );
      show(form);
    });
  return {
    ...entitySource(client),
    canCreate: (kind) =>
      kind === 'checkpoint' && (me()?.rights.checkpoints?.includes('create') ?? false),
    create,
  };
}
