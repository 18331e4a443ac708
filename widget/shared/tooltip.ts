import type { ReactiveController } from 'lit';
import type { WaypostElement } from './element.ts';
import type { TooltipBox } from './tooltip-box.ts';

/**
 * Shows what `data-tip` says beside an element of the host's shadow tree: on hover, on keyboard focus and
 * on a tap. What shows it is loaded when one of these happens for the first time.
 */
export class TooltipController implements ReactiveController {
  readonly #host: WaypostElement;
  #box: Promise<TooltipBox | undefined> | undefined;
  /** What happened last while the box was on its way; undefined when its target was left again. */
  #entered: { type: string; target: Element } | undefined;

  constructor(host: WaypostElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['pointerover', 'focusin', 'click'])
      this.#host.shadowRoot?.addEventListener(type, this.#enter);
    for (const type of ['pointerout', 'focusout'])
      this.#host.shadowRoot?.addEventListener(type, this.#leave);
  }

  /** Shows other words than the target's own, until it is left. */
  async show(target: HTMLElement, words: string): Promise<void> {
    (await this.#load())?.show(target, words);
  }

  #enter = async (event: Event): Promise<void> => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element && target.closest('[data-tip]'))) return;
    const entered = (this.#entered = { type: event.type, target });
    const box = await this.#load();
    if (this.#entered !== entered) return;
    this.#entered = undefined;
    box?.enter(entered.type, target);
  };

  #leave = (event: Event): void => {
    if (event.target === this.#entered?.target) this.#entered = undefined;
  };

  /** Once it is there, the box listens by itself. Without a network the next event tries again. */
  #load(): Promise<TooltipBox | undefined> {
    this.#box ??= import('./tooltip-box.ts')
      .then(({ TooltipBox }) => new TooltipBox(this.#host))
      .catch(() => (this.#box = undefined));
    return this.#box;
  }
}
