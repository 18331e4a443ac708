import { msg, str } from '@lit/localize';
import type { DatabaseRowFault } from '../../api-client/contract/database-import.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { errorWords } from './error-words.ts';
import { problemFields } from './problem-fields.ts';

/** A column of stored rows. `values` are what a list proposes. */
export interface RowColumn {
  name: string;
  title: string;
  type: 'text' | 'number' | 'date' | 'boolean' | 'list';
  required: boolean;
  values: readonly string[];
}

/** Values by column; what is empty is not there. */
export type RowValues = Readonly<Record<string, string>>;

export interface StoredRow {
  id: string;
  values: RowValues;
}

/** Why a row was not written, by its number among those given. */
export interface RowFault {
  index: number;
  message: string;
}

/** The rows of one values table or database, and what is done to them. */
export interface RowsSource {
  columns: readonly RowColumn[];
  list(cursor?: string): Promise<Page<StoredRow>>;
  add(values: RowValues): Promise<StoredRow>;
  change(row: StoredRow, values: RowValues): Promise<StoredRow>;
  delete(row: StoredRow): Promise<void>;
  /** What an import would be refused for, found without writing anything; absent where that cannot be told. */
  check?(rows: readonly RowValues[], signal: AbortSignal): Promise<RowFault[]>;
  /** Whether an import can take the place of all that is there. */
  canReplace: boolean;
  /** Writes many, and tells how many are done. Ends before its end when the signal aborts. */
  import(
    rows: readonly RowValues[],
    options: { replace: boolean; signal: AbortSignal; done: (count: number) => void },
  ): Promise<{ written: number; faults: RowFault[] }>;
}

const PAGE = 100;
const LARGEST_PAGE = 200;
/** As many as one call writes. */
const TABLE_BATCH = 5000;
/** As many rows of a database, and as many characters of them, as one call takes. */
const DATABASE_BATCH = 10_000;
const LONGEST_BATCH = 4_000_000;

export function tableSource(api: EntitiesApi, id: string): RowsSource {
  const rowOf = ({ key, value }: { key: string; value: string }): StoredRow => ({
    id: key,
    values: { key, value },
  });
  const written = (values: RowValues) => ({
    key: values['key'] ?? '',
    value: values['value'] ?? '',
  });
  const write = async (values: RowValues, isNew: boolean) => {
    await api.writeTableRows(id, { rows: [written(values)], new: isNew });
    return rowOf(written(values));
  };
  return {
    columns: [
      { name: 'key', title: msg('Key'), type: 'text', required: true, values: [] },
      { name: 'value', title: msg('Value'), type: 'text', required: false, values: [] },
    ],
    list: async (cursor) => {
      const page = await api.tableRows(id, { limit: PAGE, ...(cursor ? { cursor } : {}) });
      return { ...page, items: page.items.map(rowOf) };
    },
    add: (values) => write(values, true),
    change: async (row, values) => {
      const isRenamed = written(values).key.trim() !== row.id;
      const changed = await write(values, isRenamed);
      if (isRenamed) await api.deleteTableRow(id, row.id);
      return changed;
    },
    delete: (row) => api.deleteTableRow(id, row.id),
    canReplace: true,
    import: (rows, options) => importTable(api, id, rows.map(written), options),
  };
}

async function importTable(
  api: EntitiesApi,
  id: string,
  rows: readonly { key: string; value: string }[],
  { replace, signal, done }: Parameters<RowsSource['import']>[1],
): ReturnType<RowsSource['import']> {
  let written = 0;
  while (written < rows.length && !signal.aborted) {
    const batch = rows.slice(written, written + TABLE_BATCH);
    const isAll = batch.length === rows.length;
    try {
      await api.writeTableRows(id, { rows: batch, replace: replace && isAll });
    } catch (error) {
      return { written, faults: faultsOf(error as WaypostError, written) }; // the client fails with nothing else
    }
    done((written += batch.length));
  }
  // Nothing goes before all that comes is there: an import that is broken off takes nothing away.
  if (replace && written > TABLE_BATCH && !signal.aborted) await removeOthers(api, id, rows);
  return { written, faults: [] };
}

async function removeOthers(
  api: EntitiesApi,
  id: string,
  rows: readonly { key: string }[],
): Promise<void> {
  const kept = new Set(rows.map(({ key }) => key.trim()));
  const others: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await api.tableRows(id, {
      limit: LARGEST_PAGE,
      ...(cursor ? { cursor } : {}),
    });
    others.push(...page.items.map(({ key }) => key).filter((key) => !kept.has(key)));
    cursor = page.nextCursor;
  }
  for (const key of others) await api.deleteTableRow(id, key);
}

/** By the rows that the server names, as `rows.3.key`; or of the first one, for all. */
function faultsOf(error: WaypostError, from: number): RowFault[] {
  const named = problemFields(error).flatMap(({ path, message }) => {
    const index = /^rows\.(\d+)/.exec(path)?.[1];
    return index === undefined ? [] : [{ index: from + Number(index), message }];
  });
  return named.length > 0 ? named : [{ index: from, message: errorWords(error) }];
}

export function databaseSource(
  api: EntitiesApi,
  id: string,
  columns: readonly RowColumn[],
): RowsSource {
  return {
    columns,
    list: (cursor) => api.databaseRows(id, { limit: PAGE, ...(cursor ? { cursor } : {}) }),
    add: (values) => api.createDatabaseRow(id, values),
    change: (row, values) => api.changeDatabaseRow(id, row.id, values),
    delete: (row) => api.deleteDatabaseRow(id, row.id),
    canReplace: false,
    check: async (rows, signal) => {
      const faults: RowFault[] = [];
      for (const { from, batch } of batchesOf(rows)) {
        if (signal.aborted) break;
        const told = await api.importDatabaseRows(id, { rows: batch, dryRun: true });
        faults.push(...told.faults.map((fault) => faultWords(fault, from, columns)));
      }
      return faults;
    },
    import: async (rows, { signal, done }) => {
      let written = 0;
      for (const { from, batch } of batchesOf(rows)) {
        if (signal.aborted) break;
        try {
          await api.importDatabaseRows(id, { rows: batch });
        } catch (error) {
          return { written, faults: faultsOf(error as WaypostError, from) }; // the client fails with nothing else
        }
        done((written += batch.length));
      }
      return { written, faults: [] };
    },
  };
}

/** The rows in parts that one call takes, each with the number of its first row. */
function batchesOf(rows: readonly RowValues[]): { from: number; batch: RowValues[] }[] {
  const batches: { from: number; batch: RowValues[] }[] = [];
  let length = Infinity;
  rows.forEach((row, index) => {
    const own = JSON.stringify(row).length;
    const last = batches.at(-1);
    if (last && last.batch.length < DATABASE_BATCH && length + own <= LONGEST_BATCH) {
      last.batch.push(row);
      length += own;
    } else {
      batches.push({ from: index, batch: [row] });
      length = own;
    }
  });
  return batches;
}

/** What the server found, in the language of the page. */
function faultWords(
  { row, column, is, message }: DatabaseRowFault,
  from: number,
  columns: readonly RowColumn[],
): RowFault {
  const found = columns.find(({ name }) => name === column);
  const title = found?.title || column;
  const words: Record<DatabaseRowFault['is'], () => string> = {
    unknown: () => message,
    wrong: () => wrongWords(title, found?.type),
    missing: () => msg(str`“${title}” is empty.`),
    twice: () =>
      msg(str`“${title}”: a line before it has the same, and each may be there once.`),
    taken: () => msg(str`“${title}”: a row that is there has it already.`),
  };
  return { index: from + row, message: words[is]() };
}

function wrongWords(title: string, type: RowColumn['type'] | undefined): string {
  switch (type) {
    case 'number':
      return msg(str`“${title}” is no number.`);
    case 'date':
      return msg(str`“${title}” is no date.`);
    case 'boolean':
      return msg(str`“${title}” is neither true nor false.`);
    case 'list':
      return msg(str`“${title}” is none of those that its list proposes.`);
    default:
      return msg(str`“${title}” is too long.`);
  }
}
