import type { Viewer } from '../access/identity.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { fetchFound, openFound, readExportRows } from '../storage/history/export-rows.ts';
import { SameAccess } from '../storage/history/same-access.ts';
import type { Selection } from '../storage/history/selection.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../api-client/contract/csv.ts';
import type { ExportLines } from './export-lines.ts';

/** Rows that are read and written at a time: all of a file that is in memory. */
const TOGETHER = 500;

/** Each holds a connection of the database for as long as it is read. */
const MOST_AT_ONCE = 4;
let running = 0;

type Parts = Pick<Services, 'db' | 'clock'>;

/**
 * The pieces of a file of all that is selected, in a transaction that lasts as long as the file is read. What is found is
 * fixed when it begins; each row is written as it is when its turn comes. It breaks off when what the viewer may see
 * has changed since.
 */
export async function* writeExport(
  { db, clock }: Parts,
  viewer: Viewer,
  selection: Selection,
  lines: ExportLines,
): AsyncGenerator<Uint8Array> {
  demandPlace();
  running++;
  try {
    const access = await SameAccess.begin(db, viewer);
    const tx = await db.startTransaction().execute();
    try {
      await openFound(tx, selection);
      yield encode(BYTE_ORDER_MARK + csvLine(lines.head()));
      for (;;) {
        if (!(await access.isKept(tx, clock.now())))
          throw new Refusal('forbidden', 'What you may see has changed: export again.');
        const ids = await fetchFound(tx, TOGETHER);
        if (ids.length === 0) return;
        const rows = await readExportRows(tx, selection, ids, { now: clock.now() });
        yield encode(rows.map((row) => csvLine(lines.write(row))).join(''));
      }
    } finally {
      await tx.rollback().execute(); // it has written nothing
    }
  } finally {
    running--;
  }
}

/** Refuses when there are as many exports as there can be. */
export function demandPlace(): void {
  if (running < MOST_AT_ONCE) return;
  throw new Refusal(
    'too-many-requests',
    `${MOST_AT_ONCE} exports are being written already. Try again when one of them is done.`,
  );
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
