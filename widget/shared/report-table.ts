import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { csvLine, BYTE_ORDER_MARK } from '../../api-client/contract/csv.ts';
import { numberWords } from './count-words.ts';
import { exportIcon } from './icons.ts';
import { bar, type BarKind } from './report-charts.ts';
import { saveFile } from './save-file.ts';

/** One cell of a report: what a person reads, what a file has, and the interactions behind it. */
export interface Cell {
  words: string;
  /** In a file, where it is written another way. */
  file?: string;
  /** The history's address of exactly the interactions that it counts. */
  address?: string;
  /** What is said of it besides, as its tip. */
  tip?: string;
  /** The picture below the words: a share from 0 to 1. */
  bar?: { share: number; kind: BarKind };
  tone?: string;
}

/** A table of a report. The first cell of each row is what the row is called. */
export interface ReportTable {
  title: string;
  /** How its file is called, without the ending. */
  name: string;
  columns: { words: string; file?: string }[];
  groups: { title: string; note?: Cell; rows: Cell[][] }[];
}

/** How figures lead to the history: by a link, where the page has an address for it, or by an event. */
export interface Figures {
  /** With `{address}` in it; '' where there is none. */
  url: string;
  open(address: string): void;
}

/** A count that leads to what it counts; nothing leads to nothing. */
export function countCell(count: number, address: string): Cell {
  const cell = { words: numberWords(count), file: String(count) };
  return count === 0 ? { ...cell, tone: 'quiet' } : { ...cell, address };
}

export function reportTable(table: ReportTable, figures: Figures): TemplateResult {
  const { title, columns, groups } = table;
  return html`<div class="sheet">
    <div class="title">
      <h2>${title}</h2>
      <button class="line csv" @click=${() => saveTable(table)}>
        ${exportIcon}${msg('CSV')}<span class="unseen"> ${title}</span>
      </button>
    </div>
    <div class="scroll" role="region" aria-label=${title} tabindex="0">
      <table>
        <thead>
          <tr>
            ${columns.map(({ words }) => html`<th scope="col">${words}</th>`)}
          </tr>
        </thead>
        ${groups.map(
          (group) =>
            html`<tbody>
              ${group.title ? groupRow(group.title, group.note, columns.length, figures) : nothing}
              ${group.rows.map((row) => tableRow(row, figures))}
            </tbody>`,
        )}
      </table>
    </div>
  </div>`;
}

function groupRow(
  title: string,
  note: Cell | undefined,
  width: number,
  figures: Figures,
): TemplateResult {
  return html`<tr class="group">
    <th scope="rowgroup" colspan=${width}>
      <bdi>${title}</bdi> ${note ? figure(note, title, figures) : nothing}
    </th>
  </tr>`;
}

function tableRow([head, ...cells]: Cell[], figures: Figures): TemplateResult {
  const { words = '', tip = '', bar: picture } = head ?? {};
  return html`<tr>
    <th scope="row">
      <bdi data-tip=${tip || words}>${words}</bdi>
      ${picture ? bar(picture.share, picture.kind) : nothing}
    </th>
    ${cells.map(
      (cell) =>
        html`<td class="number ${cell.tone ?? ''}">
          ${figure(cell, words, figures)}${cell.bar ? bar(cell.bar.share, cell.bar.kind) : nothing}
        </td>`,
    )}
  </tr>`;
}

/** A figure, as a link to the interactions behind it. */
export function figure({ words, address }: Cell, of: string, { url, open }: Figures): unknown {
  if (address === undefined) return words;
  const label = msg(str`${words}, ${of}: show them`);
  if (url)
    return html`<a href=${url.replaceAll('{address}', address)} aria-label=${label}
      >${words}</a
    >`;
  return html`<button class="bare" aria-label=${label} @click=${() => open(address)}>
    ${words}
  </button>`;
}

/** The table as a file for a spreadsheet, line by line; a group stands in a column of its own. */
export function csvOf({ columns, groups }: ReportTable): string {
  const isGrouped = groups.some(({ title }) => title !== '');
  const head = columns.map(({ words, file = words }) => file);
  const lines = groups.flatMap(({ title, rows }) =>
    rows.map((row) => {
      const cells = row.map(({ words, file = words }) => file);
      return csvLine(isGrouped ? [title, ...cells] : cells);
    }),
  );
  return [csvLine(isGrouped ? [msg('Group'), ...head] : head), ...lines].join('');
}

function saveTable(table: ReportTable): void {
  const text = BYTE_ORDER_MARK + csvOf(table);
  saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${table.name}.csv`);
}
