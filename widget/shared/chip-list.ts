import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';
import { stopKey } from './arrivals.ts';
import { exactMoment } from './time.ts';

/** What a list of chips shows. */
export interface ChipList {
  /** In the order they were attached. */
  checkpoints: readonly AttachedCheckpoint[];
  /** How many chips show before the rest waits behind a `+2`; 0 shows them all. */
  limit: number;
  /** Whether they stay in one line, and are cut where it ends, as long as the rest waits. */
  isOneLine: boolean;
  /** Whether the rest shows, too. */
  isOpen: boolean;
  timeZone: string;
  /** The chip that the Tab key goes to; -1 for none. */
  current: number;
  /** The `stopKey` of those that have just arrived: they glow once. */
  arrived: ReadonlySet<string>;
  /** Whether the chips say more than their words, when they are pointed at or read aloud. */
  isWhole: boolean;
}

/**
 * One small chip per checkpoint: its alias, or its name, styled apart, when it has none. Name, reference and exact
 * instant are its tooltip. Whose `.more` is pressed opens or closes the list.
 */
export function chipList(list: ChipList): TemplateResult {
  const { checkpoints, isOneLine, isOpen } = list;
  const shown = checkpoints.slice(0, shownChips(list));
  const tabStop = Math.min(list.current, shown.length - 1);
  return html`<ul
    role="list"
    class="chips ${isOneLine && !isOpen ? 'one-line' : ''}"
    aria-label=${msg('Checkpoints')}
  >
    ${shown.map((checkpoint, index) => chip(checkpoint, list, index === tabStop))}${more(
      list,
      shown.length,
      shown.length === tabStop,
    )}
  </ul>`;
}

export function shownChips({ checkpoints, limit, isOneLine, isOpen }: ChipList): number {
  const all = checkpoints.length;
  // One more chip takes no more room than a button that hides one, except where it would be cut.
  const most = isOneLine ? limit : limit + 1;
  return isOpen || !limit || all <= most ? all : limit;
}

function chip(
  checkpoint: AttachedCheckpoint,
  { timeZone, arrived, isWhole }: ChipList,
  isTabStop: boolean,
): TemplateResult {
  const { name, reference, alias, attachedAt } = checkpoint;
  const moment = isWhole && exactMoment(attachedAt, timeZone);
  const isNew = arrived.has(stopKey(checkpoint));
  return html`<li class="chip-place">
    <button
      part="chip"
      class="chip ${alias ? '' : 'name-only'} ${isNew ? 'new' : ''}"
      tabindex=${isTabStop ? 0 : -1}
      data-tip=${moment ? `${name}\n${reference}\n${moment}` : nothing}
      aria-description=${moment ? `${alias ? `${name}, ` : ''}${reference}, ${moment}` : nothing}
    >
      <bdi .textContent=${alias ?? name}></bdi>
    </button>
  </li>`;
}

function more(
  { checkpoints, isOpen, limit }: ChipList,
  shown: number,
  isTabStop: boolean,
): TemplateResult | typeof nothing {
  const hidden = checkpoints.length - shown;
  if (!hidden && !(isOpen && limit)) return nothing;
  const words =
    hidden === 1 ? msg('Show 1 more checkpoint') : msg(str`Show ${hidden} more checkpoints`);
  return html`<li class="chip-place more-place">
    <button
      part="more"
      class="more"
      tabindex=${isTabStop ? 0 : -1}
      aria-expanded=${hidden === 0}
      aria-label=${hidden ? words : msg('Show fewer checkpoints')}
      .textContent=${hidden ? `+${hidden}` : msg('Fewer')}
    ></button>
  </li>`;
}
