import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import { errorWords } from './error-words.ts';
import type { FileWriting, WantedFile } from './file-export.ts';
import type { Sort } from './settings-subject.ts';
import type { SettingsQuestion } from './settings-list.ts';
import { browserZone, dayKey } from './time.ts';

/** Rows of one call. */
const PAGE = 200;

/** A file of every checkpoint that the list's question finds, in its order. */
export const checkpointsFile = (
  api: CheckpointsApi,
  question: SettingsQuestion<Sort>,
  counted: WantedFile['counted'],
): WantedFile => ({
  name: `checkpoints-${dayKey(new Date().toISOString(), browserZone())}.csv`,
  write: async (writing) => {
    const found = await findAll(api, question, writing);
    const { writeCheckpointFile } = await import('./checkpoint-file.ts');
    return writeCheckpointFile(found);
  },
  counted,
  refused: errorWords,
});

type Query = Parameters<CheckpointsApi['list']>[0];

/** Page after page. One that moves while they are read counts once. */
async function findAll(
  api: CheckpointsApi,
  question: SettingsQuestion<Sort>,
  { signal, onProgress }: FileWriting,
): Promise<Checkpoint[]> {
  const found = new Map<string, Checkpoint>();
  let cursor: string | null = null;
  do {
    const query = { ...question, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const page: Awaited<ReturnType<CheckpointsApi['list']>> = await api.list(query as Query);
    signal.throwIfAborted();
    for (const each of page.items) found.set(each.id, each);
    onProgress(found.size, Math.max(found.size, page.total ?? 0));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return [...found.values()];
}
