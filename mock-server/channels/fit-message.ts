import type { ChannelLimits } from '../../api-client/contract/channel-limits.ts';

export interface Choice {
  id: string;
  label: string;
}

/** One message as a channel can show it. With `text` there are no choices beside it. */
export interface FittedMessage {
  kind: 'text' | 'buttons' | 'list';
  text: string;
  choices: readonly Choice[];
}

/**
 * A message as one or more that the channel can show: choices as buttons when they fit, else as a list, else as
 * numbered lines of the text, by whose number the customer can answer. Too long a text goes on in the next message;
 * the last one has the choices. Blanks at the ends of messages aside, nothing is lost. Empty when there is nothing.
 */
export function fitMessage(
  { text, choices }: { text: string; choices: readonly Choice[] },
  limits: ChannelLimits,
): FittedMessage[] {
  const kind = text.trim() === '' ? 'text' : formOf(choices, limits);
  if (kind === 'text') {
    return splitText(withNumbers(text, choices), limits.text).map((part) => asText(part));
  }
  const parts = splitText(text, limits.text);
  const above = splitText(parts.pop() ?? '', Math.min(limits.choiceText, limits.text));
  const last = above.pop() ?? '';
  return [...[...parts, ...above].map((part) => asText(part)), { kind, text: last, choices }];
}

function asText(text: string): FittedMessage {
  return { kind: 'text', text, choices: [] };
}

/** The first form that can show these choices. */
export function formOf(
  choices: readonly Choice[],
  { buttons, list }: ChannelLimits,
): FittedMessage['kind'] {
  const labels = choices.map(({ label }) => label.trim());
  const canBeShown = labels.length > 0 && new Set(labels).size === labels.length;
  if (!canBeShown || labels.includes('')) return 'text'; // channels refuse empty labels, and the same one twice
  const fits = (offer: ChannelLimits['buttons']) =>
    offer !== null &&
    labels.length <= offer.most &&
    choices.every(({ label }) => label.length <= offer.length);
  return fits(buttons) ? 'buttons' : fits(list) ? 'list' : 'text';
}

function withNumbers(text: string, choices: readonly Choice[]): string {
  if (choices.length === 0) return text;
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  return text.trim() === '' ? lines.join('\n') : `${text}\n\n${lines.join('\n')}`;
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Texts of at most so many UTF-16 units that begin and end with words. Only a longer word is broken, between characters. */
export function splitText(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = lastGap(rest, longest) || lastCharacter(rest, longest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Where the last word that fits whole ends: at the end of a line if it does not waste half the message. */
function lastGap(text: string, longest: number): number {
  const line = text.lastIndexOf('\n', longest);
  if (line > longest / 2) return line;
  for (let end = longest; end > 0; end--) {
    if (/\s/.test(text[end] ?? '')) return end;
  }
  return 0;
}

function lastCharacter(text: string, longest: number): number {
  let end = 0;
  for (const { segment, index } of characters.segment(text.slice(0, longest + 100))) {
    if (index + segment.length > longest) break;
    end = index + segment.length;
  }
  if (end > 0) return end;
  const half = text.codePointAt(longest - 1) ?? 0; // one character that is longer than a whole message
  return half > 0xffff ? longest - 1 : longest;
}
