import { msg, str } from '@lit/localize';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Estimate } from '../../api-client/contract/report.ts';
import { numberWords } from './count-words.ts';
import { dayWords } from './period-words.ts';

/** Amber is a checkpoint, wherever it stands; the quiet one is everything, and what was before. */
export type BarKind = 'checkpoint' | 'all';

/** A share from 0 to 1 as a bar. The figure beside it says the same. */
export function bar(share: number, kind: BarKind): TemplateResult {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return html`<svg
    class="bar"
    viewBox="0 0 100 8"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="track" width="100" height="8"></rect>
    ${svg`<rect class=${kind} width=${width.toFixed(2)} height="8"></rect>`}
  </svg>`;
}

/** A day of a chart: how many interactions, and how many of them have the checkpoint that is drawn. */
export interface DrawnDay {
  day: string;
  interactions: number;
  attached: number | undefined;
}

const HEIGHT = 120;
const STEP = 10;

/** Bars by day: all interactions, and before them those with the checkpoint. The table below it says the same. */
export function dayChart(days: readonly DrawnDay[], name: string): TemplateResult {
  const largest = Math.max(1, ...days.map(({ interactions }) => interactions));
  const rect = (index: number, count: number, kind: BarKind) => {
    const height = (count / largest) * HEIGHT;
    return svg`<rect class=${kind} x=${index * STEP + 1} y=${(HEIGHT - height).toFixed(2)}
      width=${STEP - 2} height=${height.toFixed(2)}></rect>`;
  };
  const [first, last] = [days[0], days.at(-1)];
  const peak = days.reduce((most, day) => (day.interactions > most.interactions ? day : most));
  const words = msg(
    str`Interactions by day; the most on ${dayWords(peak.day)}: ${numberWords(peak.interactions)}. The table below has every day.`,
  );
  return html`<figure class="days">
    <figcaption>
      <span class="key all">${msg('All interactions')}</span>
      ${name ? html`<span class="key checkpoint">${name}</span>` : nothing}
    </figcaption>
    <div class="plot">
      <span class="most number" aria-hidden="true">${numberWords(largest)}</span>
      <svg
        role="img"
        aria-label=${words}
        viewBox="0 0 ${days.length * STEP} ${HEIGHT}"
        preserveAspectRatio="none"
      >
        ${days.map(({ interactions, attached }, index) => [
          rect(index, interactions, 'all'),
          attached === undefined ? nothing : rect(index, attached, 'checkpoint'),
        ])}
      </svg>
    </div>
    <div class="ends" aria-hidden="true">
      <span>${first ? dayWords(first.day) : nothing}</span>
      <span>${last && last !== first ? dayWords(last.day) : nothing}</span>
    </div>
  </figure>`;
}

/** A share with its interval, on a scale from 0 to `most`. The figure beside it says the same. */
export function intervalChart({ value, low, high }: Estimate, most: number): TemplateResult {
  const at = (share: number) => ((share / most) * 200).toFixed(2);
  return html`<svg class="interval" viewBox="-6 0 212 16" aria-hidden="true">
    ${svg`<line class="track" x1="0" y1="8" x2="200" y2="8"></line>
      <line class="range" x1=${at(low)} y1="8" x2=${at(high)} y2="8"></line>
      <line class="range" x1=${at(low)} y1="4" x2=${at(low)} y2="12"></line>
      <line class="range" x1=${at(high)} y1="4" x2=${at(high)} y2="12"></line>
      <path class="checkpoint" d="M${at(value)} 2.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"></path>`}
  </svg>`;
}
