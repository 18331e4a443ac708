/** Where a dragged row would go: a line above or below the one that it is over. */
const MARKS = ['drop-above', 'drop-below'];

/**
 * Drags a row of a list by its handle, until the pointer is let go: `drop` is told the place to which it goes. Escape, and
 * whatever else takes the pointer away, leaves it where it is.
 */
export function dragRow(begin: PointerEvent, drop: (to: number) => void): void {
  const handle = begin.currentTarget as HTMLElement;
  const row = handle.closest('li');
  const rows = [...(row?.parentElement?.children ?? [])];
  const from = row ? rows.indexOf(row) : -1;
  if (begin.button !== 0 || !row || from < 0) return;
  begin.preventDefault();
  handle.setPointerCapture(begin.pointerId);
  row.classList.add('dragged');
  let to = from;
  const ended = new AbortController();
  const { signal } = ended;

  const move = ({ clientY }: PointerEvent) => {
    const others = rows.filter((other) => other !== row);
    // Over another one it takes that one's place.
    to = others.filter((other) => {
      const { top, bottom } = other.getBoundingClientRect();
      return (rows.indexOf(other) < from ? bottom : top) < clientY;
    }).length;
    clear(rows);
    if (to === from) return;
    const over = rows[to];
    over?.classList.add(to > from ? 'drop-below' : 'drop-above');
    over?.scrollIntoView({ block: 'nearest' });
  };
  const end = (isDropped: boolean) => {
    if (signal.aborted) return;
    ended.abort();
    clear(rows);
    row.classList.remove('dragged');
    if (isDropped && to !== from) drop(to);
  };
  handle.addEventListener('pointermove', move, { signal });
  handle.addEventListener('pointerup', () => end(true), { signal });
  handle.addEventListener('pointercancel', () => end(false), { signal });
  handle.addEventListener('lostpointercapture', () => end(false), { signal });
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault(); // the dialog around it stays
      event.stopPropagation();
      end(false);
    },
    { signal, capture: true },
  );
}

function clear(rows: readonly Element[]): void {
  for (const row of rows) row.classList.remove(...MARKS);
}
