/** Milliseconds for which something must have been in full sight, and still under the pointer, before a click on it counts. */
const STEADY = 300;

/** A later version of the browsers' interface tells whether anything covers, fades or turns an element. */
interface Sight extends IntersectionObserverEntry {
  isVisible?: boolean;
}

/**
 * Calls `act` for a click on an element in a stranger's page, if a person meant it: the browser made the click, the
 * element has been in full sight and in its place for a moment, and nothing lies on it. A page that hides it, fades
 * it or moves it under the pointer gets nothing, also when it moves the frame that the element is in. It costs nothing
 * while no pointer is there.
 */
export function onSteadyClick(
  element: HTMLElement,
  host: HTMLElement,
  act: () => void,
  signal: AbortSignal,
): void {
  let hovering: Hover | null = null;
  const leave = () => {
    hovering?.end();
    hovering = null;
  };
  const enter = ({ isTrusted }: Event) => {
    if (!isTrusted) return;
    leave();
    hovering = new Hover(element);
  };
  const point = (event: PointerEvent) => {
    if (event.isTrusted) hovering?.note(event);
  };
  const click = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    hovering?.note(event);
    const isOnTop = document.elementFromPoint(event.clientX, event.clientY) === host;
    if (event.isTrusted && isOnTop && hovering?.isSteady) act();
  };
  element.addEventListener('pointerenter', enter, { signal });
  for (const name of ['pointermove', 'pointerdown', 'pointerup'] as const)
    element.addEventListener(name, point, { signal });
  element.addEventListener('pointerleave', leave, { signal });
  element.addEventListener('click', click, { signal });
  signal.addEventListener('abort', leave);
}

/** How an element stands while the pointer is on it. */
class Hover {
  readonly #element: Element;
  readonly #observer: IntersectionObserver;
  #isInSight = false;
  #steadySince = Infinity;
  #place = '';
  #frame = 0;
  #pointer: MouseEvent | null = null;

  constructor(element: Element) {
    this.#element = element;
    // Browsers that know the later interface want both; the others take no notice.
    const options = { threshold: 1, trackVisibility: true, delay: 100 };
    this.#observer = new IntersectionObserver((entries) => {
      const { isIntersecting, isVisible }: Sight = entries.at(-1)!; // never without one
      this.#isInSight = isIntersecting && isVisible !== false;
      this.#steadySince = performance.now();
    }, options);
    this.#observer.observe(element);
    this.#look();
  }

  get isSteady(): boolean {
    this.#notePlace();
    return this.#isInSight && performance.now() - this.#steadySince >= STEADY;
  }

  /** A pointer that stands still on the screen, and not here, is one that the frame was moved under. */
  note(event: MouseEvent): void {
    const before = this.#pointer ?? event;
    const isStill = isNear(event.screenX - before.screenX, event.screenY - before.screenY);
    const isHere = isNear(event.clientX - before.clientX, event.clientY - before.clientY);
    if (isStill && !isHere) this.#steadySince = performance.now();
    this.#pointer = event;
  }

  end(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #look(): void {
    this.#notePlace();
    this.#frame = requestAnimationFrame(() => this.#look());
  }

  #notePlace(): void {
    const { left, top, width, height } = this.#element.getBoundingClientRect();
    const place = [left, top, width, height].join(' ');
    if (place !== this.#place) this.#steadySince = performance.now();
    this.#place = place;
  }
}

/** Coordinates are rounded, and not all of them in the same way. */
const isNear = (x: number, y: number) => Math.hypot(x, y) < 2;
