import type { ActionCatalogue } from '../routing/compile.ts';
import type { ActionDefinition } from '../routing/define-action.ts';
import { addCheckpoint } from './add-checkpoint.ts';
import { associateCrmV2Card } from './associate-crm-v2-card.ts';
import { assignValues } from './assign-values.ts';
import { associateCase } from './associate-case.ts';
import { associateCrmCard } from './associate-crm-card.ts';
import { createCase } from './create-case.ts';
import { createCrmCard } from './create-crm-card.ts';
import { createTask } from './create-task.ts';
import { createCrmV2Card } from './create-crm-v2-card.ts';
import { dateTime } from './date-time.ts';
import { dissociateCase } from './dissociate-case.ts';
import { distributionQueue } from './distribution-queue.ts';
import { distributionRouting } from './distribution-routing.ts';
import { distributionUser } from './distribution-user.ts';
import { evenOddWeek } from './even-odd-week.ts';
import { fillFromDatabase } from './fill-from-database.ts';
import { insertSmsTarget } from './insert-sms-target.ts';
import { insertVoiceTarget } from './insert-voice-target.ts';
import { insertWhatsappTarget } from './insert-whatsapp-target.ts';
import { loadSharing } from './load-sharing.ts';
import { messageAwaitingResponse } from './message-awaiting-response.ts';
import { messageWithChoice } from './message-with-choice.ts';
import { modifyCase } from './modify-case.ts';
import { modifyDatabase } from './modify-database.ts';
import { node } from './node.ts';
import { nthContact } from './nth-contact.ts';
import { numberOfPassages } from './number-of-passages.ts';
import { pause } from './pause.ts';
import { payInvoice } from './pay-invoice.ts';
import { saveToDatabase } from './save-to-database.ts';
import { searchInvoice } from './search-invoice.ts';
import { sendEmail } from './send-email.ts';
import { sendSms } from './send-sms.ts';
import { simpleMessage } from './simple-message.ts';
import { start } from './start.ts';
import { survey } from './survey.ts';
import { testSchedule } from './test-schedule.ts';
import { testValues } from './test-values.ts';
import { valuesTable } from './values-table.ts';
import { webService } from './web-service.ts';

/** Every action type, in the order a palette shows them. */
export const actionList = [
  start,
  loadSharing,
  addCheckpoint,
  pause,
  node,
  simpleMessage,
  messageAwaitingResponse,
  messageWithChoice,
  sendEmail,
  sendSms,
  distributionQueue,
  distributionRouting,
  distributionUser,
  associateCase,
  dissociateCase,
  createCase,
  modifyCase,
  associateCrmCard,
  createCrmCard,
  associateCrmV2Card,
  createCrmV2Card,
  createTask,
  assignValues,
  testValues,
  valuesTable,
  fillFromDatabase,
  saveToDatabase,
  modifyDatabase,
  dateTime,
  numberOfPassages,
  nthContact,
  testSchedule,
  evenOddWeek,
  webService,
  insertWhatsappTarget,
  insertVoiceTarget,
  insertSmsTarget,
  survey,
  searchInvoice,
  payInvoice,
] as readonly unknown[] as readonly ActionDefinition[]; // each checks its own parameters; here they are told apart by type only

/** Action types by name. */
export const actions: ActionCatalogue = new Map(
  actionList.map((definition) => [definition.type, definition]),
);
