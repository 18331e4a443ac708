import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryPeriod } from '../../api-client/contract/history.ts';
import { placeMenu } from './menu.ts';
import { daysOf, earliestDay, faultOf, type Day, type PeriodFault } from './period.ts';
import { faultWords, namedPeriods, namedPeriodWords, periodWords } from './period-words.ts';

export interface PeriodMenu {
  period: HistoryPeriod;
  today: Day;
  fault: PeriodFault | undefined;
  choose(period: HistoryPeriod): void;
  refuse(fault: PeriodFault): void;
}

/** The button that says when the interactions began, and its menu: periods by name, or days that are picked by hand. */
export function periodMenu(menu: PeriodMenu): TemplateResult {
  const { period, today, fault } = menu;
  const { from, to } = daysOf(period, today);
  return html`<button class="line drop" popovertarget="period">
      <span class="quiet">${msg('Started:')}</span> ${periodWords(period)}
    </button>
    <div
      id="period"
      class="menu"
      popover
      role="group"
      aria-labelledby="period-title"
      @beforetoggle=${placeMenu}
    >
      <p class="title" id="period-title">${msg('Interactions that started')}</p>
      ${namedPeriods.map(
        (kind) =>
          html`<button
            class="item"
            aria-pressed=${period.kind === kind}
            popovertarget="period"
            popovertargetaction="hide"
            @click=${() => menu.choose({ kind })}
          >
            ${namedPeriodWords(kind)}
          </button>`,
      )}
      <form novalidate @submit=${(event: Event) => submit(event, menu)}>
        <label
          ><span>${msg('First day')}</span>
          <input
            type="date"
            name="from"
            min=${earliestDay(today)}
            max=${today}
            .value=${from}
            aria-describedby=${fault ? 'period-fault' : nothing}
        /></label>
        <label
          ><span>${msg('Last day')}</span>
          <input type="date" name="to" min=${earliestDay(today)} max=${today} .value=${to}
        /></label>
        ${
          fault
            ? html`<p id="period-fault" class="bad" role="alert">
                ${faultWords(fault, today)}
              </p>`
            : nothing
        }
        <button class="line">${msg('Show these days')}</button>
      </form>
    </div>`;
}

function submit(event: Event, { today, choose, refuse }: PeriodMenu): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const data = new FormData(form);
  const [from, to] = [String(data.get('from')), String(data.get('to'))];
  const fault = faultOf(from, to, today);
  if (fault) return refuse(fault);
  form.closest<HTMLElement>('[popover]')?.hidePopover();
  choose({ kind: 'chosen', from, to });
}
