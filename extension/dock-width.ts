import { ShapeError, whole, type Shape } from './shape.ts';

/** The width of a docked panel in pixels: at first, and at least and at most. */
export const DOCK_WIDTH = 380;
export const LEAST_DOCK_WIDTH = 280;
export const MOST_DOCK_WIDTH = 640;

/** A window narrower than this has no room for a page and a panel beside it. */
export const LEAST_WINDOW = 2 * LEAST_DOCK_WIDTH;

export const dockWidth: Shape<number> = (value) => {
  const width = whole(value);
  if (width === boundedDockWidth(width)) return width;
  throw new ShapeError(`A width from ${LEAST_DOCK_WIDTH} to ${MOST_DOCK_WIDTH}`, value);
};

export function boundedDockWidth(width: number): number {
  return Math.round(Math.min(MOST_DOCK_WIDTH, Math.max(LEAST_DOCK_WIDTH, width)));
}
