import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import type {
  CheckpointRowFault,
  CheckpointRowOutcome,
} from '../../api-client/contract/checkpoint-import.ts';
import type { FileRow } from './checkpoint-file.ts';
import { numberWords } from './count-words.ts';
import { usesList } from './settings-uses.ts';

/** A line of a file, and what the server says of it; of one that has not its cells, it was not asked. */
export interface JudgedRow extends FileRow {
  outcome: CheckpointRowOutcome | undefined;
}

/** Lines that are listed one by one. */
const MOST_LISTED = 100;

export interface OutcomeCounts {
  made: number;
  changed: number;
  refused: number;
  /** All of them in a sentence. */
  words: string;
}

export function countOutcomes(
  outcomes: readonly (CheckpointRowOutcome | undefined)[],
): OutcomeCounts {
  const count = (is: string) => outcomes.filter((outcome) => kindOf(outcome) === is).length;
  const [made, changed, unchanged, refused] = [
    count('new'),
    count('changed'),
    count('unchanged'),
    count('refused'),
  ] as [number, number, number, number]; // as many as are counted
  const [a, b, c, d] = [made, changed, unchanged, refused].map(numberWords);
  const words = msg(str`${a} new, ${b} changed, ${c} unchanged, ${d} refused`);
  return { made, changed, refused, words };
}

/** What an import would do, line by line. */
export function importPreview(
  rows: readonly JudgedRow[],
  brokenUses: readonly CheckpointUse[],
): TemplateResult {
  const of = (is: string) => rows.filter(({ outcome }) => kindOf(outcome) === is);
  const [refused, changed, made] = [of('refused'), of('changed'), of('new')];
  const isAllThere = rows.length > 0 && of('unchanged').length === rows.length;
  return html`${refused.length > 0 ? refusedLines(refused) : nothing}
  ${brokenUses.length > 0 ? brokenWords(brokenUses) : nothing}
  ${group(msg('Would be changed'), changed, changes)}
  ${group(msg('Would be new'), made, values)}
  ${isAllThere ? html`<p class="good">${msg('All of it is there already.')}</p>` : nothing}`;
}

/** One that the server was not asked about is refused already. */
const kindOf = (outcome: CheckpointRowOutcome | undefined): CheckpointRowOutcome['is'] =>
  outcome?.is ?? 'refused';

function refusedLines(rows: readonly JudgedRow[]): TemplateResult {
  return html`<div class="conflict">
    <p>
      ${msg('Nothing is imported while lines are refused. Mend them in the file, and choose it again:')}
    </p>
    ${lines(msg('Refused lines'), rows, (row) => faultsOf(row).map((words) => html`<div class="bad">${words}</div>`))}
  </div>`;
}

function brokenWords(uses: readonly CheckpointUse[]): TemplateResult {
  return html`<div class="warned">
    <p>
      ${msg('References change in upper and lower case. These actions still name the old ones, and would leave by “Reference not found”:')}
    </p>
    ${usesList(uses)}
  </div>`;
}

function group(
  title: string,
  rows: readonly JudgedRow[],
  tell: (row: JudgedRow) => unknown,
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<details ?open=${rows.length <= 10}>
    <summary>${title} (${numberWords(rows.length)})</summary>
    ${lines(title, rows, tell)}
  </details>`;
}

function lines(
  title: string,
  rows: readonly JudgedRow[],
  tell: (row: JudgedRow) => unknown,
): TemplateResult {
  const more = rows.length - MOST_LISTED;
  return html`<ul class="lines" role="list" tabindex="0" aria-label=${title}>
      ${rows.slice(0, MOST_LISTED).map(
        (row) =>
          html`<li>
            <span class="quiet small">${msg(str`Line ${numberWords(row.line)}`)}</span>
            ${row.row ? html`<bdi class="reference">${row.row.reference}</bdi>` : nothing}
            ${tell(row)}
          </li>`,
      )}
    </ul>
    ${more > 0 ? html`<p class="quiet small">${msg(str`And ${numberWords(more)} more lines`)}</p>` : nothing}`;
}

function values({ row }: JudgedRow): TemplateResult {
  return html`<div>
    <bdi>${row?.name}</bdi>
    ${row?.alias ? html`<span class="chip"><bdi>${row.alias}</bdi></span>` : nothing}
  </div>`;
}

function changes({ row, outcome }: JudgedRow): (TemplateResult | typeof nothing)[] {
  if (!row || outcome?.is !== 'changed') return [];
  const { before } = outcome;
  return [
    change(msg('Name'), before.name, row.name),
    change(msg('Reference'), before.reference, row.reference),
    change(msg('Alias'), before.alias ?? '', row.alias),
  ];
}

function change(cell: string, before: string, after: string): TemplateResult | typeof nothing {
  if (before === after) return nothing;
  const [from, to] = [quoted(before), quoted(after)] as const;
  return html`<div>${msg(str`${cell}: ${from} becomes ${to}`)}</div>`;
}

/** Apart from the words around it, in whatever direction it is written. */
const quoted = (value: string): string => (value ? `“\u2068${value}\u2069”` : '–');

/** Why a line is refused, cell by cell. */
function faultsOf({ row, cells, outcome }: JudgedRow): string[] {
  if (!row)
    return [
      msg(
        str`It has ${numberWords(cells)} cells; the first line of the file has another number of them.`,
      ),
    ];
  return outcome?.is === 'refused' ? outcome.faults.map(faultWords) : [];
}

function faultWords({ path, is, message }: CheckpointRowFault): string {
  const cell = {
    name: msg('Name'),
    reference: msg('Reference'),
    alias: msg('Alias'),
  }[path];
  const words = whyRefused(path, is) ?? message;
  return msg(str`${cell}: ${words}`);
}

function whyRefused(
  path: CheckpointRowFault['path'],
  is: CheckpointRowFault['is'],
): string | undefined {
  switch (is) {
    case 'missing':
      return msg('It is empty.');
    case 'too-long':
      return path === 'alias'
        ? msg('It has more than 30 characters.')
        : msg('It has more than 100 characters.');
    case 'twice':
      return msg('Another line has it, too; upper and lower case count as the same.');
    case 'characters':
      return path === 'reference'
        ? msg('At most 100 letters without accents, digits and _ + . @ - are allowed.')
        : msg('It has a line break or another character that cannot be seen.');
  }
}
