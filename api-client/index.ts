/** The typed client of Waypost. */
export { createWaypost } from './client.ts';
export * from './errors.ts';
export { isContact } from './contact-match.ts';
export { mentionsContact } from './contact-search.ts';
export type * from './entities-api.ts';
export type * from './people-api.ts';
export type * from './waypost.ts';
