/** Interactions in the page's demo: enough to scroll through, few enough to start quickly. */
export const SMALL_DEMO = 400;
export const DEMO_SEED = 1;
