import type { CheckpointsApi } from '../../api-client/waypost.ts';
import { errorWords } from './error-words.ts';
import type { WantedFile } from './file-export.ts';
import { findAll } from './find-all.ts';
import type { Sort } from './settings-subject.ts';
import type { SettingsQuestion } from './settings-list.ts';
import { browserZone, dayKey } from './time.ts';

/** A file of every checkpoint that the list's question finds, in its order. */
export const checkpointsFile = (
  api: CheckpointsApi,
  question: SettingsQuestion<Sort>,
  counted: WantedFile['counted'],
): WantedFile => ({
  name: `checkpoints-${dayKey(new Date().toISOString(), browserZone())}.csv`,
  write: async (writing) => {
    const found = await findAll(
      (page) => api.list({ ...question, ...page } as Query), // of the sorts that its columns have
      writing,
    );
    const { writeCheckpointFile } = await import('./checkpoint-file.ts');
    return writeCheckpointFile(found);
  },
  counted,
  refused: errorWords,
});

type Query = Parameters<CheckpointsApi['list']>[0];
