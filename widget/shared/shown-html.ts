import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from './define.ts';
import { WaypostElement } from './element.ts';
import { harmlessHtml, STYLE } from './harmless-html.ts';

/** What a mail reader begins with; what is sent goes over it. */
const READER = `
  :root { color-scheme: light; background: #fff; color: #000; }
  body { margin: 12px; font: 14px/1.4 Arial, Helvetica, sans-serif; overflow-wrap: anywhere; }
  a { color: #0645ad; text-decoration: underline; }
  img { max-width: 100%; }
  img:not([src]) { display: inline-block; min-width: 24px; min-height: 24px; outline: 1px dashed #767676; }
`;

/** The HTML was taken in: `pictures` of it are not shown. */
export class HtmlShownEvent extends Event {
  readonly pictures: number;

  constructor(pictures: number) {
    super('waypost-html-shown');
    this.pictures = pictures;
  }
}

/**
 * HTML as its reader sees it, in a frame in which scripts are switched off, forms and windows, too, and whose own policy lets
 * nothing be fetched. The frame is of the page’s origin, so that the page can give it its styles and see how high it is: it
 * is the page that reaches into it, and nothing within reaches out.
 */
export class WaypostShownHtml extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    css`
      iframe {
        display: block;
        inline-size: 100%;
        block-size: 40px;
        max-block-size: 60vh;
        border: 1px solid var(--_line-strong);
        border-radius: var(--_radius);
        background: #fff;
      }
    `,
  ];

  @property() html = '';

  /** What the frame is called. */
  @property() label = '';

  #size: ResizeObserver | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
  }

  protected override render(): TemplateResult {
    return html`<iframe
      title=${this.label}
      sandbox="allow-same-origin"
      srcdoc="&lt;!doctype html&gt;&lt;meta http-equiv='Content-Security-Policy' content=&quot;default-src 'none'; img-src data:; style-src 'unsafe-inline'&quot;&gt;&lt;title&gt;&lt;/title&gt;"
      @load=${this.#fill}
    ></iframe>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('html')) this.#fill();
  }

  #fill = (): void => {
    const frame = this.find<HTMLIFrameElement>('iframe');
    const inner = frame?.contentDocument;
    const view = inner?.defaultView;
    // The frame has an empty page before its own one, of which nothing stays.
    if (!frame || !inner || !view || !inner.querySelector('meta')) return;
    const { nodes, styles, pictures } = harmlessHtml(this.html);
    inner.documentElement.lang = this.lang;
    inner.body.replaceChildren(...nodes.map((node) => inner.importNode(node, true)));
    for (const element of inner.querySelectorAll<HTMLElement>(`[${STYLE}]`))
      element.style.cssText = element.getAttribute(STYLE) ?? '';
    const { CSSStyleSheet: Sheet } = view as unknown as typeof globalThis; // a window has the global classes
    inner.adoptedStyleSheets = [READER, ...styles].map((text) => {
      const sheet = new Sheet();
      sheet.replaceSync(text);
      return sheet;
    });
    this.#follow(frame, inner);
    this.dispatchEvent(new HtmlShownEvent(pictures));
  };

  /** As high as what is in it. */
  #follow(frame: HTMLIFrameElement, inner: Document): void {
    this.#size?.disconnect();
    this.#size = new ResizeObserver(() => {
      const { marginTop, marginBottom } = getComputedStyle(inner.body);
      const margins = parseFloat(marginTop) + parseFloat(marginBottom);
      const { height } = inner.body.getBoundingClientRect();
      frame.style.blockSize = `${Math.ceil(height + margins) + 2}px`;
    });
    this.#size.observe(inner.body);
  }
}

define('waypost-shown-html', WaypostShownHtml);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-shown-html': WaypostShownHtml;
  }
}
