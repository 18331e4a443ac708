import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import type { LinkFigures, LoadSharingReport } from '../../api-client/contract/report.ts';
import { branchWords } from './filter-words.ts';
import type { Filter } from './history-state.ts';
import { intervalChart } from './report-charts.ts';
import { linkTo, type LinkGround } from './report-links.ts';
import type { ReportState } from './report-state.ts';
import {
  countCell,
  reportTable,
  type Cell,
  type Figures,
  type ReportTable,
} from './report-table.ts';
import { checkpointWords, estimateWords, loadWords, pointsWords } from './report-words.ts';

type Chosen = Pick<ReportState, 'sharedBy' | 'version' | 'goal'>;

/** What is compared: a routing, or one version of it, and what is to be reached. */
export function sharingChooser(
  { sharedBy, version, goal }: Chosen,
  choices: HistoryChoices | undefined,
  choose: (part: Partial<Chosen>) => void,
): TemplateResult {
  const { routings = [], versions = [], checkpoints = [] } = choices ?? {};
  const select = (
    label: string,
    value: string,
    options: readonly { id: string; name: string }[],
    none: string,
    take: (value: string) => void,
  ) =>
    html`<label
      ><span>${label}</span>
      <select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
        <option value="">${none}</option>
        ${options.map(
          ({ id, name }) =>
            html`<option value=${id} ?selected=${id === value}>${name}</option>`,
        )}
      </select></label
    >`;
  const ofRouting = versions
    .filter(({ routingId }) => routingId === sharedBy)
    .map(({ number }) => ({ id: String(number), name: msg(str`Version ${number}`) }));
  return html`${select(
    msg('Load sharings of'),
    sharedBy,
    routings,
    msg('Choose a routing'),
    (id) => choose({ sharedBy: id, version: '' }),
  )}
  ${select(msg('Version'), version, ofRouting, msg('All versions'), (number) => choose({ version: number }))}
  ${select(
    msg('Reached this checkpoint'),
    goal,
    checkpoints,
    msg('Choose a checkpoint'),
    (id) => choose({ goal: id }),
  )}`;
}

export interface SharingPart {
  report: LoadSharingReport;
  ground: LinkGround;
  figures: Figures;
}

type Sharing = LoadSharingReport['sharings'][number];

/** Each load sharing: what can be told of its links, a picture, and its table. */
export function sharingPart(part: SharingPart): TemplateResult {
  return html`${part.report.sharings.map((sharing) => oneSharing(part, sharing))}
    <p class="quiet small note-below">
      ${msg('Each interaction counts for the link that it took first. Intervals hold in 95 of 100 cases: of shares by Wilson’s method, of differences by Newcombe’s.')}
    </p>`;
}

function oneSharing(part: SharingPart, sharing: Sharing): TemplateResult {
  const most = Math.max(0.01, ...sharing.links.map(({ share }) => share?.high ?? 0));
  return html`<section class="sharing">
    <ul class="intervals" aria-hidden="true">
      ${sharing.links.map(
        ({ link, share }) =>
          html`<li>
            <span>${branchWords(link)}</span>
            ${share ? intervalChart(share, most) : nothing}
          </li>`,
      )}
    </ul>
    ${reportTable(sharingTable(part, sharing), part.figures)}
    <ul class="verdicts">
      ${sharing.links.map((link) => {
        const words = verdictWords(link, sharing.links[0]!.link);
        return words ? html`<li>${words}</li>` : nothing;
      })}
    </ul>
  </section>`;
}

export function sharingTable({ report, ground }: SharingPart, sharing: Sharing): ReportTable {
  const { goal, routing, period } = report;
  const { version, actionId, actionName, links } = sharing;
  const first = links[0] ? branchWords(links[0].link) : '';
  const rows = links.map((figures): Cell[] => {
    const { link, load, interactions, reached, share, difference } = figures;
    const took: Filter = { link: [`${routing.id}.${version}.${actionId}.${link}`] };
    const all = linkTo(ground, period, took);
    const those = linkTo(ground, period, { ...took, checkpoint: [goal.checkpointId] });
    return [
      { words: branchWords(link) },
      { words: load === null ? '–' : loadWords(load), tone: 'quiet' },
      countCell(interactions, all),
      countCell(reached, those),
      share
        ? { words: estimateWords(share), ...(reached > 0 ? { address: those } : {}) }
        : { words: '–', tone: 'quiet' },
      difference
        ? { words: pointsWords(difference), file: pointsWords(difference).replace(/^\+/, '') }
        : { words: '–', tone: 'quiet' },
    ];
  });
  return {
    title: msg(str`${actionName}, version ${version}`),
    name: 'load-sharing',
    columns: [
      { words: msg('Link') },
      { words: msg('Load') },
      { words: msg('Interactions') },
      { words: checkpointWords(goal) },
      { words: msg('Share (95%)') },
      { words: msg(str`Against ${first}`) },
    ],
    groups: [{ title: '', rows }],
  };
}

/** What can be told of a link against the first one, in a plain sentence. */
function verdictWords({ link, verdict, interactions }: LinkFigures, first: string): string {
  const [own, other] = [branchWords(link), branchWords(first)];
  switch (verdict) {
    case 'higher':
      return msg(str`${own} reached it more often than ${other}: more than chance explains.`);
    case 'lower':
      return msg(str`${own} reached it less often than ${other}: more than chance explains.`);
    case 'undecided':
      return msg(str`${own} and ${other}: no difference can be told so far.`);
    case null:
      return interactions === 0 ? msg(str`${own} was taken by no interaction.`) : '';
  }
}
