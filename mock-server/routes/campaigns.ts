import { listTargets } from '../storage/campaigns.ts';
import { route } from './route.ts';

export const campaignRoutes = [
  route('listCampaignTargets', async ({ params, query, viewer, services: { db } }) => {
    const campaign = {
      organisationId: viewer.organisationId,
      campaignId: params.id.toLowerCase(),
    };
    return listTargets(db, campaign, query);
  }),
];
