import { sayAmount } from './money.ts';
import type { StartedPayment } from './records/payments.ts';

/** What a customer reads with the link by which they pay. */
export function paymentNotice(
  { amount, currency, name }: StartedPayment,
  address: string,
  language: string,
): { subject: string; text: string } {
  const sum = sayAmount(amount, currency, language);
  const what = name ? ` (${name})` : '';
  return language === 'fr'
    ? {
        subject: `Paiement de ${sum}${what}`,
        text: `Pour payer ${sum}${what}, ouvrez cette adresse : ${address}`,
      }
    : {
        subject: `Payment of ${sum}${what}`,
        text: `To pay ${sum}${what}, open this address: ${address}`,
      };
}
