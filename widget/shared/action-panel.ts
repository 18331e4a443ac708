import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { Finding, RoutingAction, RoutingTree } from '../../api-client/contract/routing.ts';
import { actionOf, targetOf, type BranchEnd } from './edit-tree.ts';
import './schema-form.ts';
import type { SchemaChangeEvent } from './schema-form.ts';
import type { EntitySource } from './schema-types.ts';
import type { TreeActs } from './tree-acts.ts';
import type { TreeFacts } from './tree-facts.ts';

export interface ActionPanel {
  id: string;
  tree: RoutingTree;
  facts: TreeFacts;
  entities: EntitySource | undefined;
  isReadOnly: boolean;
  acts: TreeActs;
  /** To say where a branch leads. */
  lead(from: BranchEnd): void;
  go(id: string): void;
  close(): void;
}

/** Everything of one action: its name, what it does, where its branches lead, and what leads to it. */
export function actionPanel(panel: ActionPanel): TemplateResult | typeof nothing {
  const { id, tree, facts, isReadOnly, acts } = panel;
  const action = actionOf(tree, id);
  if (!action) return nothing;
  const type = facts.types.get(action.type);
  const isStart = id === tree.start;
  return html`<section class="action-panel" aria-label=${action.name}>
    <div class="panel-head">
      <h3>${type?.title ?? action.type}</h3>
      <button class="line" @click=${panel.close}>${msg('Close')}</button>
    </div>
    <p class="quiet small">
      ${type?.summary ?? msg('This server does not know this type of action.')}
    </p>
    <div class="fields">${nameField(action, panel)}</div>
    ${otherFindings(panel).map(
      ({ severity, message }) =>
        html`<p class="finding ${severity === 'error' ? 'bad' : 'warn'}">${message}</p>`,
    )}
    ${type && !isStart ? parametersForm(action, type, panel) : nothing}
    <h4>${msg('Branches')}</h4>
    <ul class="branches" role="list">
      ${branchesOf(action, type).map((one) => branchLine(action, one, panel))}
    </ul>
    ${sources(panel)}
    ${
      isReadOnly || isStart
        ? nothing
        : html`<div class="panel-ends">
            <button class="line" @click=${() => acts.duplicate(id)}>${msg('Duplicate')}</button>
            <button class="line" @click=${() => acts.copyChosen()}>${msg('Copy')}</button>
            <button class="line" @click=${() => acts.remove([id])}>${msg('Delete')}</button>
          </div>`
    }
  </section>`;
}

function nameField({ name }: RoutingAction, panel: ActionPanel): TemplateResult {
  return html`<label>
    <span>${msg('Name, as the trail shows it')}</span>
    <input
      name="action-name"
      maxlength="100"
      dir="auto"
      autocomplete="off"
      ?readonly=${panel.isReadOnly}
      .value=${name}
      @input=${(event: Event) => panel.acts.rename(panel.id, (event.target as HTMLInputElement).value)}
    />
  </label>`;
}

/** Where the parameters of an action stand in what the server finds. */
const place = (id: string): string => `tree.actions.${id}.parameters`;

function parametersForm(
  { parameters }: RoutingAction,
  { parameters: schema }: ActionType,
  panel: ActionPanel,
): TemplateResult {
  const { id, facts, entities, isReadOnly } = panel;
  const errors = facts.errorsOf(id, `${place(id)}.`);
  return html`<waypost-schema-form
    .schema=${schema}
    .value=${parameters}
    .errors=${errors}
    .variables=${facts.variables}
    .source=${entities}
    ?readonly=${isReadOnly}
    @waypost-schema-change=${({ value, path }: SchemaChangeEvent) =>
      panel.acts.setParameters(
        panel.id,
        value as Record<string, unknown>,
        isTextAt(value, path) ? path.join('.') : undefined,
      )}
  ></waypost-schema-form>`;
}

/** Whether what was changed is a text, and so is typed letter by letter. */
const isTextAt = (value: unknown, path: readonly (string | number)[]): boolean =>
  typeof path.reduce<unknown>(
    (within, key) => (within as Record<string | number, unknown> | undefined)?.[key],
    value,
  ) === 'string';

/** What is found of it, but for what the form and the branches say themselves. */
function otherFindings(panel: ActionPanel): Finding[] {
  return findingsOf(panel).filter(
    ({ path, code }) => !path.startsWith(`${place(panel.id)}.`) && code !== 'branch-unwired',
  );
}

const findingsOf = ({ id, facts }: ActionPanel): readonly Finding[] =>
  facts.findings.get(id) ?? [];

interface Branch {
  key: string;
  label: string;
  optional: boolean;
}

function branchesOf({ branches }: RoutingAction, type: ActionType | undefined): Branch[] {
  const declared = type?.branches ?? [];
  const known = new Set(declared.map(({ key }) => key));
  const others = Object.keys(branches).filter((key) => !known.has(key));
  return [...declared, ...others.map((key) => ({ key, label: key, optional: false }))];
}

function branchLine(
  action: RoutingAction,
  { key, label, optional }: Branch,
  { id, tree, isReadOnly, lead, go }: ActionPanel,
): TemplateResult {
  const target = targetOf(action, key);
  const to = actionOf(tree, target);
  const words = to ? html`<bdi>${to.name}</bdi>` : msg('nowhere');
  return html`<li>
    <span class="label"
      >${label}
      ${optional ? html`<span class="small">(${msg('optional')})</span>` : nothing}</span
    >
    <span aria-hidden="true">→</span>
    ${
      isReadOnly
        ? html`<span class=${to ? '' : 'quiet'}>${words}</span>`
        : html`<button
            class="bare link ${to ? '' : 'nowhere'}"
            data-branch=${key}
            aria-label=${msg(str`“${label}” leads to ${to?.name ?? msg('nowhere')}: change it`)}
            @click=${() => lead({ actionId: id, branch: key })}
          >
            ${words}
          </button>`
    }
    ${
      to
        ? html`<button
            class="bare go"
            aria-label=${msg(str`Go to “${to.name}”`)}
            @click=${() => go(target!)}
          >
            ↗
          </button>`
        : nothing
    }
  </li>`;
}

function sources({ id, tree, facts, go }: ActionPanel): TemplateResult | typeof nothing {
  const found = Object.entries(tree.actions).flatMap(([source, action]) =>
    Object.entries(action.branches)
      .filter(([, target]) => target === id)
      .map(([key]) => ({
        source,
        name: action.name,
        label:
          facts.types.get(action.type)?.branches.find((one) => one.key === key)?.label ?? key,
      })),
  );
  if (found.length === 0) return nothing;
  return html`<h4>${msg('What leads here')}</h4>
    <ul class="sources" role="list">
      ${found.map(
        ({ source, name, label }) =>
          html`<li>
            <button class="bare link" @click=${() => go(source)}><bdi>${name}</bdi></button>
            <span class="quiet">${label}</span>
          </li>`,
      )}
    </ul>`;
}
