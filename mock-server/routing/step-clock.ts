/**
 * The time within a step. What actions do one after the other, with nothing waited for between them, happens at one
 * moment: its clock is read once. Nothing is noted as earlier than what an action was told of the time.
 */
export class StepClock {
  #now: () => Date;
  #moment: Date | undefined;

  constructor({ now }: { now(): Date }) {
    this.#now = now;
  }

  /** The moment as it was read last. */
  get moment(): Date {
    return (this.#moment ??= this.#now());
  }

  /** Looks at the clock again. */
  read(): Date {
    return (this.#moment = this.#now());
  }

  /** Something was waited for: it is later now. */
  forget(): void {
    this.#moment = undefined;
  }
}
