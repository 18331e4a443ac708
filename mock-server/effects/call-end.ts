/**
 * When a call has to be over, answered or not: after so long, or when the server stops. One timer and one listener for
 * all of a call, which is a fraction of what signals made of signals cost.
 */
export class CallEnd {
  /** What ended the call before its answer. */
  came: 'late' | 'stopped' | undefined;
  #signal: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout>;
  #breakOff: (() => void) | undefined;

  constructor(milliseconds: number, signal: AbortSignal | undefined) {
    this.#timer = setTimeout(() => this.#come('late'), milliseconds);
    this.#signal = signal;
    if (signal?.aborted) this.#come('stopped');
    else signal?.addEventListener('abort', this.#stopped);
  }

  /** What `begin` resolves, unless the end comes first: then it rejects, and `breakOff` is told. */
  before<Value>(
    begin: (resolve: (value: Value) => void, reject: (error: unknown) => void) => void,
    breakOff: (error: Error) => void = () => {},
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const end = () => {
        const error = new Error('The call was broken off.');
        reject(error);
        breakOff(error);
      };
      if (this.came) return end();
      this.#breakOff = end;
      begin(resolve, reject);
    });
  }

  /** The call is over. */
  clear(): void {
    this.#breakOff = undefined;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#stopped);
  }

  #stopped = () => this.#come('stopped');

  #come(came: 'late' | 'stopped'): void {
    const breakOff = this.#breakOff;
    this.clear();
    this.came = came;
    breakOff?.();
  }
}
