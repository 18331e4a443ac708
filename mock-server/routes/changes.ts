import { route } from './route.ts';

export const changeRoutes = [
  route('listChanges', async ({ query, viewer, services: { hub } }) =>
    hub.list({ kind: 'user', ...viewer }, query.scope, query.since),
  ),
];
