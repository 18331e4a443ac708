import { WebServiceDefinition } from '../../api-client/contract/entities/web-service.ts';
import { Refusal } from '../refusal.ts';
import { readEntityRow } from '../storage/entities.ts';
import { route } from './route.ts';

export const webServiceTrialRoutes = [
  route('tryWebService', async ({ params, body, viewer, services }) => {
    const { db, clock, newId, tryWebService } = services;
    const { organisationId } = viewer;
    const id = params.id.toLowerCase();
    const row = await readEntityRow(db, { organisationId, kind: 'web-service', id });
    if (!tryWebService)
      throw new Refusal('forbidden', 'This server makes no calls to other servers.');
    const definition = WebServiceDefinition.parse(row.definition);
    const key = `trial:${newId(clock.now())}`;
    return tryWebService({ definition, ...body, db, organisationId, key });
  }),
];
