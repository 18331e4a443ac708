/** What is asked of any object: whether it is a promise, a node, a template, or has a form of its own. */
const askedOfAll = /^(then|nodeType|toJSON|\W.*|_.*)$/;

/**
 * Calls of which each waits until they are loaded, beside what is `there` at once. Every name is taken for that of a
 * call, save those that templates and others look for in whatever they are given.
 */
export function lateCalls<Calls extends object, There extends object = object>(
  load: () => Promise<Calls>,
  there = {} as There,
): Calls & There {
  const get = (_: unknown, name: string | symbol) => {
    if (name in there || typeof name === 'symbol' || askedOfAll.test(name))
      return there[name as keyof There];
    return async (...input: unknown[]) => {
      const calls = (await load()) as Record<string, (...input: unknown[]) => unknown>; // all that a type of calls has
      return calls[name]!(...input);
    };
  };
  return new Proxy(there, { get }) as Calls & There;
}
