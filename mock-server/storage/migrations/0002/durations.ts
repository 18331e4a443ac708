/** In milliseconds, an integer ends after 24 days: a pause may last longer, and so may a wait for an advisor. */
export const durationStatements: string[] = [
  `alter table interaction_events alter column duration_ms type bigint`,
];
