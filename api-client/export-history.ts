import { streamEndpoint } from './request.ts';
import type { Sync } from './sync.ts';
import type { ExportOptions, HistoryQuery } from './waypost.ts';

/** The file of everything that the query finds, as it comes, with what is there so far told on the way. */
export async function exportHistory(
  sync: Sync,
  query: HistoryQuery,
  { language, signal, onProgress }: ExportOptions,
): Promise<Blob> {
  const input = { query: { ...query, language }, signal };
  return sync.run(async (bearer) => {
    const file: Uint8Array<ArrayBuffer>[] = [];
    const rows = new RowCount();
    await streamEndpoint(sync.url, 'exportInteractions', input, bearer, (bytes, headers) => {
      file.push(bytes);
      rows.take(bytes);
      const total = Number(headers.get('waypost-rows') ?? rows.count);
      onProgress?.(rows.count, Math.max(total, rows.count));
    });
    return new Blob(file, { type: 'text/csv;charset=utf-8' });
  });
}

/** Counts the rows of a CSV file below its titles, however it is cut: a line break in quotes ends no row. */
class RowCount {
  #lines = 0;
  #isQuoted = false;

  get count(): number {
    return Math.max(0, this.#lines - 1);
  }

  take(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === QUOTE) this.#isQuoted = !this.#isQuoted;
      else if (byte === LINE_FEED && !this.#isQuoted) this.#lines++;
    }
  }
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
