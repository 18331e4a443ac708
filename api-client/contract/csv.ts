/** What Excel needs to read UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

const PHONE = /^\+\d{4,15}$/;
/**
 * Where a spreadsheet would begin to calculate: at the beginning of a cell, and where it begins another one within: at
 * semicolons, by which it divides cells in half of Europe, whatever the quotes say, and so at lines and tabs.
 */
const FORMULA = /^(?=[\t\r\n])|(?:^|[;\t\r\n])[ \u00A0"]*(?=[=+\-@＝＋－＠])/g;

/** One line (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What a spreadsheet would calculate has an apostrophe before it; a phone number is none. */
function csvCell(text: string): string {
  const safe = PHONE.test(text) ? text : text.replace(FORMULA, "$&'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
