/** The elements for pages that are built: importing this registers them and gives their classes and events. */
export * from './checkpoint-chips.ts';
export * from './checkpoint-settings.ts';
export * from './checkpoint-trail.ts';
export * from './contact-history.ts';
export * from './desk.ts';
export * from './entity-settings.ts';
export * from './frame.ts';
export * from './history.ts';
export * from './history-filter.ts';
export * from './history-table.ts';
export * from './interaction.ts';
export * from './panel.ts';
export * from './reply.ts';
export * from './report.ts';
export * from './routing-path.ts';
export * from './supervision.ts';
export { clientContext } from './shared/client-context.ts';
export { RetryEvent } from './shared/retry-event.ts';
