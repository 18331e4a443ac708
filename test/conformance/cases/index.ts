import type { ActionType } from '../../../api-client/contract/action-type.ts';
import type { ConformanceCase } from '../stage.ts';
import { campaignCases } from './campaigns.ts';
import { caseCases } from './cases.ts';
import { crmCases } from './crm.ts';
import { dataCases } from './data.ts';
import { databaseCases } from './databases.ts';
import { distributionCases } from './distribution.ts';
import { interconnectionCases } from './interconnection.ts';
import { messagingCases } from './messaging.ts';
import { payInvoiceCases } from './pay-invoice.ts';
import { searchInvoiceCases } from './search-invoice.ts';
import { sendingCases } from './sending.ts';
import { surveyCases } from './survey.ts';
import { timeCases } from './time.ts';
import { treeCases } from './tree.ts';

/** Every case, by the chapter of the specification that its action belongs to. */
export const conformanceCases: Record<ActionType['group'], ConformanceCase[]> = {
  tree: treeCases,
  messaging: messagingCases,
  sending: sendingCases,
  distribution: distributionCases,
  cases: [...caseCases, ...crmCases],
  data: [...dataCases, ...databaseCases],
  time: timeCases,
  interconnection: interconnectionCases,
  campaigns: campaignCases,
  survey: surveyCases,
  payment: [...searchInvoiceCases, ...payInvoiceCases],
};
