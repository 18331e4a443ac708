import { z } from 'zod';
import type { ActionContext } from './action-context.ts';
import { magicText } from './fields.ts';
import { invoiceChoice } from './invoice-choice.ts';
import { isEmailAddress } from './mail-addresses.ts';
import { isCurrency, readAmount } from './money.ts';
import { readPhoneKind } from './phone-kind.ts';
import type { PaymentOutcome } from './payments.ts';
import type { PaymentDraft } from './records/payments.ts';

const optional = (title: string, max = 300) => magicText(title, { min: 0, max }).default('');

/** What is to be paid: an invoice, or an amount that the routing says. */
export const PaymentSubject = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('invoice'), ...invoiceChoice }),
    z.strictObject({
      type: z.literal('amount'),
      amount: magicText('Amount', { max: 300 }),
      currency: magicText('Currency', { max: 300 }),
      invoiceName: optional('Invoice name'),
      invoiceReference: optional('Invoice reference'),
      customerReference: optional('Customer reference'),
      comment: optional('Comment', 1000),
      customData: optional('Customized data', 4096),
      mobile: optional('Mobile phone number (with its country code)'),
      landline: optional('Fixed phone number'),
      email: optional('Email'),
    }),
  ])
  .meta({ title: 'Type' });
type PaymentSubject = z.output<typeof PaymentSubject>;

/** What is paid, and whom it is about, as far as the routing knows. */
export type ReadSubject = Pick<PaymentDraft, 'subject' | 'name' | 'reference' | 'details'> & {
  currency: string;
};
interface Unpayable {
  branch: PaymentOutcome;
  reason: string;
}

export async function readSubject(
  given: PaymentSubject,
  context: ActionContext,
): Promise<ReadSubject | Unpayable> {
  return given.type === 'invoice' ? findInvoice(given, context) : readOwnAmount(given, context);
}

async function findInvoice(
  choice: Extract<PaymentSubject, { type: 'invoice' }>,
  { records }: ActionContext,
): Promise<ReadSubject | Unpayable> {
  const invoice = await records.invoices.find(choice);
  if (!invoice)
    return { branch: 'invoice-not-found', reason: 'No invoice has the value that was given.' };
  const { id, currency, number, name, reference, customerNumber } = invoice;
  const { mobile, landline, email } = invoice;
  const customerReference = customerNumber ?? '';
  return {
    subject: { invoiceId: id },
    currency,
    name: name || number,
    reference: reference || number,
    details: { customerReference, comment: '', customData: '', mobile, landline, email },
  };
}

function readOwnAmount(
  given: Extract<PaymentSubject, { type: 'amount' }>,
  { locale }: ActionContext,
): ReadSubject | Unpayable {
  const wrong = (reason: string): Unpayable => ({ branch: 'payment-error', reason });
  const currency = given.currency.trim().toUpperCase();
  if (!isCurrency(currency)) return wrong('The currency is none of ISO 4217.');
  const amount = readAmount(given.amount, currency, locale, { mostDecimals: 2 });
  if (amount === undefined)
    return wrong(
      `The amount is none above 0 with the decimals that ${currency} has, at most 2.`,
    );
  const mobile = given.mobile.trim();
  const mobileRead = /^(\+|00)/.test(mobile) && readPhoneKind(mobile, locale.region);
  if (mobile !== '' && !mobileRead)
    return wrong('The mobile number is no phone number with its country code.');
  const landline = given.landline.trim();
  const landlineRead = readPhoneKind(landline, locale.region);
  if (landline !== '' && !landlineRead) return wrong('The fixed phone number is none.');
  const email = given.email.trim();
  if (email !== '' && !isEmailAddress(email)) return wrong('The e-mail address is none.');
  const { invoiceName, invoiceReference, customerReference, comment, customData } = given;
  return {
    subject: { amount, currency },
    currency,
    name: invoiceName.trim(),
    reference: invoiceReference.trim(),
    details: {
      customerReference: customerReference.trim(),
      comment,
      customData,
      mobile: mobileRead ? mobileRead.number : null,
      landline: landlineRead?.number ?? null,
      email: email || null,
    },
  };
}
