import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import { areSame, type ActionDifference, type TreeDifferences } from './compare-trees.ts';
import { actionOf } from './edit-tree.ts';

/** What makes one tree of another, action by action. */
export function differencesList(
  differences: TreeDifferences,
  before: RoutingTree,
  after: RoutingTree,
  types: ReadonlyMap<string, ActionType>,
): TemplateResult {
  if (areSame(differences)) return html`<p>${msg('They are the same.')}</p>`;
  const { added, removed, changed } = differences;
  const name = (id: string): string =>
    (actionOf(after, id) ?? actionOf(before, id))?.name ?? id;
  const title = (id: string): string => {
    const type = (actionOf(after, id) ?? actionOf(before, id))?.type ?? '';
    return types.get(type)?.title ?? type;
  };
  const one = (mark: string, words: string, id: string, more: unknown = '') =>
    html`<li>
      <span class="mark" aria-hidden="true">${mark}</span>
      <span
        ><b><bdi>${name(id)}</bdi></b> <span class="quiet">${title(id)}</span> –
        ${words}${more}</span
      >
    </li>`;
  return html`<ul class="differences" role="list">
    ${added.map((id) => one('+', msg('added'), id))}
    ${removed.map((id) => one('−', msg('removed'), id))}
    ${changed.map(({ id, differences: parts }) =>
      one(
        '~',
        msg('changed'),
        id,
        html`<ul role="list">
          ${parts.map((part) => html`<li>${partWords(part, id, { before, after, types })}</li>`)}
        </ul>`,
      ),
    )}
  </ul>`;
}

interface Compared {
  before: RoutingTree;
  after: RoutingTree;
  types: ReadonlyMap<string, ActionType>;
}

function partWords(difference: ActionDifference, id: string, compared: Compared): string {
  const { part, key } = difference;
  const was = valueWords(difference.before, part, compared.before);
  const is = valueWords(difference.after, part, compared.after);
  const type = compared.types.get(actionOf(compared.after, id)?.type ?? '');
  if (part === 'name') return msg(str`Name: “${was}” → “${is}”`);
  if (part === 'type') return msg(str`Type: ${was} → ${is}`);
  if (part === 'branch') {
    const label = type?.branches.find((one) => one.key === key)?.label ?? key;
    return msg(str`Branch “${label}”: ${was} → ${is}`);
  }
  const fields =
    (type?.parameters as { properties?: Record<string, { title?: string }> }) ?? {};
  return `${fields.properties?.[key]?.title ?? key}: ${was} → ${is}`;
}

/** A long text is told by its beginning. */
const MOST = 120;

function valueWords(value: unknown, part: ActionDifference['part'], tree: RoutingTree): string {
  if (part === 'branch' && typeof value === 'string')
    return `“${actionOf(tree, value)?.name ?? value}”`;
  if (value === undefined) return part === 'branch' ? msg('nowhere') : '–';
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return words.length > MOST ? `${words.slice(0, MOST)}…` : words;
}
