import { z } from 'zod';
import { CampaignTarget } from './campaign-target.ts';
import { Id, pageOf, Paging } from './primitives.ts';

const byId = z.strictObject({ id: Id });

/** The endpoints of what routings ask of customers later: targets, surveys, invoices and payments. */
export const outreachEndpoints = {
  listCampaignTargets: {
    summary: 'A campaign’s targets, oldest first, for a dialler or an export',
    access: ['entities', 'read'],
    params: byId,
    query: Paging,
    answer: pageOf(CampaignTarget),
  },
} as const;
