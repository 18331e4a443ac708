/**
 * The version of the API: a whole number that grows when a client of the version before would misunderstand the server,
 * or the other way round. What is only added leaves it. A server tells it at `/health/live`; client and server
 * understand each other when theirs are equal.
 */
export const API_VERSION = 1;

/** Every answer of the API says its version: what has none, or another, is no answer to a client of ours. */
export const API_VERSION_HEADER = 'waypost-api-version';

/** By this, `/health/live` says that a Waypost answers, and nothing else that is alive. */
export const SERVICE = 'waypost';
