import { deleteSecret, listSecrets, writeSecret } from '../storage/secrets.ts';
import { route } from './route.ts';

export const secretRoutes = [
  route('listSecrets', async ({ viewer, services: { db } }) => ({
    items: await listSecrets(db, viewer.organisationId),
  })),

  route('writeSecret', async ({ params, body, viewer, services: { db, clock } }) =>
    writeSecret(
      db,
      viewer.organisationId,
      { name: params.name, value: body.value },
      clock.now(),
    ),
  ),

  route('deleteSecret', async ({ params, viewer, services: { db } }) => {
    await deleteSecret(db, viewer.organisationId, params.name);
    return undefined;
  }),
];
