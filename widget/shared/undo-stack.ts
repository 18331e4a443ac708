/** As many steps back as are kept. */
const MOST = 200;

/** The states of something that is edited, and where among them one stands. */
export class UndoStack<State> {
  #states: State[];
  #at = 0;
  /** What the last change was made by: further ones of the same go into the same step. */
  #by: string | undefined;

  constructor(first: State) {
    this.#states = [first];
  }

  get state(): State {
    return this.#states[this.#at]!; // there is always one
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#states.length - 1;
  }

  /** Adds a step. `by` names what is typed into: letter after letter there is one step. */
  change(state: State, by?: string): void {
    if (state === this.state) return;
    const isSameStep = by !== undefined && by === this.#by && !this.canRedo && this.canUndo;
    this.#states.length = this.#at + (isSameStep ? 0 : 1);
    this.#states.push(state);
    if (this.#states.length > MOST) this.#states.shift();
    this.#at = this.#states.length - 1;
    this.#by = by;
  }

  /** What comes next is a step of its own. */
  pause(): void {
    this.#by = undefined;
  }

  undo(): void {
    if (this.canUndo) this.#at -= 1;
    this.pause();
  }

  redo(): void {
    if (this.canRedo) this.#at += 1;
    this.pause();
  }
}
