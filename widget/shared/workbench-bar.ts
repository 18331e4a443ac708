import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Routing } from '../../api-client/contract/routing.ts';
import type { Side } from '../routing-workbench.ts';
import { numberWords } from './count-words.ts';
import type { EditedVersion } from './edited-version.ts';
import type { TreeActs } from './tree-acts.ts';
import type { TreeTask } from './tree-dialog.ts';
import { savingWords, stateWords } from './version-words.ts';

export interface WorkbenchBar {
  routing: Routing;
  edited: EditedVersion;
  asList: boolean;
  side: Side;
  findings: number;
  chosen: ReadonlySet<string>;
  acts: TreeActs;
  mayPublish: boolean;
  back(): void;
  open(task: TreeTask): void;
  toggleList(): void;
  toggle(side: Side): void;
  publish(): void;
}

/** What is on the workbench, whether it is saved, and what can be done with it. */
export function workbenchBar(bar: WorkbenchBar): TemplateResult {
  const { routing, edited, asList, side, findings } = bar;
  const { number, state } = edited.version;
  return html`<div class="bar">
      <button class="line" @click=${bar.back}>‹ ${msg('Routings')}</button>
      <h2><bdi>${routing.name}</bdi></h2>
      <span class="state ${state}">${msg(str`Version ${number}`)} · ${stateWords(state)}</span>
      ${
        edited.isReadOnly
          ? html`<span class="quiet">${msg('to be read only')}</span>`
          : html`<span class="saving" role="status">${savingWords(edited)}</span>`
      }
      <span class="space"></span>
      ${
        bar.mayPublish
          ? html`<button class="main" @click=${bar.publish}>${msg('Publish…')}</button>`
          : nothing
      }
    </div>
    <div class="tools" role="toolbar" aria-label=${msg('Tools')}>
      ${edited.isReadOnly ? nothing : changeTools(bar)}
      <button class="line" title="Ctrl+K" @click=${() => bar.open({ is: 'find' })}>
        ${msg('Find…')}
      </button>
      <button class="line" aria-pressed=${asList} @click=${bar.toggleList}>
        ${msg('As a list')}
      </button>
      <span class="space"></span>
      ${sideButton(bar, 'findings', findings === 0 ? msg('Check') : msg(str`Check (${numberWords(findings)})`))}
      ${sideButton(bar, 'trial', msg('Try it'))} ${sideButton(bar, 'watch', msg('Watch it'))}
      ${sideButton(bar, 'versions', msg('Versions'))}
    </div>`;

  function sideButton(of: WorkbenchBar, which: Side, words: string): TemplateResult {
    return html`<button
      class="line"
      data-side=${which}
      aria-expanded=${side === which}
      @click=${() => of.toggle(which)}
    >
      ${words}
    </button>`;
  }
}

function changeTools(bar: WorkbenchBar): TemplateResult {
  const { edited, chosen, acts } = bar;
  return html`<button
      class="line"
      title="Ctrl+Z"
      aria-disabled=${!edited.canUndo}
      @click=${() => edited.undo()}
    >
      ${msg('Undo')}
    </button>
    <button
      class="line"
      title="Ctrl+Y"
      aria-disabled=${!edited.canRedo}
      @click=${() => edited.redo()}
    >
      ${msg('Redo')}
    </button>
    <button class="line add" title="A" @click=${() => bar.open({ is: 'add' })}>
      ${msg('+ Add an action')}
    </button>
    ${
      chosen.size > 1
        ? html`<span class="quiet">${msg(str`${numberWords(chosen.size)} chosen`)}</span>
            <button class="line" title="Ctrl+C" @click=${() => acts.copyChosen()}>
              ${msg('Copy')}
            </button>
            <button class="line" title="Delete" @click=${() => acts.remove(chosen)}>
              ${msg('Delete')}
            </button>`
        : nothing
    }
    ${
      acts.mayPaste
        ? html`<button class="line" title="Ctrl+V" @click=${() => acts.paste()}>
            ${msg('Paste')}
          </button>`
        : nothing
    }`;
}
