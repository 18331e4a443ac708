/** Fitted, words can still be read. */
const SMALLEST = 0.7;

interface Size {
  width: number;
  height: number;
}

/** What part of a large plane is in view, and how large: moved by pointer, wheel and keyboard. */
export class PanZoom {
  x = 0;
  y = 0;
  scale = 1;
  readonly #changed: () => void;
  readonly #wheelMoves: boolean;
  /** The pointers that hold the plane: one moves it, two change its size as well. */
  readonly #held = new Map<number, { x: number; y: number }>();

  /** `wheelMoves`: the wheel moves the plane and not the page. */
  constructor(changed: () => void, { wheelMoves = false } = {}) {
    this.#changed = changed;
    this.#wheelMoves = wheelMoves;
  }

  get transform(): string {
    return `translate(${this.x}px,${this.y}px) scale(${this.scale})`;
  }

  /** Shows all of a plane, and nothing larger than it is; what stays too small is shown from its top. */
  fit(view: Size, plane: Size, smallest = SMALLEST): void {
    const wanted = Math.min(view.width / plane.width, view.height / plane.height, 1);
    this.scale = Math.max(wanted, smallest);
    this.x = (view.width - plane.width * this.scale) / 2;
    this.y = Math.max(0, (view.height - plane.height * this.scale) / 2);
    this.#changed();
  }

  /** Brings a point of the plane to the middle of the view, as far as no room beyond the plane comes into view. */
  center(view: Size, point: { x: number; y: number }, plane: Size): void {
    this.x = within(
      view.width / 2 - point.x * this.scale,
      view.width,
      plane.width * this.scale,
    );
    this.y = within(
      view.height / 2 - point.y * this.scale,
      view.height,
      plane.height * this.scale,
    );
    this.#changed();
  }

  zoom(factor: number, x: number, y: number): void {
    const scale = Math.min(2, Math.max(0.1, this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.#changed();
  }

  move(x: number, y: number): void {
    this.x += x;
    this.y += y;
    this.#changed();
  }

  press = (event: PointerEvent): void => {
    this.#held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  drag = (event: PointerEvent): void => {
    const from = this.#held.get(event.pointerId);
    if (!from) return;
    const to = { x: event.clientX, y: event.clientY };
    const [other] = [...this.#held].filter(([id]) => id !== event.pointerId);
    this.#held.set(event.pointerId, to);
    if (!other) return this.move(to.x - from.x, to.y - from.y);
    const [, fixed] = other;
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const factor = distance(fixed, to) / Math.max(1, distance(fixed, from));
    this.zoom(factor, fixed.x - left, fixed.y - top);
  };

  release = (event: PointerEvent): void => {
    this.#held.delete(event.pointerId);
  };

  /** With Ctrl, as browsers zoom and as a pinch on a touchpad comes, the wheel zooms. */
  wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !this.#wheelMoves) return;
    event.preventDefault();
    if (!event.ctrlKey) return this.move(-event.deltaX, -event.deltaY);
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
  };

  /** Whether the key moved or zoomed. */
  key(key: string, view: Size): boolean {
    const step = 60;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [step, 0],
      ArrowRight: [-step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    };
    const move = moves[key];
    if (move) this.move(...move);
    else if (key === '+' || key === '=') this.zoom(1.25, view.width / 2, view.height / 2);
    else if (key === '-') this.zoom(0.8, view.width / 2, view.height / 2);
    else return false;
    return true;
  }
}

/** A plane that has no room in the view covers it; one that has stands in its middle. */
function within(start: number, view: number, plane: number): number {
  return plane < view ? (view - plane) / 2 : Math.min(0, Math.max(view - plane, start));
}

const distance = (one: { x: number; y: number }, other: { x: number; y: number }): number =>
  Math.hypot(one.x - other.x, one.y - other.y);
