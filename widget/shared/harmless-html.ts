import { render } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** HTML of somebody else, of which nothing runs, leads away or is fetched. */
export interface HarmlessHtml {
  /** In a document that is nowhere; their styles are in the attribute `STYLE`. */
  nodes: readonly Node[];
  /** What stood in its `<style>` elements. */
  styles: readonly string[];
  /** How many pictures are left out, since they would be fetched from elsewhere. */
  pictures: number;
}

/** Where an element’s own style is: a policy of the page would take the real attribute away. */
export const STYLE = 'data-own-style';

/** What has no place in a page that is only looked at. */
const REMOVED =
  'script, link, meta, base, title, iframe, frame, frameset, object, embed, applet, template, portal, fencedframe';

/** What leads away, fetches, or takes the keyboard. */
const LEADING =
  /^(on.*|href|xlink:href|action|formaction|ping|target|srcset|srcdoc|background|poster|data|autofocus|autoplay|accesskey|contenteditable|tabindex)$/i;

/**
 * Takes HTML apart in a document of its own, in which no script runs and no picture is fetched. What comes out of it is
 * still to be shown where scripts are switched off: this is the second of two locks.
 */
export function harmlessHtml(html: string): HarmlessHtml {
  const inert = document.implementation.createHTMLDocument('');
  const place = inert.createElement('div');
  // lit’s own policy is the one that a page with Trusted Types has; nothing of this reaches the page’s document.
  render(unsafeHTML(withoutBody(html)), place, { creationScope: inert });
  for (const element of place.querySelectorAll(REMOVED)) element.remove();
  const sheets = [...place.querySelectorAll('style')];
  const styles = sheets.map((sheet) => sheet.textContent);
  for (const sheet of sheets) sheet.remove();
  let pictures = 0;
  for (const element of place.querySelectorAll('*')) pictures += disarm(element);
  return { nodes: [...place.childNodes], styles, pictures };
}

/** A piece of HTML has no body; what is said of it stays as a block around the rest. */
const withoutBody = (html: string): string => html.replace(/<(\/?)body(?=[\s>/])/gi, '<$1div');

/** How many pictures it had. */
function disarm(element: Element): number {
  let pictures = 0;
  for (const { name, value } of [...element.attributes]) {
    if (name === 'href' && element.localName === 'a') element.setAttribute('title', value);
    if (name === 'style') element.setAttribute(STYLE, value);
    const isFetched = name === 'src' && !/^\s*data:image\//i.test(value);
    if (isFetched || name === 'background') pictures++;
    if (isFetched || name === 'style' || LEADING.test(name)) element.removeAttribute(name);
  }
  return pictures;
}
