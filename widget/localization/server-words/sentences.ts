/**
 * The server’s sentences in English, with what it puts in as `{0}`, `{1}` …, and the same in French. In French, a place
 * may say how its value is to be put: `{1:words}`; without, it comes through as it is.
 */
export type Sentences = Readonly<Record<string, string>>;

/** Puts a value in; undefined when it is none of those that this is for: then the whole sentence is another one. */
export type Filler = (value: string) => string | undefined;

type Piece = string | { place: number; fill: Filler };

interface Template {
  /** It begins with another sentence, which has to be known. */
  isAdded: boolean;
  /** What is fixed: before, between and after the values. */
  head: string;
  between: readonly string[];
  tail: string;
  pieces: readonly Piece[];
}

/** What the server says in other words; undefined for what is in no table. */
export type Translate = (sentence: string) => string | undefined;

/**
 * What is added to a sentence is looked for first: the sentence alone may end in a value that would take all of it in.
 * Then, the more of a template is fixed, the earlier it is tried: `{0} refused.` fits much.
 */
export function translator(
  tables: readonly Sentences[],
  fillers: Readonly<Record<string, Filler>>,
): Translate {
  const whole = new Map<string, string>();
  const templates: Template[] = [];
  for (const [source, target] of tables.flatMap((table) => Object.entries(table))) {
    const [head = '', ...rest] = fixedParts(source);
    const words = withFixedSpaces(target);
    if (rest.length === 0) whole.set(source, words);
    else {
      const pieces = piecesOf(words, fillers);
      const isAdded = words.startsWith('{0:known}');
      templates.push({ isAdded, head, between: rest.slice(0, -1), tail: rest.at(-1)!, pieces });
    }
  }
  templates.sort(
    (one, other) =>
      Number(other.isAdded) - Number(one.isAdded) || fixedLength(other) - fixedLength(one),
  );
  const fitting = new Map<string, readonly Template[]>();

  return (sentence) => {
    const known = whole.get(sentence);
    if (known !== undefined) return known;
    for (const template of beginningWith(sentence.charAt(0))) {
      const values = valuesIn(sentence, template);
      const words = values && fill(template, values);
      if (words !== undefined) return words;
    }
    return undefined;
  };

  /** Those that a sentence with this first letter may be. */
  function beginningWith(first: string): readonly Template[] {
    let found = fitting.get(first);
    if (!found) {
      found = templates.filter(({ head }) => head === '' || head.startsWith(first));
      fitting.set(first, found);
    }
    return found;
  }
}

/** A value may hold anything: it is looked for by what stands around it, never by a pattern. */
function valuesIn(sentence: string, { head, between, tail }: Template): string[] | undefined {
  const end = sentence.length - tail.length;
  if (end < head.length || !sentence.startsWith(head) || !sentence.endsWith(tail))
    return undefined;
  const values: string[] = [];
  let from = head.length;
  for (const part of between) {
    const to = sentence.indexOf(part, from);
    if (to < 0 || to + part.length > end) return undefined;
    values.push(sentence.slice(from, to));
    from = to + part.length;
  }
  return [...values, sentence.slice(from, end)];
}

function fill({ pieces }: Template, values: readonly string[]): string | undefined {
  let words = '';
  for (const piece of pieces) {
    const part = typeof piece === 'string' ? piece : piece.fill(values[piece.place] ?? '');
    if (part === undefined) return undefined;
    words += part;
  }
  return words;
}

const fixedParts = (source: string): string[] => source.split(/\{\d+\}/);

function piecesOf(target: string, fillers: Readonly<Record<string, Filler>>): Piece[] {
  const asItIs: Filler = (value) => value;
  return target.split(/(\{\d+(?::\w+)?\})/).map((part) => {
    const [, place, filler] = /^\{(\d+)(?::(\w+))?\}$/.exec(part) ?? [];
    if (place === undefined) return part;
    return { place: Number(place), fill: filler ? (fillers[filler] ?? asItIs) : asItIs };
  });
}

const fixedLength = ({ head, between, tail }: Template): number =>
  head.length + tail.length + between.reduce((sum, part) => sum + part.length, 0);

/** French sets a space before `:` and its like and inside « », where no line may break. */
const withFixedSpaces = (words: string): string =>
  words.replaceAll(/« | (?=[»:;?!])/g, (spaced) => spaced.replace(' ', '\u00A0'));
