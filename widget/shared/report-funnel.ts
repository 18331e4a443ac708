import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import type { FunnelReport, Times } from '../../api-client/contract/report.ts';
import { numberWords } from './count-words.ts';
import type { Filter } from './history-state.ts';
import { linkTo, type LinkGround } from './report-links.ts';
import { LEAST_STEPS, MOST_STEPS } from './report-state.ts';
import {
  countCell,
  reportTable,
  type Cell,
  type Figures,
  type ReportTable,
} from './report-table.ts';
import { bar } from './report-charts.ts';
import { checkpointWords, shareWords } from './report-words.ts';
import { durationWords } from './time.ts';

/** The checkpoints that make a funnel, to be chosen. '' stands for one that is not chosen yet. */
export interface StepChooser {
  steps: readonly string[];
  choices: HistoryChoices | undefined;
  choose(steps: readonly string[]): void;
}

export function stepChooser({ steps, choices, choose }: StepChooser): TemplateResult {
  const set = (index: number, event: Event) =>
    choose(steps.with(index, (event.target as HTMLSelectElement).value));
  const others = (index: number) => new Set(steps.filter((_, other) => other !== index));
  return html`<ol class="steps" aria-label=${msg('Checkpoints of the funnel, in order')}>
      ${steps.map((chosen, index) => {
        const taken = others(index);
        const isKnown = choices?.checkpoints.some(({ id }) => id === chosen);
        return html`<li>
          <label
            ><span>${msg(str`Step ${index + 1}`)}</span>
            <select @change=${(event: Event) => set(index, event)}>
              <option value="">${msg('Choose a checkpoint')}</option>
              ${
                chosen && !isKnown ? html`<option value=${chosen} selected>…</option>` : nothing
              }
              ${choices?.checkpoints
                .filter(({ id }) => !taken.has(id))
                .map(
                  ({ id, name }) =>
                    html`<option value=${id} ?selected=${id === chosen}>${name}</option>`,
                )}
            </select></label
          >
          ${
            steps.length > LEAST_STEPS
              ? html`<button
                  class="bare"
                  aria-label=${msg(str`Take step ${index + 1} away`)}
                  @click=${() => choose(steps.toSpliced(index, 1))}
                >
                  ✕
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ol>
    ${
      steps.length < MOST_STEPS
        ? html`<button class="line" @click=${() => choose([...steps, ''])}>
            ${msg('+ Another step')}
          </button>`
        : html`<span class="quiet small">${msg(str`${MOST_STEPS} steps at most`)}</span>`
    }`;
}

export interface FunnelPart {
  report: FunnelReport;
  ground: LinkGround;
  figures: Figures;
}

/** The picture of a funnel, and its table. */
export function funnelPart(part: FunnelPart): TemplateResult {
  const { interactions, steps } = part.report;
  const all = Math.max(1, interactions);
  const rows = [
    { words: msg('All interactions'), count: interactions, kind: 'all' as const },
    ...steps.map((step) => ({
      words: checkpointWords(step),
      count: step.reached,
      kind: 'checkpoint' as const,
    })),
  ];
  return html`<ol class="funnel" aria-hidden="true">
      ${rows.map(
        ({ words, count, kind }) =>
          html`<li>
            <span class="words"><bdi>${words}</bdi></span>
            ${bar(count / all, kind)}<span class="number">${numberWords(count)}</span>
          </li>`,
      )}
    </ol>
    ${reportTable(funnelTable(part), part.figures)}`;
}

export function funnelTable({ report, ground }: FunnelPart): ReportTable {
  const { interactions, steps, period, inAll } = report;
  const ids = steps.map(({ checkpointId }) => checkpointId);
  const reached = (index: number): Filter =>
    index < 0 ? {} : { checkpointOrder: [ids.slice(0, index + 1).join('.')] };
  const lost = (index: number): Filter => ({
    ...reached(index - 1),
    withoutCheckpointOrder: [ids.slice(0, index + 1).join('.')],
  });
  const rows = steps.map((step, index): Cell[] => {
    const former = index === 0 ? interactions : steps[index - 1]!.reached; // each but the first has one before
    const here = linkTo(ground, period, reached(index));
    const linked = (words: string, file?: string): Cell => ({
      words,
      ...(file === undefined ? {} : { file }),
      ...(step.reached > 0 ? { address: here } : { tone: 'quiet' }),
    });
    const time = (which: keyof Times): Cell =>
      step.since
        ? linked(durationWords(step.since[which]), secondsOf(step.since[which]))
        : none;
    return [
      { words: `${index + 1}. ${checkpointWords(step)}` },
      countCell(step.reached, here),
      linked(shareWords(step.reached, former)),
      countCell(former - step.reached, linkTo(ground, period, lost(index))),
      linked(shareWords(step.reached, interactions)),
      time('median'),
      time('ninetieth'),
    ];
  });
  const end = linkTo(ground, period, reached(steps.length - 1));
  const whole = (which: keyof Times): Cell =>
    inAll
      ? { words: durationWords(inAll[which]), file: secondsOf(inAll[which]), address: end }
      : none;
  const last = steps.at(-1)?.reached ?? 0;
  return {
    title: msg('Steps'),
    name: 'funnel',
    columns: [
      { words: msg('Step') },
      { words: msg('Interactions') },
      { words: msg('Of the step before') },
      { words: msg('Dropped off') },
      { words: msg('Of all') },
      { words: msg('Median time'), file: msg('Median time (s)') },
      { words: msg('90% within'), file: msg('90% within (s)') },
    ],
    groups: [
      { title: '', rows },
      {
        title: '',
        rows: [
          [
            { words: msg('From the first step to the last') },
            countCell(last, end),
            { words: shareWords(last, steps[0]?.reached ?? 0) },
            none,
            { words: shareWords(last, interactions) },
            whole('median'),
            whole('ninetieth'),
          ],
        ],
      },
    ],
  };
}

const none: Cell = { words: '–', file: '', tone: 'quiet' };

const secondsOf = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
