import { msg, str } from '@lit/localize';
import papaparse from 'papaparse';
import { guardFormulas, withoutGuards } from '../../api-client/contract/spreadsheet-cells.ts';
import { linesOf } from './csv-lines.ts';
import type { RowColumn, RowValues, StoredRow } from './rows-source.ts';

/** A file of rows as it was read: what can be written, and what is wrong with it, by line. */
export interface ReadRows {
  rows: readonly RowValues[];
  /** The line of each row in the file, from 1. */
  lines: readonly number[];
  /** Columns of the file that are none here: they are left out. */
  unknown: readonly string[];
  faults: readonly { line: number; message: string }[];
}

/** A number, or a telephone’s: no formula, though it may begin like one. */
const NUMBER = /^[-+]?[\d\s.,]+$/;

/** So many faults are told. */
const MOST_FAULTS = 200;

/** A CSV file with a line of headings: names or titles of the columns. Separated by commas, semicolons or tabs. */
export function readCsv(text: string, columns: readonly RowColumn[]): ReadRows {
  // Empty lines at the end would count among those by which the separator is guessed.
  const { data, errors } = papaparse.parse<string[]>(text.replace(/^\uFEFF/, '').trimEnd(), {
    skipEmptyLines: false,
  });
  const [headings = [], ...body] = data;
  const fileLines = linesOf(data);
  const places = headings.map((heading) => columnCalled(heading, columns));
  const faults = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row = 0 }) => ({
      line: fileLines[row] ?? row + 1,
      message: msg('A quotation mark is not closed.'),
    }));
  for (const column of columns)
    if (column.required && !places.includes(column))
      faults.push({
        line: 1,
        message: msg(
          str`There is no column “${column.title || column.name}”, which is required.`,
        ),
      });
  const rows: RowValues[] = [];
  const lines: number[] = [];
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    const line = fileLines[index + 1] ?? 0;
    if (cells.length > headings.length)
      faults.push({ line, message: msg('There are more values than columns.') });
    const values = valuesOf(cells, places);
    for (const column of columns)
      if (column.required && places.includes(column) && !values[column.name])
        faults.push({ line, message: msg(str`“${column.title || column.name}” is empty.`) });
    rows.push(values);
    lines.push(line);
  });
  const unknown = headings.filter((heading, place) => !places[place] && heading.trim() !== '');
  return { rows, lines, unknown, faults: faults.slice(0, MOST_FAULTS) };
}

function columnCalled(heading: string, columns: readonly RowColumn[]): RowColumn | undefined {
  const called = heading.trim().toLowerCase();
  return (
    columns.find(({ name }) => name.toLowerCase() === called) ??
    columns.find(({ title }) => title.toLowerCase() === called)
  );
}

const valuesOf = (
  cells: readonly string[],
  places: readonly (RowColumn | undefined)[],
): RowValues =>
  Object.fromEntries(
    cells.flatMap((cell, place): [string, string][] => {
      const column = places[place];
      const value = withoutGuards(cell.trim());
      return column && value !== '' ? [[column.name, value]] : [];
    }),
  );

/** The rows as a CSV file that can be imported again. A formula in a cell is none for who opens it. */
export function writeCsv(rows: readonly StoredRow[], columns: readonly RowColumn[]): string {
  const fields = columns.map(({ name }) => name);
  const data = rows.map(({ values }) => fields.map((name) => guarded(values[name] ?? '')));
  return `\uFEFF${papaparse.unparse({ fields, data })}\r\n`;
}

const guarded = (value: string): string => (NUMBER.test(value) ? value : guardFormulas(value));
