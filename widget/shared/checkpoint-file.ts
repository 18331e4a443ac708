import { msg, str } from '@lit/localize';
import { linesOf } from './csv-lines.ts';
import Papa from 'papaparse';
import type { CheckpointImport } from '../../api-client/contract/checkpoint-import.ts';
import { fold } from '../../api-client/contract/fold.ts';
import { guardFormulas, withoutGuards } from '../../api-client/contract/spreadsheet-cells.ts';
import type { CheckpointNames } from '../../api-client/contract/trail.ts';
import { numberWords } from './count-words.ts';
import { LARGEST_FILE, MOST_LINES, UnreadableFile } from './importable-file.ts';

/** What Excel needs to read UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

type Cell = 'name' | 'reference' | 'alias';
type Row = CheckpointImport['rows'][number];

/** A row, and the line of the file in which it begins, counted from 1. */
export interface FileRow {
  line: number;
  /** Undefined where the line has more or fewer cells than there are headings: then `cells` counts them. */
  row: Row | undefined;
  cells: number;
}

/** The columns' headings, in the language of the page. */
const headings = (): Record<Cell, string> => ({
  name: msg('Name'),
  reference: msg('Reference'),
  alias: msg('Alias'),
});

/** What a column may be called, in whatever language the file was written, without accents and case. */
const columns = new Map<string, Cell>([
  ['name', 'name'],
  ['nom', 'name'],
  ['reference', 'reference'],
  ['alias', 'alias'],
]);

/** A file of checkpoints, in which a spreadsheet runs nothing. */
export function writeCheckpointFile(checkpoints: readonly CheckpointNames[]): Blob {
  const { name, reference, alias } = headings();
  const rows = checkpoints.map((one) => [one.name, one.reference, one.alias ?? '']);
  const cells = [[name, reference, alias], ...rows].map((row) => row.map(guardFormulas));
  const text = `${BYTE_ORDER_MARK}${Papa.unparse(cells)}\r\n`;
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}

/** The rows of a file, as they were before they were written to it. Fails with an `UnreadableFile`. */
export async function readCheckpointFile(file: Blob): Promise<FileRow[]> {
  if (file.size > LARGEST_FILE) throw new UnreadableFile(tooLarge(file.size));
  const text = decode(await file.arrayBuffer()).replace(/\r\n?/g, '\n');
  const [head, ...rows] = placed(cellsOf(text)).filter(({ cells }) => cells.some(isFilled));
  const order = orderOf(head?.cells ?? []);
  if (rows.length === 0)
    throw new UnreadableFile(msg('The file has no lines below its headings.'));
  if (rows.length > MOST_LINES) throw new UnreadableFile(tooManyLines());
  return rows.map(({ line, cells }) => ({
    line,
    cells: cells.length,
    row: cells.length === order.length ? rowOf(order, cells) : undefined,
  }));
}

function decode(bytes: ArrayBuffer): string {
  const unreadable = () =>
    new UnreadableFile(
      msg('The file is not text in UTF-8. Save it as “CSV UTF-8”, and choose it again.'),
    );
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw unreadable();
    return text;
  } catch {
    throw unreadable();
  }
}

function cellsOf(text: string): string[][] {
  const [firstLine = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';'].find((one) => firstLine.includes(one)) ?? ',';
  const { data, errors, meta } = Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    preview: MOST_LINES * 2, // so that empty lines take no end of memory either
  });
  const [quote] = errors;
  if (quote) throw new UnreadableFile(quoteWords(text, quote.index ?? 0));
  if (meta.truncated) throw new UnreadableFile(tooManyLines());
  return data;
}

/** Each row with its line. */
function placed(rows: string[][]): { line: number; cells: string[] }[] {
  const lines = linesOf(rows);
  return rows.map((cells, index) => ({ line: lines[index] ?? 0, cells }));
}

const isFilled = (cell: string): boolean => cell.trim() !== '';

/** Which cell each column holds. */
function orderOf(head: readonly string[]): Cell[] {
  const order = head.map((heading) => columns.get(fold(heading.trim())));
  if (order.length === 3 && new Set(order).size === 3 && !order.includes(undefined))
    return order as Cell[]; // none of them is undefined
  const { name, reference, alias } = headings();
  const named = head
    .filter(isFilled)
    .slice(0, 6)
    .map((heading) => `“${shortened(heading.trim())}”`);
  const words = msg(
    str`The first line has to name the columns ${name}, ${reference} and ${alias}, and no others.`,
  );
  throw new UnreadableFile(
    named.length > 0 ? `${words} ${msg(str`It names ${named.join(', ')}.`)}` : words,
  );
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function rowOf(order: readonly Cell[], cells: readonly string[]): Row {
  const row: Row = { name: '', reference: '', alias: '' };
  for (const [at, cell] of order.entries()) row[cell] = withoutGuards((cells[at] ?? '').trim());
  return row;
}

function quoteWords(text: string, index: number): string {
  const line = text.slice(0, index).split('\n').length;
  return msg(
    str`In line ${numberWords(line)} a quotation mark opens that is not closed, or stands where none may stand.`,
  );
}

const tooManyLines = (): string =>
  msg(
    str`The file has more than ${numberWords(MOST_LINES)} lines: divide it, and import the parts.`,
  );

function tooLarge(size: number): string {
  const most = numberWords(LARGEST_FILE / 1_000_000);
  const megabytes = numberWords(Math.ceil(size / 100_000) / 10);
  return msg(str`The file has ${megabytes} MB. At most ${most} MB can be imported.`);
}
