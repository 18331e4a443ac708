import type { Page } from '../../api-client/contract/primitives.ts';
import type { FileWriting } from './file-export.ts';

/** Rows of one call. */
const PAGE = 200;

/** Everything that a list has, page after page. What moves while they are read counts once. */
export async function findAll<Item extends { id: string }>(
  list: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
  { signal, onProgress }: Partial<FileWriting> = {},
): Promise<Item[]> {
  const found = new Map<string, Item>();
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await list({
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    signal?.throwIfAborted();
    for (const each of page.items) found.set(each.id, each);
    onProgress?.(found.size, Math.max(found.size, page.total ?? 0));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return [...found.values()];
}
