/**
 * Where code of the extension runs; `page` is in the pages of granted sites, `pick` in one of them on demand, `docked` in
 * our own page inside of them. Each has one entry point, which lists the features of its place.
 */
export type Place =
  | 'background'
  | 'sidepanel'
  | 'options'
  | 'supervision'
  | 'interactions'
  | 'page'
  | 'pick'
  | 'docked';

/** One thing that the extension does. All that it listens to or shows ends when the signal aborts. */
export interface Feature<In extends Place = Place> {
  /** Named as its file. */
  id: string;
  runsIn: In;
  /**
   * Starts it. In the background every listener must be added before this returns: an event that wakes the
   * worker is lost to a listener that comes later.
   */
  init(signal: AbortSignal): void;
}

export function defineFeature<In extends Place>(feature: Feature<In>): Feature<In> {
  return feature;
}

/** Starts the features of a place; one that fails does not keep the others from starting. The answer stops them. */
export function runFeatures<In extends Place>(
  place: In,
  features: readonly Feature<NoInfer<In>>[],
): AbortController {
  const running = new AbortController();
  for (const { id, init } of features) {
    try {
      init(running.signal);
    } catch (cause) {
      reportError(new Error(`The feature ‘${id}’ did not start in ${place}.`, { cause }));
    }
  }
  return running;
}
