import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  CheckpointFigures,
  CheckpointReport,
  ReportGrouping,
} from '../../api-client/contract/report.ts';
import { formattingLanguage } from '../localization/locale.ts';
import { interactionsWords } from './count-words.ts';
import type { Filter } from './history-state.ts';
import { dayWords } from './period-words.ts';
import { dayChart, type DrawnDay } from './report-charts.ts';
import { dayOf, groupFilter, linkTo, type LinkGround } from './report-links.ts';
import {
  countCell,
  figure,
  reportTable,
  type Cell,
  type Figures,
  type ReportTable,
} from './report-table.ts';
import { changeWords, checkpointWords, groupWords, shareWords } from './report-words.ts';
import { dayKey, formatOf, shortTime } from './time.ts';

/** A report of checkpoints, and how it is shown. */
export interface CheckpointPart {
  report: CheckpointReport;
  ground: LinkGround;
  figures: Figures;
  groupBy: ReportGrouping | '';
  /** The checkpoint whose days are drawn; '' for none. */
  drawn: string;
  draw(checkpointId: string): void;
}

export function checkpointPart(part: CheckpointPart): TemplateResult {
  const { report, groupBy } = part;
  return html`${summary(part)} ${reportTable(checkpointTable(part), part.figures)}
  ${groupBy || report.days.length < 2 ? nothing : byDay(part)}`;
}

/** `1,234 interactions, 1,100 in the 7 days before.` */
function summary({ report, ground, figures }: CheckpointPart): TemplateResult {
  const { groups, period, before } = report;
  const sum = (counts: (number | null)[]) =>
    counts.reduce<number>((all, one) => all + (one ?? 0), 0);
  const now = sum(groups.map(({ interactions }) => interactions));
  const former = sum(groups.map((group) => group.before));
  const cell = (count: number, span: { from: string; to: string }): Cell => ({
    ...countCell(count, linkTo(ground, span)),
    words: interactionsWords(count),
  });
  return html`<p class="summary">
    <b class="number">${figure(cell(now, period), msg('all'), figures)}</b>
    ${
      before
        ? html`<span class="quiet"
            >${msg('before that:')}
            ${figure(cell(former, before), beforeWords(before, ground), figures)}
            (${changeWords(now, former)}), ${beforeWords(before, ground)}</span
          >`
        : html`<span class="quiet"
            >${msg('Nothing to compare with: the history goes back three months.')}</span
          >`
    }
  </p>`;
}

/** The days that are compared with, and until when: `13 – 19 Nov 2026`, `20 Nov 2026, until 14:05`. */
function beforeWords(
  { from, to }: { from: string; to: string },
  { timeZone }: LinkGround,
): string {
  const last = Date.parse(to) - 1;
  const format = formatOf(formattingLanguage(), { timeZone, dateStyle: 'medium' });
  const days = format.formatRange(new Date(from), new Date(last));
  const isWhole = dayKey(last, timeZone) !== dayKey(to, timeZone);
  return isWhole ? days : msg(str`${days}, until ${shortTime(to, timeZone)}`);
}

export function checkpointTable({ report, ground, groupBy }: CheckpointPart): ReportTable {
  const names = new Map(report.checkpoints.map((one) => [one.checkpointId, one]));
  const most = Math.max(
    1,
    ...report.groups.flatMap(({ checkpoints }) => checkpoints.map(({ attached }) => attached)),
  );
  const row = (figures: CheckpointFigures, all: number, of: Filter): Cell[] => {
    const { checkpointId, attached, hits, before } = figures;
    const name = names.get(checkpointId);
    const filter = { ...of, checkpoint: [checkpointId] };
    const here = linkTo(ground, report.period, filter);
    return [
      {
        words: name ? checkpointWords(name) : checkpointId,
        bar: { share: attached / most, kind: 'checkpoint' },
      },
      countCell(attached, here),
      linked(shareWords(attached, all), attached, here),
      countCell(hits, here),
      ...(report.before && before !== null
        ? [
            countCell(before, linkTo(ground, report.before, filter)),
            { words: changeWords(attached, before), tone: 'quiet' },
          ]
        : []),
    ];
  };
  return {
    title: msg('Checkpoints'),
    name: 'checkpoints',
    columns: [
      { words: msg('Checkpoint') },
      { words: msg('Interactions') },
      { words: msg('Share') },
      { words: msg('Hits') },
      ...(report.before ? [{ words: msg('Before') }, { words: msg('Change') }] : []),
    ],
    groups: report.groups.map(({ group, interactions, checkpoints }) => {
      const of = group && groupBy ? groupFilter(groupBy, group) : {};
      return {
        title: group && groupBy ? groupWords(groupBy, group) : '',
        note: {
          ...countCell(interactions, linkTo(ground, report.period, of)),
          words: interactionsWords(interactions),
        },
        rows: checkpoints.map((figures) => row(figures, interactions, of)),
      };
    }),
  };
}

function linked(words: string, count: number, address: string): Cell {
  return count === 0 ? { words, tone: 'quiet' } : { words, address };
}

function byDay(part: CheckpointPart): TemplateResult {
  const { report, drawn, draw } = part;
  const place = report.checkpoints.findIndex(({ checkpointId }) => checkpointId === drawn);
  const chosen = report.checkpoints[place];
  const days = report.days.map(({ day, interactions, attached }) => ({
    day,
    interactions,
    attached: attached[place],
  }));
  return html`<section class="by-day">
    <div class="title">
      <h2>${msg('By day')}</h2>
      <label class="inline"
        ><span>${msg('Checkpoint')}</span>
        <select @change=${(event: Event) => draw((event.target as HTMLSelectElement).value)}>
          <option value="">${msg('None')}</option>
          ${report.checkpoints.map(
            (one) =>
              html`<option value=${one.checkpointId} ?selected=${one.checkpointId === drawn}>
                ${checkpointWords(one)}
              </option>`,
          )}
        </select></label
      >
    </div>
    ${dayChart(days, chosen ? checkpointWords(chosen) : '')}
    ${reportTable(dayTable(part, days, chosen), part.figures)}
  </section>`;
}

export function dayTable(
  { ground }: CheckpointPart,
  days: readonly DrawnDay[],
  chosen: CheckpointReport['checkpoints'][number] | undefined,
): ReportTable {
  const rows = days.map(({ day, interactions, attached = 0 }): Cell[] => {
    const span = dayOf(day, ground.timeZone);
    const filter: Filter = chosen ? { checkpoint: [chosen.checkpointId] } : {};
    const here = linkTo(ground, span, filter);
    return [
      { words: dayWords(day), file: day },
      countCell(interactions, linkTo(ground, span)),
      ...(chosen
        ? [
            countCell(attached, here),
            linked(shareWords(attached, interactions), attached, here),
          ]
        : []),
    ];
  });
  return {
    title: msg('Every day'),
    name: 'days',
    columns: [
      { words: msg('Day') },
      { words: msg('Interactions') },
      ...(chosen ? [{ words: checkpointWords(chosen) }, { words: msg('Share') }] : []),
    ],
    groups: [{ title: '', rows }],
  };
}
