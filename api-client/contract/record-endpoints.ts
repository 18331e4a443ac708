import { z } from 'zod';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import { ButtonPress, ButtonPressed, InteractionButtons } from './interaction-buttons.ts';
import { CardRecord, InteractionRecords, QualificationRecord } from './interaction-records.ts';
import { InteractionRoutings } from './interaction-routings.ts';
import {
  CardAssignment,
  CardCreation,
  CardQuery,
  CaseAssignment,
  CaseCreation,
  CaseQuery,
  Done,
  FoundCards,
  FoundCases,
  InteractionSettings,
  PaymentCreation,
  QualificationDraft,
  Unassignment,
  Undoing,
} from './interaction-settings.ts';
import { Id } from './primitives.ts';

const byId = z.strictObject({ id: Id });
const mayModify = ['interactions', 'modify'] as const;

/** The endpoints of everything about one interaction: its records, what is done to it by hand, and its buttons. */
export const recordEndpoints = {
  readInteractionRecords: {
    summary: 'What an interaction’s tabs show besides its conversation',
    access: 'user',
    params: byId,
    answer: InteractionRecords,
  },
  readInteractionCard: {
    summary: 'The linked card as its CRM has it now; asks a CRM of one’s own',
    access: 'user',
    params: byId,
    answer: CardRecord,
  },
  readInteractionRoutings: {
    summary: 'The trees that an interaction went through, without parameters',
    access: 'user',
    params: byId,
    answer: InteractionRoutings,
  },
  readInteractionSettings: {
    summary: 'What can be done to an interaction by hand, and what the forms need',
    access: 'user',
    params: byId,
    answer: InteractionSettings,
  },
  searchInteractionCards: {
    summary: 'Cards of a CRM that the interaction could be linked to',
    access: mayModify,
    params: byId,
    query: CardQuery,
    answer: FoundCards,
  },
  createInteractionCard: {
    summary: 'Make a card and link the interaction to it',
    access: mayModify,
    params: byId,
    body: CardCreation,
    answer: Done,
    status: 201,
  },
  assignInteractionCard: {
    summary: 'Link the interaction to a card that was found',
    access: mayModify,
    params: byId,
    body: CardAssignment,
    answer: Done,
  },
  unassignInteractionCard: {
    summary: 'Take the link to the card away; the card stays',
    access: mayModify,
    params: byId,
    query: Unassignment,
    answer: Done,
  },
  searchInteractionCases: {
    summary: 'Cases that the interaction could be linked to',
    access: mayModify,
    params: byId,
    query: CaseQuery,
    answer: FoundCases,
  },
  createInteractionCase: {
    summary: 'Open a case and link the interaction to it',
    access: mayModify,
    params: byId,
    body: CaseCreation,
    answer: Done,
    status: 201,
  },
  assignInteractionCase: {
    summary: 'Link the interaction to a case that is there',
    access: mayModify,
    params: byId,
    body: CaseAssignment,
    answer: Done,
  },
  unassignInteractionCase: {
    summary: 'Take the link to the case away; the case stays',
    access: mayModify,
    params: byId,
    query: Unassignment,
    answer: Done,
  },
  undoOnInteraction: {
    summary: 'Undo one’s call, as long as nobody did anything else to the same link',
    access: mayModify,
    params: byId,
    body: Undoing,
    answer: Done,
  },
  createInteractionPayment: {
    summary: 'Have an invoice or an amount paid by the interaction’s customer',
    access: mayModify,
    params: byId,
    body: PaymentCreation,
    answer: Done,
    status: 201,
  },
  cancelInteractionPayment: {
    summary: 'Call a payment off that is under way on a page of ours',
    access: mayModify,
    params: z.strictObject({ id: Id, paymentId: Id }),
    answer: Done,
  },
  qualifyInteraction: {
    summary: 'Say what the interaction was about',
    access: 'user',
    params: byId,
    body: QualificationDraft,
    answer: QualificationRecord,
    status: 201,
  },
  removeInteractionQualification: {
    summary: 'Take one’s own qualification back',
    access: 'user',
    params: z.strictObject({ id: Id, qualificationId: Id }),
  },
  listInteractionButtons: {
    summary: 'The organisation’s own buttons to show to this user here and now',
    access: 'user',
    params: byId,
    answer: InteractionButtons,
  },
  pressInteractionButton: {
    summary: 'Have a button call its web service',
    access: 'user',
    params: z.strictObject({ id: Id, buttonId: Id }),
    body: ButtonPress,
    answer: ButtonPressed,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
