import { guardFormulas } from '../../api-client/contract/spreadsheet-cells.ts';

/** What Excel needs to read UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const PHONE = /^\+\d{4,15}$/;

/** One line (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What a spreadsheet would calculate has an apostrophe before it; a phone number is none. */
function csvCell(text: string): string {
  const safe = PHONE.test(text) ? text : guardFormulas(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
