import { z } from 'zod';
import { CampaignTarget } from './campaign-target.ts';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import { Invoice, InvoiceImport, InvoiceQuery, InvoicesImported } from './invoice.ts';
import { Id, pageOf, Paging } from './primitives.ts';
import { InteractionSurveys, OpenSurvey, SurveyReply } from './survey-answer.ts';

const byId = z.strictObject({ id: Id });
const byToken = z.strictObject({ token: z.string().min(1).max(100) });

/** The endpoints of what routings ask of customers later: targets, surveys, invoices and payments. */
export const outreachEndpoints = {
  listCampaignTargets: {
    summary: 'A campaign’s targets, oldest first, for a dialler or an export',
    access: ['entities', 'read'],
    params: byId,
    query: Paging,
    answer: pageOf(CampaignTarget),
  },
  readSurvey: {
    summary: 'The customer reads the survey that they were invited to',
    access: 'anyone',
    params: byToken,
    answer: OpenSurvey,
  },
  answerSurvey: {
    summary: 'The customer answers the survey, once',
    access: 'anyone',
    params: byToken,
    body: SurveyReply,
  },
  listInteractionSurveys: {
    summary: 'The surveys that an interaction’s customer was invited to, with the answers',
    access: 'user',
    params: byId,
    answer: InteractionSurveys,
  },
  listInvoices: {
    summary: 'List and search invoices, the newest first',
    access: ['entities', 'read'],
    query: InvoiceQuery,
    answer: pageOf(Invoice),
  },
  importInvoices: {
    summary: 'Import up to 1,000 invoices; those whose number is known are changed',
    access: ['entities', 'modify'],
    body: InvoiceImport,
    answer: InvoicesImported,
    largestBody: 2 * 1024 * 1024,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
