import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Finding, RoutingTree } from '../../api-client/contract/routing.ts';
import { actionOf } from './edit-tree.ts';

export interface FindingsPanel {
  findings: readonly Finding[];
  tree: RoutingTree;
  /** Whether they are about what is on show. */
  isSaved: boolean;
  go(id: string): void;
  close(): void;
}

/** What validation found, errors first; each leads to its action. */
export function findingsPanel(panel: FindingsPanel): TemplateResult {
  return html`<section aria-label=${msg('What was found')}>
    <div class="panel-head">
      <h3>${msg('What was found')}</h3>
      <button class="line" @click=${panel.close}>${msg('Close')}</button>
    </div>
    ${findingsList(panel)}
  </section>`;
}

/** Also before a version is published. */
export function findingsList({
  findings,
  tree,
  isSaved,
  go,
}: Omit<FindingsPanel, 'close'>): TemplateResult {
  if (findings.length === 0)
    return html`<p class="quiet">
      ${isSaved ? msg('Nothing: it can be published.') : msg('It is checked as soon as it is saved.')}
    </p>`;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const line = ({ actionId, message, severity }: Finding) => {
    const action = actionOf(tree, actionId);
    return html`<li class=${severity}>
      <span class=${severity === 'error' ? 'bad' : 'warn'}>${message}</span>
      ${
        action
          ? html`<button class="bare link" @click=${() => go(actionId!)}>
              ${msg(str`Go to “${action.name}”`)}
            </button>`
          : ''
      }
    </li>`;
  };
  return html`${
    errors.length > 0
      ? html`<h4>${msg('Errors: they keep it from being published')}</h4>
          <ul class="findings" role="list">
            ${errors.map(line)}
          </ul>`
      : ''
  }
  ${
    warnings.length > 0
      ? html`<h4>${msg('To look at')}</h4>
          <ul class="findings" role="list">
            ${warnings.map(line)}
          </ul>`
      : ''
  }`;
}
