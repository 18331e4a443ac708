/*
 * What a spreadsheet would calculate, in a cell of a CSV file. Formulas begin a cell, and where a spreadsheet begins
 * another one within: at semicolons, by which it divides cells in half of Europe, whatever the quotes say, and so at
 * lines and tabs.
 */
const FORMULA = /(?:^|[;\t\r\n])[ \u00A0"]*(?='*[=+\-@＝＋－＠])/g;
const GUARDED_FORMULA = /((?:^|[;\t\r\n])[ \u00A0"]*)'(?='*[=+\-@＝＋－＠])/g;
const DIVIDED = /^(?='*[\t\r\n])/;
const GUARDED_DIVIDED = /^'(?='*[\t\r\n])/;

/** With an apostrophe before everything that would be calculated: spreadsheets show what follows as text. */
export function guardFormulas(text: string): string {
  return text.replace(FORMULA, "$&'").replace(DIVIDED, "'");
}

/** The text that was guarded. */
export function withoutGuards(text: string): string {
  return text.replace(GUARDED_DIVIDED, '').replace(GUARDED_FORMULA, '$1');
}
