import type { Dispatcher } from 'undici';
import type { CallEnd } from './call-end.ts';
import { NoAnswer } from './no-answer.ts';

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

/** Tells by an answer's head whether its body is wanted. */
export type WantsBody = (answer: Omit<RawAnswer, 'body'>) => boolean;

const LARGEST_BODY = 1024 * 1024;

/** One request, and its answer up to 1 MiB. A body that is not wanted is not waited for. */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  wantsBody: WantsBody,
  end: CallEnd,
): Promise<RawAnswer> {
  const reader = new AnswerReader(wantsBody);
  return end.before<RawAnswer>(
    (resolve, reject) => {
      reader.resolve = resolve;
      reader.reject = reject;
      dispatcher.dispatch(options, reader);
    },
    (error) => reader.breakOff(error),
  );
}

/** Puts an answer together as it comes. Without streams between: an answer has an end, and is read to it at once. */
class AnswerReader implements Dispatcher.DispatchHandler {
  resolve: (answer: RawAnswer) => void = () => {};
  reject: (error: unknown) => void = () => {};
  #wantsBody: WantsBody;
  #controller: Dispatcher.DispatchController | undefined;
  #over: Error | undefined;
  #head: Omit<RawAnswer, 'body'> = { status: 0, headers: {} };
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(wantsBody: WantsBody) {
    this.#wantsBody = wantsBody;
  }

  /** Nothing more is wanted: the connection is closed, or not used when there is none yet. */
  breakOff(error: Error): void {
    if (this.#over) return;
    this.#over = error;
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(this.#over);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: RawAnswer['headers'],
  ): void {
    if (status < 200 || this.#over) return; // that more is to come says nothing
    this.#head = { status, headers };
    if (this.#wantsBody(this.#head)) return;
    this.resolve({ ...this.#head, body: new Uint8Array() });
    // a body that is here already, as an empty one, lets the connection stay
    queueMicrotask(() => this.breakOff(new Error('The body is not wanted.')));
  }

  onResponseData(_: Dispatcher.DispatchController, part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length <= LARGEST_BODY) return void this.#parts.push(part);
    const error = new NoAnswer('too-large', 'The answer is larger than 1 MiB.');
    this.reject(error);
    this.breakOff(error);
  }

  onResponseEnd(): void {
    const [only] = this.#parts;
    const body = only && this.#parts.length === 1 ? only : Buffer.concat(this.#parts);
    this.resolve({ ...this.#head, body });
    this.#controller = undefined; // the connection is others' now
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.reject(error);
  }
}
