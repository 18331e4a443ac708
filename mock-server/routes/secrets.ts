import { mayDo } from '../access/rights.ts';
import { deleteSecret, listSecrets, writeSecret } from '../storage/secrets.ts';
import { route } from './route.ts';

export const secretRoutes = [
  route('listSecrets', async ({ viewer, services: { db } }) => {
    const listed = await listSecrets(db, viewer.organisationId);
    if (mayDo(viewer, 'entities', 'read')) return listed;
    return { items: listed.items.map((secret) => ({ ...secret, uses: null })), missing: [] };
  }),

  route('writeSecret', async ({ params, body, viewer, services: { db, clock } }) =>
    writeSecret(
      db,
      viewer.organisationId,
      { name: params.name, value: body.value },
      clock.now(),
    ),
  ),

  route('deleteSecret', async ({ params, query, viewer, services: { db } }) => {
    const mayName = mayDo(viewer, 'entities', 'read');
    await deleteSecret(db, viewer.organisationId, params.name, { ...query, mayName });
    return undefined;
  }),
];
