import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionChosenEvent, ActionWantedEvent, BranchDrawnEvent } from './tree-events.ts';
import type { TreeFacts } from './tree-facts.ts';
import type { TreeOverlay } from './tree-overlay.ts';

export interface TreeView {
  tree: RoutingTree;
  facts: TreeFacts;
  chosen: ReadonlySet<string>;
  current: string | null;
  overlay: TreeOverlay | undefined;
  isReadOnly: boolean;
  pointed(event: ActionChosenEvent): void;
  wanted(event: ActionWantedEvent): void;
  drawn(event: BranchDrawnEvent): void;
}

/** What to do with a tree that has nothing but its start. */
function firstStep({ tree, isReadOnly }: TreeView): TemplateResult | typeof nothing {
  return isReadOnly || Object.keys(tree.actions).length > 1
    ? nothing
    : html`<p class="first-step quiet" role="status">
        ${msg('Click the end of the branch “OK”, or press A, to say what comes first.')}
      </p>`;
}

/** The tree as a picture, or the same as a list. */
export function treeView(asList: boolean, view: TreeView): TemplateResult {
  return html`${firstStep(view)}${asList ? listView(view) : pictureView(view)}`;
}

const listView = (view: TreeView): TemplateResult =>
  html`<waypost-routing-outline
    .tree=${view.tree}
    .types=${view.facts.types}
    .findings=${view.facts.findings}
    .chosen=${view.chosen}
    .current=${view.current}
    .overlay=${view.overlay}
    ?read-only=${view.isReadOnly}
    @waypost-action-chosen=${view.pointed}
    @waypost-action-wanted=${view.wanted}
  ></waypost-routing-outline>`;

const pictureView = (view: TreeView): TemplateResult =>
  html`<waypost-routing-canvas
    .tree=${view.tree}
    .types=${view.facts.types}
    .findings=${view.facts.findings}
    .chosen=${view.chosen}
    .current=${view.current}
    .overlay=${view.overlay}
    ?read-only=${view.isReadOnly}
    @waypost-action-chosen=${view.pointed}
    @waypost-action-wanted=${view.wanted}
    @waypost-branch-drawn=${view.drawn}
  ></waypost-routing-canvas>`;
