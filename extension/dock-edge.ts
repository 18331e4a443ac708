import { LEAST_DOCK_WIDTH, MOST_DOCK_WIDTH } from './dock-width.ts';

/** Pixels by which an arrow key moves the edge. */
const STEP = 20;

interface Acts {
  /** To a width, within what is allowed. */
  resize(width: number): void;
  /** The width is as it is to be. */
  settle(): void;
  close(): void;
}

/** The left edge of a docked panel: drawn, or moved by the arrow keys, it makes the panel wider or narrower. */
export class DockEdge {
  readonly element = document.createElement('div');
  readonly #acts: Acts;
  #width = 0;

  constructor(label: string, acts: Acts) {
    this.#acts = acts;
    const { element } = this;
    element.style.cssText = STYLE;
    element.tabIndex = 0;
    element.role = 'separator';
    element.ariaOrientation = 'vertical';
    element.ariaLabel = label;
    element.title = label;
    element.ariaValueMin = String(LEAST_DOCK_WIDTH);
    element.ariaValueMax = String(MOST_DOCK_WIDTH);
    element.addEventListener('pointerdown', (event) => this.#begin(event));
    element.addEventListener('keydown', (event) => this.#press(event));
    element.addEventListener('focus', () => this.#outline(element.matches(':focus-visible')));
    element.addEventListener('blur', () => this.#outline(false));
  }

  tell(width: number): void {
    this.#width = width;
    this.element.ariaValueNow = String(width);
  }

  /** While it is drawn, the pointer is the edge's alone, over the frame as well. */
  #begin({ pointerId, isPrimary, button }: PointerEvent): void {
    if (!isPrimary || button !== 0) return;
    const { element } = this;
    const drawing = new AbortController();
    const { signal } = drawing;
    element.setPointerCapture(pointerId);
    element.addEventListener(
      'pointermove',
      ({ clientX }) => this.#acts.resize(document.documentElement.clientWidth - clientX),
      { signal },
    );
    element.addEventListener(
      'lostpointercapture',
      () => {
        drawing.abort();
        this.#acts.settle();
      },
      { signal },
    );
  }

  #press(event: KeyboardEvent): void {
    const wanted = this.#wanted(event.key);
    if (wanted === null && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (wanted === null) return this.#acts.close();
    this.#acts.resize(wanted);
    this.#acts.settle();
  }

  #wanted(key: string): number | null {
    switch (key) {
      case 'ArrowLeft':
        return this.#width + STEP;
      case 'ArrowRight':
        return this.#width - STEP;
      case 'Home':
        return LEAST_DOCK_WIDTH;
      case 'End':
        return MOST_DOCK_WIDTH;
      default:
        return null;
    }
  }

  #outline(isShown: boolean): void {
    this.element.style.background = isShown ? FOCUSED : RESTING;
  }
}

/* In colours that stand out from light pages and dark ones: nothing tells which this is. */
const RESTING = '#7d8789';
const FOCUSED = '#c98500';

const STYLE =
  'flex: none; width: 6px; height: 100%; cursor: ew-resize; touch-action: none; outline: none;' +
  `background: ${RESTING}; forced-color-adjust: none;`;
