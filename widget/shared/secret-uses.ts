import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { SecretUse } from '../../api-client/contract/secret.ts';
import { entityKindWords } from './entity-words.ts';

/** What uses a secret, each with its kind; those that have a page of settings lead there, when `url` says how. */
export function secretUses(uses: readonly SecretUse[], url: string): TemplateResult {
  return html`<ul role="list" class="users">
    ${uses.map((use) => html`<li><span class="quiet">${kindWords(use)}</span> ${named(use, url)}</li>`)}
  </ul>`;
}

const kindOf = ({ kind }: SecretUse) => entityKindWords().find((each) => each.kind === kind);

const kindWords = (use: SecretUse): string => kindOf(use)?.one ?? msg('Sign-in');

/** `{path}` and `{id}` of the address are the kind’s, as the API’s paths have it, and the entity’s. */
function named(use: SecretUse, url: string): TemplateResult {
  const path = kindOf(use)?.path;
  if (!url || path === undefined || use.id === null) return html`<bdi>${use.name}</bdi>`;
  const href = url.replace('{path}', path).replace('{id}', encodeURIComponent(use.id));
  return html`<a href=${href}><bdi>${use.name}</bdi></a>`;
}
