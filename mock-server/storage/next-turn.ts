/** Runs something when all that is ready now has run. */
export const nextTurn: (task: () => void) => void =
  typeof setImmediate === 'function' ? setImmediate : (task) => setTimeout(task, 0);

/**
 * A read that callers of the same moment share when they ask for the same. It begins after the last of them asked,
 * so nobody gets anything older than the own question.
 */
export function shared<Value>(
  read: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const waiting = new Map<string, Promise<Value>>();
  return (key) => {
    const joined = waiting.get(key);
    if (joined) return joined;
    const begun = new Promise<void>((resolve) => nextTurn(resolve)).then(() => {
      waiting.delete(key);
      return read(key);
    });
    waiting.set(key, begun);
    return begun;
  };
}
