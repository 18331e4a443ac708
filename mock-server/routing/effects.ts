import type { WebServiceDefinition } from '../../api-client/contract/entities/web-service.ts';
import type { HttpCrm } from '../../api-client/contract/entities/crm.ts';
import type { MailboxDefinition } from '../../api-client/contract/entities/mailbox.ts';

/** One e-mail, written out: nothing of it is looked up again. One address appears once among the three lists. */
export interface EmailRequest {
  /** Null sends in the operator's own name, by the operator's mail server. */
  mailbox: Pick<MailboxDefinition, 'address' | 'senderName' | 'smtp'> | null;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  /** Empty where there is only a text; and the other way round. */
  html: string;
  text: string;
}

/** Which addresses the mail server took. `reason` where one was refused, in words that a person can read. */
export interface EmailResult {
  accepted: string[];
  rejected: string[];
  reason: string | null;
}

/** `to` is E.164. An empty `from` is for the gateway to fill in with its own number. */
export interface SmsRequest {
  from: string;
  to: string;
  text: string;
}
export type SmsResult = { accepted: true } | { accepted: false; reason: string };

/** A call of a web service. Secrets are named in the definition, and put in where the call is made. */
export interface WebServiceRequest {
  /** True when a run waits for the answer: the call is then made once. */
  waited: boolean;
  definition: WebServiceDefinition;
  inputs: Record<string, string>;
  /** Paths into the answer, as `customer.address.0.city`. */
  wanted: string[];
}

/** `values` holds each wanted path; null where the answer has no such field. */
export type WebServiceResult =
  { ok: true; values: Record<string, string | null> } | { ok: false; reason: string };

/**
 * A call of a CRM that is described by data. `variables` are what the scenario's templates name, `fields` the values
 * of a new card: numbers and booleans as `readTypedValue` writes them.
 */
export type CrmRequest = {
  definition: HttpCrm;
} & (
  | { call: 'search'; scenario: string; variables: Record<string, string> }
  | { call: 'create'; object: string; fields: Record<string, string> }
  | { call: 'read'; object: string; id: string }
);

/** A card of a CRM, as an interaction links it. `address` opens it, where the CRM has pages. */
export interface CrmCard {
  id: string;
  label: string;
  address: string | null;
  /** Its fields, where the card was read: in their stored form, without those that are empty. */
  fields?: Record<string, string>;
}
export type CrmResult = { ok: true; cards: CrmCard[] } | { ok: false; reason: string };

/** A payment as its module is asked for it. `amount` is in whole minor units of the currency. */
export interface PaymentRequest {
  paymentId: string;
  moduleId: string;
}
export type PaymentAnswer = { ok: true; payAddress: string } | { ok: false; reason: string };

/** A message of a conversation on its way out through a webhook channel. */
export interface ChannelMessageRequest {
  channelId: string;
  messageId: string;
}
export type ChannelMessageResult = { delivered: true } | { delivered: false; reason: string };

/** Everything that is done outside, by kind: what is asked, and what comes back. */
export interface Effects {
  email: { request: EmailRequest; result: EmailResult };
  sms: { request: SmsRequest; result: SmsResult };
  'web-service': { request: WebServiceRequest; result: WebServiceResult };
  crm: { request: CrmRequest; result: CrmResult };
  payment: { request: PaymentRequest; result: PaymentAnswer };
  'channel-message': { request: ChannelMessageRequest; result: ChannelMessageResult };
}
export type EffectKind = keyof Effects;
export type EffectRequest<Kind extends EffectKind> = Effects[Kind]['request'];
export type EffectResult<Kind extends EffectKind> = Effects[Kind]['result'];

/** An effect as a step hands it over. */
export type QueuedEffect = {
  [Kind in EffectKind]: { kind: Kind; request: EffectRequest<Kind> };
}[EffectKind];
