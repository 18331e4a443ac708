import type { ActionCatalogue } from '../routing/compile.ts';
import type { ActionDefinition } from '../routing/define-action.ts';
import { addCheckpoint } from './add-checkpoint.ts';
import { assignValues } from './assign-values.ts';
import { dateTime } from './date-time.ts';
import { distributionRouting } from './distribution-routing.ts';
import { evenOddWeek } from './even-odd-week.ts';
import { loadSharing } from './load-sharing.ts';
import { messageAwaitingResponse } from './message-awaiting-response.ts';
import { messageWithChoice } from './message-with-choice.ts';
import { node } from './node.ts';
import { nthContact } from './nth-contact.ts';
import { numberOfPassages } from './number-of-passages.ts';
import { pause } from './pause.ts';
import { sendEmail } from './send-email.ts';
import { sendSms } from './send-sms.ts';
import { simpleMessage } from './simple-message.ts';
import { start } from './start.ts';
import { testSchedule } from './test-schedule.ts';
import { testValues } from './test-values.ts';
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
  distributionRouting,
  assignValues,
  testValues,
  dateTime,
  numberOfPassages,
  nthContact,
  testSchedule,
  evenOddWeek,
  webService,
] as readonly unknown[] as readonly ActionDefinition[]; // each checks its own parameters; here they are told apart by type only

/** Action types by name. */
export const actions: ActionCatalogue = new Map(
  actionList.map((definition) => [definition.type, definition]),
);
