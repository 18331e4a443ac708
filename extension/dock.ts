import { boundedDockWidth, LEAST_WINDOW } from './dock-width.ts';
import { DockEdge } from './dock-edge.ts';
import type { Dock as Settings } from './page-shapes.ts';

/** How often the panel is put back that the page takes away. */
const MOST_RETURNS = 3;

/** What is done from within the page. */
export interface DockActs {
  /** Gives the address of our page, good for one frame. */
  address(): Promise<string | null>;
  remember(width: number): void;
  close(): void;
}

/**
 * The panel at the right edge of a stranger's page: our own page in a frame, in a closed shadow root. It lies over
 * nothing: the page gets a margin as wide as the panel. Only what a page fixes to the window's right edge is behind it.
 * Of what is in the frame nothing gets out: neither its address, nor a size that goes by its content, nor a message.
 */
export class Dock {
  readonly #host = document.createElement('div');
  readonly #frame = document.createElement('iframe');
  readonly #edge: DockEdge;
  readonly #acts: DockActs;
  readonly #removing = new AbortController();
  readonly #margin = document.documentElement.style.getPropertyValue('margin-right');
  readonly #marginPriority = document.documentElement.style.getPropertyPriority('margin-right');
  #width: number;
  #returns = 0;
  #isPrinting = false;

  constructor({ width, title, resize }: Settings, acts: DockActs) {
    this.#width = width;
    this.#acts = acts;
    this.#frame.title = title;
    this.#frame.referrerPolicy = 'no-referrer';
    this.#frame.style.cssText = 'flex: 1; min-width: 0; height: 100%; border: 0';
    this.#edge = new DockEdge(resize, {
      resize: (wanted) => this.#resize(wanted),
      settle: () => acts.remember(this.#width),
      close: () => acts.close(),
    });
    this.#host.attachShadow({ mode: 'closed' }).append(this.#edge.element, this.#frame);
    const { signal } = this.#removing;
    addEventListener('resize', () => this.#fit(), { signal });
    // On paper there is the page alone.
    for (const name of ['beforeprint', 'afterprint'])
      addEventListener(name, () => this.#print(name === 'beforeprint'), { signal });
  }

  /** Stands in the page, also when the page has drawn itself anew. */
  stay(): void {
    if (this.#host.isConnected) return;
    if (this.#returns > MOST_RETURNS) return this.#pull();
    this.#returns++;
    document.documentElement.append(this.#host);
    this.#fit();
    void this.#fill();
  }

  remove(): void {
    this.#removing.abort();
    this.#host.remove();
    this.#pull();
  }

  /** Each frame, also one that comes back, has its own address: one that was used shows nothing. */
  async #fill(): Promise<void> {
    const address = await this.#acts.address();
    if (!address || this.#removing.signal.aborted) return;
    this.#frame.src = address;
  }

  #resize(width: number): void {
    this.#width = boundedDockWidth(width);
    this.#fit();
  }

  #print(isPrinting: boolean): void {
    this.#isPrinting = isPrinting;
    this.#fit();
  }

  /** Without a panel in it the page keeps its own margin, whatever becomes of the window. */
  #fit(): void {
    if (!this.#host.isConnected) return;
    const hasRoom = innerWidth >= LEAST_WINDOW && !this.#isPrinting;
    const width = Math.min(this.#width, Math.floor(innerWidth / 2));
    this.#host.style.cssText = hasRoom ? styleOf(width) : 'display: none !important';
    this.#edge.tell(width);
    if (hasRoom) this.#push(`${width}px`, 'important');
    else this.#pull();
  }

  #pull(): void {
    this.#push(this.#margin, this.#marginPriority);
  }

  #push(margin: string, priority: string): void {
    document.documentElement.style.setProperty('margin-right', margin, priority);
  }
}

/** By the object model, against which no policy of a page speaks; and of its own rules none holds. */
const styleOf = (width: number) =>
  [
    'all: initial',
    'position: fixed',
    'z-index: 2147483647',
    'inset: 0 0 0 auto',
    'display: flex',
    'contain: strict',
    `width: ${width}px`,
    'height: auto',
  ].join(' !important; ') + ' !important';
