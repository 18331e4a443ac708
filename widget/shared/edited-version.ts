import type {
  Finding,
  RoutingTree,
  RoutingVersion,
} from '../../api-client/contract/routing.ts';
import { isPassing, ProblemError, type WaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import { areSame, compareTrees } from './compare-trees.ts';
import { needsSignIn } from './error-words.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import { UndoStack } from './undo-stack.ts';

/** After the last change, in milliseconds. */
const PAUSE = 700;
/** Until it is tried again when the server was away, each time longer. */
const RETRIES = [2_000, 5_000, 15_000, 30_000];

/** Where the tree stands that is on show. */
export type Saving =
  | { is: 'saved'; at: string }
  /** Typed, and not sent yet; or on its way. */
  | { is: 'changed' | 'saving' }
  /** The server takes none of it before what `findings` of the editor name is mended. */
  | { is: 'incomplete' }
  /** Somebody else saved meanwhile. */
  | { is: 'conflict'; theirs: RoutingVersion }
  /** It is not in development any more. */
  | { is: 'read-only' }
  | { is: 'failed'; error: WaypostError };

/** What was changed and is not saved yet, as it outlives a reload. */
export interface TreeDraft {
  key: string;
  revision: number;
  tree: RoutingTree;
}

/**
 * A version while it is edited: its states back and forth, saved by itself soon after each change. Nothing that was
 * done is lost: what the server does not take, or cannot take now, stays here and in the tab.
 */
export class EditedVersion {
  readonly version: RoutingVersion;
  readonly isReadOnly: boolean;
  saving: Saving;
  /** What validation found in what is saved, or why it was not. */
  findings: readonly Finding[] = [];
  /** Whether it began with what was not saved before. */
  readonly goesOn: boolean = false;
  readonly #api: RoutingsApi;
  readonly #drafts: KeptDrafts<TreeDraft>;
  readonly #changed: () => void;
  #stack: UndoStack<RoutingTree>;
  #revision: number;
  #saved: RoutingTree;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #tries = 0;
  #isOver = false;

  constructor(
    version: RoutingVersion,
    api: RoutingsApi,
    drafts: KeptDrafts<TreeDraft>,
    { mayModify, changed }: { mayModify: boolean; changed: () => void },
  ) {
    this.version = version;
    this.#api = api;
    this.#drafts = drafts;
    this.#changed = changed;
    this.#revision = version.revision;
    this.#saved = version.tree;
    this.#stack = new UndoStack(version.tree);
    this.saving = { is: 'saved', at: version.updatedAt };
    this.isReadOnly = version.state !== 'development' || !mayModify;
    const draft = this.isReadOnly ? undefined : drafts.read(this.key);
    if (draft && !areSame(compareTrees(version.tree, draft.tree))) {
      this.goesOn = true;
      this.#stack.change(draft.tree);
      if (draft.revision === version.revision) this.#soon();
      else this.saving = { is: 'conflict', theirs: version };
    } else {
      drafts.clear(this.key);
      void this.#validate();
    }
  }

  get key(): string {
    return `${this.version.routingId} ${this.version.number}`;
  }

  get tree(): RoutingTree {
    return this.#stack.state;
  }

  get canUndo(): boolean {
    return !this.isReadOnly && this.#stack.canUndo;
  }

  get canRedo(): boolean {
    return !this.isReadOnly && this.#stack.canRedo;
  }

  /** Whether something is here that the server does not have. */
  get isUnsaved(): boolean {
    return this.tree !== this.#saved;
  }

  /** `by` names what is typed into: letter after letter is undone together. */
  change(tree: RoutingTree, by?: string): void {
    if (this.isReadOnly || tree === this.tree) return;
    this.#stack.change(tree, by);
    this.#edited();
  }

  undo(): void {
    this.#stack.undo();
    this.#edited();
  }

  redo(): void {
    this.#stack.redo();
    this.#edited();
  }

  /** Saves now what is not saved yet, and answers when that is done, well or not. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.isUnsaved && this.saving.is !== 'conflict') await this.#save();
  }

  /** Ours goes over what somebody else saved. */
  keepMine(): void {
    if (this.saving.is !== 'conflict') return;
    this.#revision = this.saving.theirs.revision;
    this.#saved = this.saving.theirs.tree;
    void this.#save();
  }

  /** Theirs takes the place of ours, which is one step back. */
  keepTheirs(): void {
    if (this.saving.is !== 'conflict') return;
    const { theirs } = this.saving;
    this.#took(theirs);
    this.#stack.pause();
    this.#stack.change(theirs.tree);
    this.#saved = this.tree;
    this.#drafts.clear(this.key);
    void this.#validate();
    this.#changed();
  }

  /** No more calls: it is left. What is not saved stays as a draft. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.keepDraft();
  }

  /** What is not saved here is saved elsewhere. */
  forget(): void {
    this.#saved = this.tree;
    this.keepDraft();
  }

  /** Before the page goes. */
  keepDraft(): void {
    if (this.isReadOnly) return;
    if (!this.isUnsaved) this.#drafts.clear(this.key);
    else
      this.#drafts.write(this.key, {
        key: this.key,
        revision: this.#revision,
        tree: this.tree,
      });
  }

  #edited(): void {
    if (this.saving.is !== 'conflict') {
      this.saving = { is: 'changed' };
      this.#soon();
    }
    this.#changed();
  }

  #soon(pause = PAUSE): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), pause);
  }

  async #save(): Promise<void> {
    await this.#running;
    if (this.#isOver) return;
    this.#running = this.#send();
    await this.#running;
    this.#running = undefined;
  }

  async #send(): Promise<void> {
    const { tree } = this;
    const { routingId, number } = this.version;
    this.keepDraft();
    this.saving = { is: 'saving' };
    this.#changed();
    try {
      const answer = await this.#api.save(routingId, number, this.#revision, { tree });
      this.#tries = 0;
      this.#saved = tree;
      this.#took(answer);
      if (this.isUnsaved) this.saving = { is: 'changed' };
      this.keepDraft();
      await this.#validate();
    } catch (error) {
      await this.#failed(error as WaypostError); // the client fails with nothing else
    }
    this.#changed();
  }

  #took({ revision, updatedAt }: RoutingVersion): void {
    this.#revision = revision;
    this.saving = { is: 'saved', at: updatedAt };
  }

  async #failed(error: WaypostError): Promise<void> {
    if (error.kind === 'precondition-failed') return this.#lookAtTheirs(error);
    if (error.kind === 'read-only') this.saving = { is: 'read-only' };
    else if (error.kind === 'invalid-input' && error instanceof ProblemError) {
      this.saving = { is: 'incomplete' };
      this.findings = error.fields.map(toFinding);
    } else {
      this.saving = { is: 'failed', error };
      if (isPassing(error) && !needsSignIn(error))
        this.#soon(RETRIES[Math.min(this.#tries++, RETRIES.length - 1)]);
    }
  }

  async #lookAtTheirs(error: WaypostError): Promise<void> {
    const { routingId, number } = this.version;
    const theirs = await this.#api.version(routingId, number).catch(() => undefined);
    if (!theirs) this.saving = { is: 'failed', error };
    else if (theirs.state !== 'development') this.saving = { is: 'read-only' };
    else if (areSame(compareTrees(theirs.tree, this.tree))) {
      this.#saved = this.tree; // both did the same, or our own answer was lost on its way
      this.#took(theirs);
      this.keepDraft();
    } else this.saving = { is: 'conflict', theirs };
  }

  async #validate(): Promise<void> {
    const { routingId, number } = this.version;
    const found = await this.#api.validate(routingId, number).catch(() => undefined);
    if (found && this.saving.is !== 'incomplete') this.findings = found.findings;
    this.#changed();
  }
}

/** What the server says of a field of the tree: `tree.actions.<id>.parameters.…`. */
function toFinding({ path, message }: { path: string; message: string }): Finding {
  const [, , actionId = null] = path.startsWith('tree.actions.') ? path.split('.') : [];
  return { severity: 'error', code: 'parameters', path, actionId, message };
}
