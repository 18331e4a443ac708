import { msg, str } from '@lit/localize';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import { Clipboard } from './copied-actions.ts';
import {
  actionOf,
  addAction,
  connect,
  copyActions,
  pasteActions,
  removeActions,
  renameAction,
  setParameters,
  type BranchEnd,
  type CopiedActions,
} from './edit-tree.ts';
import type { EditedVersion } from './edited-version.ts';
import { filled } from './schema-values.ts';

export interface TreeActsHost {
  readonly edited: EditedVersion;
  readonly chosen: ReadonlySet<string>;
  choose(ids: readonly string[]): void;
  /** Goes to an action, and shows what it does. */
  go(id: string): void;
  tell(words: string): void;
}

/** What is done to a tree as a whole; what comes of it is chosen, and told. */
export class TreeActs {
  readonly #host: TreeActsHost;
  readonly #clipboard = new Clipboard();

  constructor(host: TreeActsHost) {
    this.#host = host;
  }

  get mayPaste(): boolean {
    return !this.#host.edited.isReadOnly && this.#clipboard.content !== undefined;
  }

  add(type: ActionType, behind: BranchEnd | undefined): void {
    const { edited, go, tell } = this.#host;
    const parameters = filled(type.parameters, {}) as Record<string, unknown>; // of an object comes one
    const { tree, id } = addAction(edited.tree, type, parameters, behind);
    edited.change(tree);
    tell(msg(str`“${actionOf(tree, id)?.name ?? id}” was added.`));
    go(id);
  }

  lead(from: BranchEnd, target: string | null): void {
    const { edited } = this.#host;
    edited.change(connect(edited.tree, from, target));
  }

  rename(id: string, name: string): void {
    const { edited } = this.#host;
    edited.change(renameAction(edited.tree, id, name), `name ${id}`);
  }

  /** `by` names the text that is typed into; other changes are undone one by one. */
  setParameters(id: string, parameters: Record<string, unknown>, by?: string): void {
    const { edited } = this.#host;
    const typed = by === undefined ? undefined : `parameters ${id} ${by}`;
    edited.change(setParameters(edited.tree, id, parameters), typed);
  }

  remove(ids: Iterable<string>): void {
    const { edited, go, tell } = this.#host;
    if (edited.isReadOnly) return;
    const removed = new Set(ids);
    const next = leadingTo(edited.tree, removed) ?? edited.tree.start;
    const before = Object.keys(edited.tree.actions).length;
    const tree = removeActions(edited.tree, removed);
    const gone = before - Object.keys(tree.actions).length;
    if (gone === 0) return;
    edited.change(tree);
    tell(gone === 1 ? msg('1 action was deleted.') : msg(str`${gone} actions were deleted.`));
    go(next);
  }

  duplicate(id: string): void {
    this.#put(copyActions(this.#host.edited.tree, [id]));
  }

  copyChosen(): void {
    const { edited, chosen, tell } = this.#host;
    this.#clipboard.write(copyActions(edited.tree, chosen));
    tell(
      chosen.size === 1
        ? msg('1 action was copied.')
        : msg(str`${chosen.size} actions were copied.`),
    );
  }

  paste(): void {
    const { content } = this.#clipboard;
    if (content) this.#put(content);
  }

  #put(copied: CopiedActions): void {
    const { edited, choose, tell } = this.#host;
    if (edited.isReadOnly) return;
    const { tree, ids } = pasteActions(edited.tree, copied);
    edited.change(tree);
    choose(ids);
    tell(
      ids.length === 1
        ? msg('1 action was put in.')
        : msg(str`${ids.length} actions were put in.`),
    );
  }

  readonly copyOut = (event: ClipboardEvent): void => {
    const { edited, chosen } = this.#host;
    this.#clipboard.take(event, copyActions(edited.tree, chosen));
  };

  readonly cutOut = (event: ClipboardEvent): void => {
    const { edited, chosen } = this.#host;
    if (edited.isReadOnly) return;
    if (this.#clipboard.take(event, copyActions(edited.tree, chosen))) this.remove(chosen);
  };

  readonly pasteIn = (event: ClipboardEvent): void => {
    const copied = this.#clipboard.read(event);
    if (copied) this.#put(copied);
  };
}

/** One that stays and led to one of these: whoever works by keyboard goes on there. */
function leadingTo({ actions }: RoutingTree, ids: ReadonlySet<string>): string | undefined {
  return Object.keys(actions).find(
    (id) => !ids.has(id) && Object.values(actions[id]!.branches).some((to) => ids.has(to)),
  );
}
