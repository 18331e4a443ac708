import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { Finding, RoutingAction } from '../../api-client/contract/routing.ts';
import type { DrawnAction, Port } from './editor-layout.ts';
import { groupIcon } from './group-icons.ts';
import type { TreeOverlay } from './tree-overlay.ts';

/** What a card shows besides its place. */
export interface CardFacts {
  action: RoutingAction;
  type: ActionType | undefined;
  findings: readonly Finding[];
  overlay: TreeOverlay | undefined;
  isChosen: boolean;
  /** Whether the keyboard comes to it by Tab. */
  isEntry: boolean;
  /** Whether a branch is being dragged to it. */
  isAim: boolean;
  /** The key of its branch that is being dragged. */
  dragged: string | undefined;
  choose(event: MouseEvent): void;
  focused(event: FocusEvent): void;
  /** By keyboard, or by what reads the page aloud: a pointer presses and lets go. */
  led(branch: string): void;
}

/** An action on the canvas: its head, and below it its branches. */
export function canvasCard(
  { id, x, y, height, ports }: DrawnAction,
  facts: CardFacts,
): TemplateResult {
  const { action, type, overlay, isChosen, isEntry, isAim } = facts;
  const states = [
    isChosen ? 'chosen' : '',
    overlay?.visited.has(id) ? 'visited' : '',
    overlay?.current === id ? 'here' : '',
    isAim ? 'aim' : '',
  ].join(' ');
  const set = overlay?.checkpoints.get(id);
  return html`<div
    class="card ${states}"
    data-id=${id}
    .style=${`left:${x}px;top:${y}px;block-size:${height}px`}
  >
    <button
      class="name"
      tabindex=${isEntry ? 0 : -1}
      aria-pressed=${isChosen}
      title=${action.name}
      @click=${facts.choose}
      @focus=${facts.focused}
    >
      ${action.type === 'add-checkpoint' ? html`<span class="blaze"></span>` : groupIcon(type?.group)}
      <span class="words"
        ><b>${action.name}</b
        ><span class="what"
          >${overlay?.current === id ? msg('Here now') : (type?.title ?? action.type)}</span
        ></span
      >
      ${flag(facts.findings)}
    </button>
    ${ports.map((one) => port(id, one, facts))}
    ${set ? html`<span class="set" title=${set.join('\n')}></span>` : nothing}
  </div>`;
}

function flag(findings: readonly Finding[]): TemplateResult | typeof nothing {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return html`<span class="flag bad" title=${wordsOf(errors)}
      ><span class="unseen">${msg('Errors:')}</span> ${errors.length}</span
    >`;
  // A hollow port says as much of a branch that leads nowhere.
  const doubts = findings.filter(({ code }) => code !== 'branch-unwired');
  return doubts.length > 0
    ? html`<span class="flag warn" title=${wordsOf(doubts)}
        ><span class="unseen">${msg('To look at')}</span><span aria-hidden="true">?</span></span
      >`
    : nothing;
}

const wordsOf = (findings: readonly Finding[]): string =>
  findings.map(({ message }) => message).join('\n');

function port(
  id: string,
  { key, label, target }: Port,
  { overlay, dragged, led }: CardFacts,
): TemplateResult {
  const count = overlay?.counts.get(`${id} ${key}`);
  const states = [
    target === null ? '' : 'wired',
    overlay?.taken.has(`${id} ${key}`) ? 'taken' : '',
    dragged === key ? 'drawn' : '',
  ].join(' ');
  return html`<button
    class="port ${states}"
    tabindex="-1"
    data-branch=${key}
    @click=${({ detail }: MouseEvent) => detail === 0 && led(key)}
    aria-label=${target === null ? msg(str`${label}: leads nowhere`) : label}
  >
    ${count === undefined ? nothing : html`<span class="count">${count}</span>`}
    <span class="label">${label}</span>
  </button>`;
}
