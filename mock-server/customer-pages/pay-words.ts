import type { Language } from '../../api-client/contract/user.ts';
import type { PaymentOutcome } from '../routing/payments.ts';

/** What the pay page says. Outcomes are told in the customer's words, and without blame. */
export interface PayWords {
  title: string;
  pay: string;
  cancel: string;
  note: string;
  sandbox: string;
  unknownTitle: string;
  unknown: string;
  outcomes: Record<PaymentOutcome, string>;
}

export const payWords: Record<Language, PayWords> = {
  en: {
    title: 'Payment',
    pay: 'Pay now',
    cancel: 'Cancel',
    note: 'By “Pay now” you order this payment. No card number is asked for here.',
    sandbox: 'This is a sandbox: no money moves. Choose how the payment ends.',
    unknownTitle: 'No such payment',
    unknown: 'There is no payment at this address. Look whether the link is whole.',
    outcomes: {
      'payment-successful': 'Thank you: the payment has been received.',
      'payment-stopped': 'This payment was stopped; nothing has been paid.',
      'bank-transfer-error': 'The bank transfer failed; nothing has been paid.',
      'invoice-not-found': 'The invoice was not found; nothing has been paid.',
      'fraudulent-payment': 'The payment was refused; nothing has been paid.',
      'failed-payment': 'The payment failed; nothing has been paid.',
      'payment-error': 'This payment cannot be made; nothing has been paid here.',
    },
  },
  fr: {
    title: 'Paiement',
    pay: 'Payer',
    cancel: 'Annuler',
    note: 'En cliquant sur « Payer », vous ordonnez ce paiement. Aucun numéro de carte n’est demandé ici.',
    sandbox: 'Ceci est un essai : aucun argent ne circule. Choisissez l’issue du paiement.',
    unknownTitle: 'Paiement introuvable',
    unknown: 'Il n’y a pas de paiement à cette adresse. Vérifiez que le lien est complet.',
    outcomes: {
      'payment-successful': 'Merci : le paiement a bien été reçu.',
      'payment-stopped': 'Ce paiement a été arrêté ; rien n’a été payé.',
      'bank-transfer-error': 'Le virement a échoué ; rien n’a été payé.',
      'invoice-not-found': 'La facture est introuvable ; rien n’a été payé.',
      'fraudulent-payment': 'Le paiement a été refusé ; rien n’a été payé.',
      'failed-payment': 'Le paiement a échoué ; rien n’a été payé.',
      'payment-error': 'Ce paiement ne peut pas être effectué ; rien n’a été payé ici.',
    },
  },
};
