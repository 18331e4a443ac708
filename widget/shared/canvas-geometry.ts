import type { Point } from './tree-layout.ts';

/** A part of the plane. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

export const holds = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left &&
  outer.top <= inner.top &&
  outer.right >= inner.right &&
  outer.bottom >= inner.bottom;

export const touches = (one: Box, other: Box): boolean =>
  one.left <= other.right &&
  one.right >= other.left &&
  one.top <= other.bottom &&
  one.bottom >= other.top;

export const boxOf = (one: Point, other: Point): Box => ({
  left: Math.min(one.x, other.x),
  top: Math.min(one.y, other.y),
  right: Math.max(one.x, other.x),
  bottom: Math.max(one.y, other.y),
});

/** How far something has to move to be in view, its beginning first. */
export function shift(start: number, end: number, view: number): number {
  const room = 24;
  if (start < 0 || end - start > view) return room - start;
  return end > view ? view - room - end : 0;
}

/** The line of a branch: it leaves to the right and arrives from the left. */
export function curve(from: Point, to: Point): string {
  const reach = to.x > from.x ? Math.max(24, (to.x - from.x) / 2) : 90;
  return `M${from.x},${from.y}C${from.x + reach},${from.y} ${to.x - reach},${to.y} ${to.x},${to.y}`;
}

/** Where a click on the small picture of a plane is on the plane itself, which is fitted into its middle. */
export function pointOnMap(
  map: { left: number; top: number; width: number; height: number },
  { clientX, clientY }: { clientX: number; clientY: number },
  plane: { width: number; height: number },
): Point {
  const scale = Math.min(map.width / plane.width, map.height / plane.height);
  const start = {
    x: map.left + (map.width - plane.width * scale) / 2,
    y: map.top + (map.height - plane.height * scale) / 2,
  };
  return { x: (clientX - start.x) / scale, y: (clientY - start.y) / scale };
}
