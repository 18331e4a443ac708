/** Payments that were made though another one had paid the same invoice: money to be given back. */
export const duplicatePaymentStatements: string[] = [
  `alter table payments add column duplicate boolean not null default false`,
  `create index payments_successful on payments (organisation_id, invoice_id)
    where invoice_id is not null and state = 'payment-successful'`,
];
