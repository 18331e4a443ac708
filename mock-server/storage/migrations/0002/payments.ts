/*
 * Payments, each with the link by which it is paid. An invoice has one payment under way at most: who is asked again
 * gets the same link, so that nobody is charged twice. Waiters are the interactions that wait for the outcome.
 */
export const paymentStatements: string[] = [
  `create table payments (
    organisation_id uuid not null references organisations,
    id uuid not null,
    interaction_id uuid not null,
    key text not null,
    token text not null,
    module_id uuid not null,
    provider text not null check (provider in ('internal', 'sandbox', 'http')),
    own_page boolean not null,
    invoice_id uuid,
    amount bigint not null check (amount > 0),
    currency text not null,
    name text not null,
    reference text not null,
    details jsonb not null,
    state text not null,
    pay_address text,
    link_sent boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create unique index payments_key on payments (organisation_id, key)`,
  `create unique index payments_token on payments (token)`,
  `create unique index payments_under_way on payments (organisation_id, invoice_id)
    where invoice_id is not null and state in ('created', 'pending')`,
  `create table payment_waiters (
    organisation_id uuid not null,
    payment_id uuid not null,
    interaction_id uuid not null,
    primary key (organisation_id, payment_id, interaction_id),
    foreign key (organisation_id, payment_id) references payments on delete cascade
  )`,
  `create index entities_payment_modules on entities (id) where kind = 'payment-module'`,
];
