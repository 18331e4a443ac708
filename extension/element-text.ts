import { LONGEST_TEXT } from './read-contact.ts';

/** What only marks letters of a text: a number or an address may go on through it. */
const WITHIN_WORDS = new Set(
  'abbr b bdi bdo em font i mark small span strong sub sup u wbr'.split(' '),
);
const UNREAD = new Set(['script', 'style', 'noscript']);

/**
 * The text of an element as it stands there: labels, values and buttons that lie side by side are apart, whether or not
 * their page has written a space between them. Of one that is too long to be read, not all of it.
 */
export function textOf(element: Element): string {
  let text = '';
  const add = (node: Node): void => {
    if (text.length > LONGEST_TEXT) return;
    if (node.nodeType === Node.TEXT_NODE) text += (node as Text).data;
    else if (node.nodeType !== Node.ELEMENT_NODE) return;
    else {
      const { localName } = node as Element;
      if (UNREAD.has(localName)) return;
      const gap = WITHIN_WORDS.has(localName) ? '' : ' ';
      text += gap;
      for (let child = node.firstChild; child; child = child.nextSibling) add(child);
      text += gap;
    }
  };
  add(element);
  return text;
}
