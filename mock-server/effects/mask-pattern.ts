/**
 * Finds a text however another side may write it back: as it is, in an address or a form, as an entity of HTML, and
 * in JSON, up to four times within JSON. Letters and digits are the same in all of them.
 */
export function maskPattern(text: string): RegExp {
  const parts = text.match(/\\+|[^\\]/gu) ?? [];
  const patterns = parts.map((part, index) => {
    if (part.startsWith('\\')) return backslashes(part.length);
    return spellings(part, parts[index - 1]?.startsWith('\\') ? '' : ESCAPES);
  });
  const start = text.startsWith('\\') ? '(?<!\\\\)' : ''; // a long run of them is looked at once, not from each
  return new RegExp(start + patterns.join(''), 'g');
}

/** A quote in JSON within JSON, and so on four times, has 15 of them before it. */
const ESCAPES = '\\\\{0,15}';

/**
 * Each is 16 of them in JSON that is four times in JSON. One pattern for them and for those before what comes next:
 * two beside each other would share a long run of them out in every way there is.
 */
function backslashes(count: number): string {
  return `(?:\\\\{${count},${16 * count + 15}}|(?:%(?:25)*5[cC]){${count}})`;
}

const htmlNames: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `before` is what may stand before it, where it is written as it is. */
function spellings(character: string, before: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  const others = [
    inAddress(character),
    `\\\\{1,15}${inJson(character)}`,
    ...(character === ' ' ? ['\\+'] : []),
    ...(htmlNames[character] ? [exactly(htmlNames[character])] : []),
  ];
  return `(?:${[before + exactly(character), ...others].join('|')})`;
}

/** By the numbers of its characters: none of them means anything else. */
function exactly(text: string): string {
  return unitsOf(text)
    .map((unit) => `\\u${unit}`)
    .join('');
}

/** `%C3%A9`, also where the per cent sign is written so itself. */
function inAddress(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => {
    const hex = byte.toString(16).padStart(2, '0');
    return `%(?:25)*${eitherCase(hex)}`;
  }).join('');
}

/** `u00e9`, and what is needed before the second half of a character. */
function inJson(character: string): string {
  return unitsOf(character)
    .map((unit) => `u${eitherCase(unit)}`)
    .join('\\\\{1,15}');
}

function eitherCase(hex: string): string {
  return hex.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function unitsOf(text: string): string[] {
  return text.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
}
