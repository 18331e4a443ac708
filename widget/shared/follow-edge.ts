/** The edge of something that is so wide, in pixels, follows the pointer that pressed it, until it is let go. */
export function followEdge(
  event: PointerEvent,
  from: number,
  wanted: (width: number) => void,
): void {
  const edge = event.currentTarget as HTMLElement;
  event.preventDefault();
  edge.setPointerCapture(event.pointerId);
  const sign = edge.matches(':dir(rtl)') ? -1 : 1;
  const follow = ({ clientX }: PointerEvent) => wanted(from + sign * (clientX - event.clientX));
  edge.addEventListener('pointermove', follow);
  for (const end of ['pointerup', 'pointercancel'] as const)
    edge.addEventListener(end, () => edge.removeEventListener('pointermove', follow), {
      once: true,
    });
}
