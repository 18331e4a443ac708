/** The typed client of Waypost. */
export { createWaypost } from './client.ts';
export * from './errors.ts';
export { isContact, mentionsContact } from './contact-match.ts';
export type * from './waypost.ts';
