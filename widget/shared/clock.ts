import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { prepareFormats } from './time.ts';

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for every relative time of the page; it stands still while nothing listens. */
function run(): void {
  timer = setTimeout(
    () => {
      for (const listener of [...listeners]) listener();
      if (listeners.size > 0) run();
      else timer = undefined;
    },
    SECOND - (Date.now() % SECOND),
  );
}

/** The time now, for an element that shows it; the element updates when `period` has brought a new one. */
export class ClockController implements ReactiveController {
  now = Date.now();
  readonly #host: ReactiveControllerHost;
  readonly #period: () => 'second' | 'minute';

  constructor(host: ReactiveControllerHost, period: () => 'second' | 'minute') {
    this.#host = host;
    this.#period = period;
    host.addController(this);
    prepareFormats();
  }

  hostConnected(): void {
    this.now = Date.now();
    listeners.add(this.#tick);
    if (timer === undefined) run();
  }

  hostDisconnected(): void {
    listeners.delete(this.#tick);
  }

  #tick = (): void => {
    const length = this.#period() === 'second' ? SECOND : 60 * SECOND;
    const before = this.now;
    this.now = Date.now();
    if (Math.floor(before / length) !== Math.floor(this.now / length))
      this.#host.requestUpdate();
  };
}
