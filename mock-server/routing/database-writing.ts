import type { Column } from '../../api-client/contract/entities/column.ts';
import type { Written } from './records/databases.ts';

/** The columns of which each value is in one row only. */
export function uniqueNames(columns: readonly Column[]): string[] {
  return columns.filter(({ unique }) => unique).map(({ name }) => name);
}

/** Why nothing was written, as a sentence. */
export function notWritten({ taken }: Written & { ok: false }): string {
  return taken === null
    ? 'The database has been deleted.'
    : `Another row has the value for “${taken}” already.`;
}
