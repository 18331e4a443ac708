import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  CheckpointCount,
  QueueCount,
  Supervision,
} from '../../api-client/contract/supervision.ts';
import { formattingLanguage } from '../localization/locale.ts';
import { numberWords } from './count-words.ts';
import { addressOf } from './history-address.ts';
import type { Filter, HistoryState } from './history-state.ts';
import { formatOf, shortTime } from './time.ts';

/** What the pictures of a supervision need. Each figure opens the very interactions that it counts. */
export interface Pictures {
  supervision: Supervision;
  timeZone: string;
  open(address: string): void;
}

/** What waits, is in progress and has ended today: a line of the table for each queue. */
export function queuesTable({ supervision, open }: Pictures): TemplateResult {
  const { queues, today } = supervision;
  const largest = Math.max(1, ...queues.map(sumOf));
  const figure = (filter: Filter, count: number, label: string) =>
    figureCell(count, label, () =>
      open(addressOf({ period: { kind: 'last-3-months' }, filter, sort: '-start' })),
    );
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${msg('Queue')}</th>
        <th scope="col"><span class="key waiting">${msg('Waiting')}</span></th>
        <th scope="col"><span class="key in-progress">${msg('In progress')}</span></th>
        <th scope="col"><span class="key finished">${msg('Finished')}</span></th>
      </tr>
    </thead>
    <tbody>
      ${queues.map((each) => {
        const { queue, waiting, inProgress, finished } = each;
        const name = queue?.name ?? msg('In no queue');
        const among: Filter = queue ? { queue: [queue.id] } : {};
        return html`<tr>
          <th scope="row">
            <bdi data-tip .textContent=${name}></bdi>
            ${bar([
              ['waiting', waiting / largest],
              ['in-progress', inProgress / largest],
              ['finished', finished / largest],
            ])}
          </th>
          ${
            queue
              ? html`${figure({ ...among, status: ['waiting'] }, waiting, name)}
                ${figure({ ...among, status: ['in-progress'] }, inProgress, name)}
                ${figure({ ...among, endedFrom: today.from }, finished, name)}`
              : [waiting, inProgress, finished].map(plainCell)
          }
        </tr>`;
      })}
    </tbody>
  </table>`;
}

const sumOf = ({ waiting, inProgress, finished }: QueueCount) =>
  waiting + inProgress + finished;

/** How many interactions came how far: each step after all those before it. */
export function funnelTable({ supervision, open }: Pictures): TemplateResult {
  const { funnel, interactions } = supervision;
  const all = Math.max(1, interactions.today);
  const steps = [{ name: msg('All interactions'), ...interactions }, ...funnel];
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${msg('Step')}</th>
        <th scope="col">${msg('Today')}</th>
        <th scope="col">${msg('Continued')}</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map((step, index) => {
        const before = steps[index - 1];
        return html`<tr>
          <th scope="row">
            <bdi data-tip .textContent=${step.name}></bdi>
            ${bar([['today', step.today / all]])}
          </th>
          ${
            index < 2
              ? figureCell(step.today, step.name, () => open(todayOf(stepFilter(step))))
              : plainCell(step.today)
          }
          ${before ? plainCell(shareWords(step.today, before.today)) : html`<td></td>`}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

const stepFilter = (step: object): Filter =>
  'checkpointId' in step ? { checkpoint: [step.checkpointId as string] } : {};

/** How many interactions have each checkpoint, against the same weekday before. */
export function checkpointsTable(
  { supervision, timeZone, open }: Pictures,
  shown: readonly CheckpointCount[],
): TemplateResult {
  const { before, checkpoints } = supervision;
  const largest = Math.max(1, ...checkpoints.flatMap((each) => [each.today, each.before]));
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${msg('Checkpoint')}</th>
        <th scope="col"><span class="key today">${msg('Today')}</span></th>
        <th scope="col">
          <span class="key before">${weekdayWords(before.from, timeZone)}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (each) =>
          html`<tr>
            <th scope="row">
              <bdi data-tip=${each.name} .textContent=${each.alias ?? each.name}></bdi>
              ${bar([['today', each.today / largest]])}
              ${bar([['before', each.before / largest]], 'thin')}
            </th>
            ${figureCell(each.today, each.name, () => open(todayOf(stepFilter(each))))}
            ${plainCell(each.before)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** `Until 14:05 on both days: 124 interactions today, 98 on Friday before.` */
export function bothDaysWords({ supervision, timeZone }: Pictures): string {
  const { at, before, interactions } = supervision;
  const time = shortTime(at, timeZone);
  const [today, former] = [interactions.today, interactions.before].map(numberWords);
  const weekday = formatOf(formattingLanguage(), { timeZone, weekday: 'long' }).format(
    new Date(before.from),
  );
  return msg(
    str`Until ${time} on both days: ${today} interactions today, ${former} on the ${weekday} before.`,
  );
}

function weekdayWords(at: string, timeZone: string): string {
  const options = { timeZone, weekday: 'short', day: 'numeric' } as const;
  return formatOf(formattingLanguage(), options).format(new Date(at));
}

function todayOf(filter: Filter): string {
  const state: HistoryState = { period: { kind: 'today' }, filter, sort: '-start' };
  return addressOf(state);
}

function shareWords(part: number, whole: number): string {
  if (whole === 0) return '–';
  return new Intl.NumberFormat(formattingLanguage(), { style: 'percent' }).format(part / whole);
}

function figureCell(count: number, label: string, open: () => void): TemplateResult {
  if (count === 0) return plainCell(0);
  const words = numberWords(count);
  return html`<td class="number">
    <button class="bare" aria-label=${msg(str`${words}, ${label}: show them`)} @click=${open}>
      ${words}
    </button>
  </td>`;
}

function plainCell(value: number | string): TemplateResult {
  const words = typeof value === 'number' ? numberWords(value) : value;
  return html`<td class="number ${value === 0 ? 'quiet' : ''}">${words}</td>`;
}

/** A picture of what the cells beside it say in figures. */
function bar(parts: [name: string, share: number][], shape = ''): TemplateResult {
  return html`<span class="bar ${shape}" aria-hidden="true">
    ${parts.map(([name, share]) =>
      share > 0
        ? html`<span class="part ${name}" .style=${`--_part: ${share.toFixed(4)}`}></span>`
        : nothing,
    )}
  </span>`;
}
