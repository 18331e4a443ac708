/** Whoever names a variable has written so few characters of it. */
const LONGEST_NAME = 140;

/** Where the name of a variable begins that is being written before the caret, and what of it is there. */
export function nameBefore(
  text: string,
  caret: number,
): { from: number; name: string } | undefined {
  const start = Math.max(0, caret - LONGEST_NAME);
  const found = /\{\{\s*([\w.]*)$/.exec(text.slice(start, caret));
  return found ? { from: start + found.index, name: found[1] ?? '' } : undefined;
}

/** The text with the whole of a variable in the place of what was written of it, and where the caret goes. */
export function withVariable(
  text: string,
  { from, to }: { from: number; to: number },
  name: string,
): { text: string; caret: number } {
  const whole = `{{${name}}}`;
  const after = text.slice(to).replace(/^[\w.]*\s*\}\}/, '');
  return { text: text.slice(0, from) + whole + after, caret: from + whole.length };
}

/** The variables whose name has the words in it, those that begin with them first. */
export function variablesLike(variables: readonly string[], words: string): string[] {
  const wanted = words.toLowerCase();
  const found = variables.filter((name) => name.toLowerCase().includes(wanted));
  const begins = (name: string) => name.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((name) => !begins(name))];
}
