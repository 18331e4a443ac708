/** The contract between the server and everything that talks to it: schemas, endpoints and socket events. */
export * from './action-type.ts';
export * from './change.ts';
export * from './channel.ts';
export * from './checkpoint.ts';
export * from './endpoint-schemas.ts';
export * from './endpoints.ts';
export * from './flow.ts';
export * from './interaction.ts';
export * from './primitives.ts';
export * from './problem.ts';
export * from './rights.ts';
export * from './routing.ts';
export * from './session.ts';
export * from './socket-events.ts';
export * from './trail.ts';
export * from './user.ts';
