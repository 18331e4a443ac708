/** What Excel needs to read UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const PHONE = /^\+\d{4,15}$/;
const FORMULA = /^[=+\-@\t\r]/;

/** One line (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would calculate begins with an apostrophe; a phone number is none. */
function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !PHONE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
