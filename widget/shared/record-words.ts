import { msg } from '@lit/localize';
import type { RecordField } from '../../api-client/contract/interaction-records.ts';
import type { InvoiceState } from '../../api-client/contract/invoice.ts';
import type { PaymentState } from '../../api-client/contract/payment.ts';
import { formattingLanguage } from '../localization/locale.ts';

/** The words for what records hold, in the language of the page. */
const payments: Record<PaymentState, () => string> = {
  created: () => msg('Being prepared'),
  pending: () => msg('Waits for the customer'),
  'payment-successful': () => msg('Paid'),
  'payment-stopped': () => msg('Called off'),
  'failed-payment': () => msg('Refused'),
  'fraudulent-payment': () => msg('Refused as fraudulent'),
  'bank-transfer-error': () => msg('Bank transfer failed'),
  'invoice-not-found': () => msg('Invoice not found'),
  'payment-error': () => msg('Failed'),
};

export const paymentWords = (state: PaymentState): string => payments[state]();

/** The class of theme.ts that a payment is coloured by; its word always stands beside. */
export const paymentTone = (state: PaymentState): string => {
  if (state === 'payment-successful') return 'good';
  if (state === 'created' || state === 'pending') return 'live';
  return state === 'payment-stopped' ? 'quiet' : 'bad';
};

const invoices: Record<InvoiceState, () => string> = {
  open: () => msg('Open'),
  paid: () => msg('Paid'),
  cancelled: () => msg('Cancelled'),
};

export const invoiceWords = (state: InvoiceState): string => invoices[state]();

export const invoiceTone = (state: InvoiceState): string =>
  state === 'open' ? 'warn' : state === 'paid' ? 'good' : 'quiet';

export function moneyWords({ amount, currency }: { amount: string; currency: string }): string {
  const format = new Intl.NumberFormat(formattingLanguage(), { style: 'currency', currency });
  return format.format(Number(amount));
}

/** A day as `2026-11-20`, written out; anything else as it is. */
export function dayWords(day: string): string {
  const at = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  const format = new Intl.DateTimeFormat(formattingLanguage(), {
    timeZone: 'UTC',
    dateStyle: 'medium',
  });
  return format.format(at);
}

/** The value of a field as a person reads it. */
export function fieldWords({ type, value }: Pick<RecordField, 'type' | 'value'>): string {
  if (value === null || value === '') return '–';
  if (type === 'boolean') return value === 'true' ? msg('Yes') : msg('No');
  if (type === 'date' && value.length === 10) return dayWords(value);
  if (type === 'number' && Number.isFinite(Number(value)))
    return new Intl.NumberFormat(formattingLanguage(), { maximumFractionDigits: 20 }).format(
      Number(value),
    );
  return value;
}
