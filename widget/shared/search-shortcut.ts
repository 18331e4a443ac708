import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** `/` goes to the search, where nobody writes: from within the element, and from the page around where it may. */
export class SearchShortcut implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #fromPage: () => boolean;
  readonly #go: () => void;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    fromPage: () => boolean,
    go: () => void,
  ) {
    this.#host = host;
    this.#fromPage = fromPage;
    this.#go = go;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#press);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#press);
  }

  #press = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const path = event.composedPath();
    const isMeant = path.includes(this.#host) || this.#fromPage();
    if (event.defaultPrevented || !isMeant || isWritten(path[0])) return;
    if (!this.#host.checkVisibility()) return;
    event.preventDefault();
    this.#go();
  };
}

const isWritten = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));
