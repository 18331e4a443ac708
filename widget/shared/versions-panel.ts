import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingVersion, VersionSummary } from '../../api-client/contract/routing.ts';
import { compareTrees } from './compare-trees.ts';
import { numberWords } from './count-words.ts';
import { browserZone, exactMoment, shortMoment } from './time.ts';
import { differencesList } from './tree-differences.ts';
import { stateWords } from './version-words.ts';

export interface VersionsPanel {
  versions: readonly VersionSummary[];
  /** The one on show, as it is now. */
  shown: Pick<RoutingVersion, 'number' | 'tree'>;
  types: ReadonlyMap<string, ActionType>;
  mayModify: boolean;
  /** One that the one on show is compared with. */
  compared: RoutingVersion | undefined;
  trouble: string;
  open(number: number): void;
  copy(number: number): void;
  compare(number: number | undefined): void;
  archive(number: number): void;
  saveAsFile(): void;
  close(): void;
}

/** The versions of a routing, what can be done with each, and what makes one of another. */
export function versionsPanel(panel: VersionsPanel): TemplateResult {
  const { versions, compared, trouble } = panel;
  return html`<section aria-label=${msg('Versions')}>
    <div class="panel-head">
      <h3>${msg('Versions')}</h3>
      <button class="line" @click=${panel.close}>${msg('Close')}</button>
    </div>
    <div role="alert" class="bad">${trouble}</div>
    ${compared ? comparison(compared, panel) : nothing}
    <ul class="versions" role="list">
      ${versions.map((version) => versionLine(version, panel))}
    </ul>
    <div class="panel-ends">
      <button class="line" @click=${panel.saveAsFile}>${msg('Save the tree as a file')}</button>
    </div>
  </section>`;
}

function comparison(compared: RoutingVersion, panel: VersionsPanel): TemplateResult {
  const { shown, types } = panel;
  const [before, after] =
    compared.number < shown.number ? [compared, shown] : [shown, compared];
  return html`<div class="compared" role="region" aria-label=${msg('Comparison')}>
    <div class="panel-head">
      <b>${msg(str`From version ${before.number} to version ${after.number}`)}</b>
      <button class="line" @click=${() => panel.compare(undefined)}>${msg('Done')}</button>
    </div>
    ${differencesList(compareTrees(before.tree, after.tree), before.tree, after.tree, types)}
  </div>`;
}

function versionLine(version: VersionSummary, panel: VersionsPanel): TemplateResult {
  const { number, state, actionCount, updatedAt, publishedAt, note } = version;
  const { shown, mayModify } = panel;
  const isShown = number === shown.number;
  const at = publishedAt ?? updatedAt;
  const zone = browserZone();
  const doing = (words: string, act: () => void) =>
    html`<button
      class="bare link"
      aria-label=${msg(str`${words}: version ${number}`)}
      @click=${act}
    >
      ${words}
    </button>`;
  return html`<li aria-current=${isShown ? 'true' : nothing}>
    <div>
      <b>${msg(str`Version ${number}`)}</b>
      <span class="state ${state}">${stateWords(state)}</span>
      <span class="quiet small"
        >${msg(str`${numberWords(actionCount)} actions`)} ·
        <time datetime=${at} title=${exactMoment(at, zone)}
          >${shortMoment(at, zone, Date.now())}</time
        ></span
      >
    </div>
    ${note ? html`<div class="quiet"><bdi>${note}</bdi></div>` : nothing}
    <div class="doings">
      ${isShown ? html`<span class="quiet">${msg('on show')}</span>` : doing(msg('Open'), () => panel.open(number))}
      ${isShown ? nothing : doing(msg('Compare'), () => panel.compare(number))}
      ${mayModify ? doing(msg('Copy into development'), () => panel.copy(number)) : nothing}
      ${
        mayModify && state !== 'archived'
          ? doing(msg('Archive…'), () => panel.archive(number))
          : nothing
      }
    </div>
  </li>`;
}
