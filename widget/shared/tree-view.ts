import { html, type TemplateResult } from 'lit';
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

/** The tree as a picture, or the same as a list. */
export function treeView(asList: boolean, view: TreeView): TemplateResult {
  return asList
    ? html`<waypost-routing-outline
        .tree=${view.tree}
        .types=${view.facts.types}
        .findings=${view.facts.findings}
        .chosen=${view.chosen}
        .current=${view.current}
        .overlay=${view.overlay}
        ?read-only=${view.isReadOnly}
        @waypost-action-chosen=${view.pointed}
        @waypost-action-wanted=${view.wanted}
      ></waypost-routing-outline>`
    : html`<waypost-routing-canvas
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
}
