import type {
  Finding,
  RoutingTree,
  RoutingVersion,
} from '../../api-client/contract/routing.ts';
import { isPassing, type WaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import { areSame, compareTrees } from './compare-trees.ts';
import { needsSignIn } from './error-words.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import { problemFields } from './problem-fields.ts';
import { saidFindings } from './said-findings.ts';
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
  /** What was sent last without an answer: it may have been saved all the same. */
  #unanswered: RoutingTree | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #savedAt: string;
  #tries = 0;
  #isOver = false;
  #mayModify: boolean;
  /** Somebody else’s to change from the beginning: there is no draft of it. */
  readonly isForeign: boolean;

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
    this.#savedAt = version.updatedAt;
    this.#stack = new UndoStack(version.tree);
    this.saving = { is: 'saved', at: version.updatedAt };
    this.isForeign = !mayModify;
    this.#mayModify = mayModify;
    const draft = mayModify ? drafts.read(this.key) : undefined;
    if (draft && !areSame(compareTrees(version.tree, draft.tree))) {
      this.goesOn = true;
      this.#stack.change(draft.tree);
      if (this.isReadOnly) this.saving = { is: 'read-only' };
      else if (draft.revision === version.revision) this.#soon();
      else this.saving = { is: 'conflict', theirs: version };
    } else if (mayModify) {
      drafts.clear(this.key);
      void this.#validate();
    } else void this.#validate();
  }

  get isReadOnly(): boolean {
    return this.version.state !== 'development' || !this.#mayModify;
  }

  /** Whether the right to change it was taken away since it was opened. */
  get isForbidden(): boolean {
    return !this.isForeign && !this.#mayModify;
  }

  /** The right to change it came or went: what was done stays, and is saved as soon as it may be. */
  allow(mayModify: boolean): void {
    if (mayModify === this.#mayModify) return;
    this.#mayModify = mayModify;
    if (mayModify) this.#soon();
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

  /** Whether a reload finds again what is not saved. */
  get isKept(): boolean {
    return this.#drafts.isKept(this.key);
  }

  /** Of what is saved. */
  get revision(): number {
    return this.#revision;
  }

  /** Looks at what somebody else saved meanwhile. */
  async meetTheirs(error: WaypostError): Promise<void> {
    await this.#lookAtTheirs(error, this.tree);
    this.#changed();
  }

  /** `by` names what is typed into: letter after letter is undone together. */
  change(tree: RoutingTree, by?: string): void {
    if (this.isReadOnly || tree === this.tree) return;
    this.#stack.change(tree, by);
    this.#edited();
  }

  undo(): void {
    if (!this.canUndo) return;
    this.#stack.undo();
    this.#edited();
  }

  redo(): void {
    if (!this.canRedo) return;
    this.#stack.redo();
    this.#edited();
  }

  /** Saves now what is not saved yet, and answers when that is done, well or not. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#save();
  }

  /** Ours goes over what somebody else saved. */
  keepMine(): void {
    if (this.saving.is !== 'conflict') return;
    this.#revision = this.saving.theirs.revision;
    this.#saved = this.saving.theirs.tree;
    this.saving = { is: 'changed' };
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

  /** It is left: what is not saved is sent once more, and stays as a draft until that is answered. */
  end(): void {
    this.keepDraft();
    void this.settle().finally(() => {
      this.#isOver = true;
      clearTimeout(this.#timer);
    });
  }

  /** What is not saved here is saved elsewhere. */
  forget(): void {
    this.#saved = this.tree;
    this.keepDraft();
  }

  /** Before the page goes. */
  keepDraft(): void {
    if (this.isForeign) return;
    if (!this.isUnsaved) this.#drafts.clear(this.key);
    else
      this.#drafts.write(this.key, {
        key: this.key,
        revision: this.#revision,
        tree: this.tree,
      });
  }

  #edited(): void {
    if (this.saving.is !== 'conflict' && this.saving.is !== 'read-only') {
      if (this.isUnsaved) this.#unsaved();
      else this.saving = { is: 'saved', at: this.#savedAt };
    }
    this.#changed();
  }

  #unsaved(): void {
    this.saving = { is: 'changed' };
    this.#soon();
  }

  #soon(pause = PAUSE): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), pause);
  }

  /** One call at a time; whoever waits finds out anew whether there is something to send. */
  async #save(): Promise<void> {
    while (this.#running) await this.#running;
    if (this.#isOver || !this.#isToSend) return;
    this.#running = this.#send().finally(() => (this.#running = undefined));
    await this.#running;
  }

  get #isToSend(): boolean {
    const isHeld = this.isForbidden || ['conflict', 'read-only'].includes(this.saving.is);
    return this.isUnsaved && !isHeld;
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
      if (this.isUnsaved) this.#unsaved();
      this.keepDraft();
      await this.#validate();
    } catch (error) {
      await this.#failed(error as WaypostError, tree); // the client fails with nothing else
    }
    this.#changed();
  }

  #took({ revision, updatedAt }: RoutingVersion): void {
    this.#revision = revision;
    this.#savedAt = updatedAt;
    this.saving = { is: 'saved', at: updatedAt };
  }

  async #failed(error: WaypostError, sent: RoutingTree): Promise<void> {
    if (error.kind === 'precondition-failed') return this.#lookAtTheirs(error, sent);
    if (error.kind === 'read-only') this.saving = { is: 'read-only' };
    else if (error.kind === 'invalid-input') {
      this.saving = { is: 'incomplete' };
      this.findings = problemFields(error).map(toFinding);
    } else {
      this.saving = { is: 'failed', error };
      this.#unanswered = sent;
      if (isPassing(error) && !needsSignIn(error))
        this.#soon(RETRIES[Math.min(this.#tries++, RETRIES.length - 1)]);
    }
  }

  async #lookAtTheirs(error: WaypostError, sent: RoutingTree): Promise<void> {
    const { routingId, number } = this.version;
    const theirs = await this.#api.version(routingId, number).catch(() => undefined);
    if (!theirs) this.saving = { is: 'failed', error };
    else if (theirs.state !== 'development') this.saving = { is: 'read-only' };
    else if (this.#isOurs(theirs.tree, sent)) {
      this.#saved = areSame(compareTrees(theirs.tree, sent)) ? sent : theirs.tree;
      this.#took(theirs);
      if (this.isUnsaved) this.#unsaved();
      this.keepDraft();
    } else this.saving = { is: 'conflict', theirs };
  }

  /** Both did the same, or our own answer was lost on its way. */
  #isOurs(theirs: RoutingTree, sent: RoutingTree): boolean {
    const ours = [sent, ...(this.#unanswered ? [this.#unanswered] : [])];
    return ours.some((tree) => areSame(compareTrees(theirs, tree)));
  }

  async #validate(): Promise<void> {
    const { routingId, number } = this.version;
    const found = await this.#api.validate(routingId, number).catch(() => undefined);
    if (found && this.saving.is !== 'incomplete') this.findings = saidFindings(found.findings);
    this.#changed();
  }
}

/** What the server says of a field of the tree: `tree.actions.<id>.parameters.…`. */
function toFinding({ path, message }: { path: string; message: string }): Finding {
  const [, , actionId = null] = path.startsWith('tree.actions.') ? path.split('.') : [];
  return { severity: 'error', code: 'parameters', path, actionId, message };
}
