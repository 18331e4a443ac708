import type { BranchEnd } from './edit-tree.ts';

/** An action was pointed at in a view of the tree. `adds`: to those chosen already. */
export class ActionChosenEvent extends Event {
  readonly actionId: string | null;
  readonly adds: boolean;

  constructor(actionId: string | null, adds = false) {
    super('waypost-action-chosen', { bubbles: true });
    this.actionId = actionId;
    this.adds = adds;
  }
}

/** A branch is to lead to an action. */
export class BranchDrawnEvent extends Event {
  readonly from: BranchEnd;
  readonly to: string;

  constructor(from: BranchEnd, to: string) {
    super('waypost-branch-drawn', { bubbles: true });
    this.from = from;
    this.to = to;
  }
}

/** An action is to be added behind a branch. */
export class ActionWantedEvent extends Event {
  readonly behind: BranchEnd;

  constructor(behind: BranchEnd) {
    super('waypost-action-wanted', { bubbles: true });
    this.behind = behind;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-action-chosen': ActionChosenEvent;
    'waypost-branch-drawn': BranchDrawnEvent;
    'waypost-action-wanted': ActionWantedEvent;
  }
}
