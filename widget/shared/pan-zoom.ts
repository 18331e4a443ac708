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
  #held: { x: number; y: number } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get transform(): string {
    return `translate(${this.x}px,${this.y}px) scale(${this.scale})`;
  }

  /** Shows all of a plane, and nothing larger than it is; what stays too small is shown from its top. */
  fit(view: Size, plane: Size): void {
    const wanted = Math.min(view.width / plane.width, view.height / plane.height, 1);
    this.scale = Math.max(wanted, SMALLEST);
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
    this.#held = { x: event.clientX, y: event.clientY };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  drag = (event: PointerEvent): void => {
    if (!this.#held) return;
    this.move(event.clientX - this.#held.x, event.clientY - this.#held.y);
    this.#held = { x: event.clientX, y: event.clientY };
  };

  release = (): void => {
    this.#held = undefined;
  };

  /** The page scrolls on; only with Ctrl, as browsers zoom, does the wheel zoom. */
  wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
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
