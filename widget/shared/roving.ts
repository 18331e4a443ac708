const steps: Record<string, (index: number, last: number) => number> = {
  Next: (index, last) => Math.min(index + 1, last),
  Previous: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

/**
 * Moves the focus through items by arrow keys, Home and End, in the direction that the page is read in.
 * Answers the index that has the focus now, or -1 when the key was another.
 */
export function moveFocus(event: KeyboardEvent, items: HTMLElement[]): number {
  const index = items.indexOf(event.target as HTMLElement);
  const step = steps[stepOf(event)];
  if (index < 0 || !step || event.ctrlKey || event.metaKey || event.altKey) return -1;
  event.preventDefault();
  const next = step(index, items.length - 1);
  items[next]?.focus();
  return next;
}

function stepOf({ key, target }: KeyboardEvent): string {
  const forward =
    getComputedStyle(target as Element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (key === 'ArrowDown' || key === forward) return 'Next';
  return key.startsWith('Arrow') ? 'Previous' : key;
}
