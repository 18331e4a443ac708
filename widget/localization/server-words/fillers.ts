import { expected, kinds, valueTypes } from './parts.ts';
import type { Filler, Translate } from './sentences.ts';

/** Ways to put a value into French. `sentence` knows the server’s sentences, `part` its parts of sentences. */
export function fillersFor(sentence: Translate, part: Translate): Record<string, Filler> {
  const words: Filler = (value) => sentence(value) ?? part(value) ?? value;
  return {
    /** The server’s words, which stay English when they are new. */
    words,
    /** The server’s words, which have to be known. */
    known: sentence,
    expected: (value) => own(expected, value) ?? part(value) ?? choice(value),
    value: (value) => own(valueTypes, value) ?? value,
    /** `“one”, “other”`. */
    quoted: (value) => (/^“[^]*”$/.test(value) ? inQuotes(value.slice(1, -1), ', ') : value),
    /** `the queue “one”, the profile “other”`. */
    holders: (value) =>
      value
        .split('”, the ')
        .map((part, index, all) => {
          const whole = `${index > 0 ? 'the ' : ''}${part}${index < all.length - 1 ? '”' : ''}`;
          return words(whole);
        })
        .join(', '),
    /** `checkpoints (read, modify), users (delete)`. */
    rights: (value) => value.replaceAll(/[a-z]+/g, (word) => part(word) ?? word),
    ...ofKinds,
  };
}

/** A value may be the name of something that every object has. */
const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const OPEN = '«\u00A0';
const CLOSE = '\u00A0»';

/** `one”, “other`, in the quotation marks of French. */
const inQuotes = (value: string, between: string, french = between): string =>
  OPEN + value.split(`”${between}“`).join(CLOSE + french + OPEN) + CLOSE;

/** `“one” or “other”`. */
const choice = (value: string): string =>
  /^“[^]*”$/.test(value) ? inQuotes(value.slice(1, -1), ' or ', ' ou ') : value;

type InFrench = (words: string, isFeminine: boolean, isVowel: boolean) => string;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const article: InFrench = (words, isFeminine, isVowel) =>
  isVowel ? `l’${words}` : `${isFeminine ? 'la' : 'le'} ${words}`;

const this_: InFrench = (words, isFeminine, isVowel) =>
  `${isFeminine ? 'cette' : isVowel ? 'cet' : 'ce'} ${words}`;

const none: InFrench = (words, isFeminine) => `${isFeminine ? 'aucune' : 'aucun'} ${words}`;

const other: InFrench = (words, isFeminine) => `${isFeminine ? 'une' : 'un'} autre ${words}`;

/** Kinds of things, with what French sets before them; `e` is what it puts to the end of a participle. */
const forms: Readonly<Record<string, InFrench>> = {
  kind: (words) => words,
  le: article,
  Le: (...of) => capital(article(...of)),
  du: (words, isFeminine, isVowel) =>
    isVowel || isFeminine ? `de ${article(words, isFeminine, isVowel)}` : `du ${words}`,
  ce: this_,
  Ce: (...of) => capital(this_(...of)),
  aucun: none,
  Aucun: (...of) => capital(none(...of)),
  autre: other,
  Autre: (...of) => capital(other(...of)),
  e: (_, isFeminine) => (isFeminine ? 'e' : ''),
};

const ofKinds: Record<string, Filler> = Object.fromEntries(
  Object.entries(forms).map(([name, put]): [string, Filler] => [
    name,
    (value) => {
      const kind = own(kinds, value);
      return kind && put(kind[0], kind[1] === 'f', /^[aeéiou]/.test(kind[0]));
    },
  ]),
);
