/*
 * Invoices, as the organisation's own system imports them. Amounts are whole minor units of their currency. Each way
 * by which a routing looks for an invoice has its index, in the order in which the oldest or the most recent is taken.
 */
const waysToFind = ['customer_number', 'mobile', 'landline', 'email'];

export const invoiceStatements: string[] = [
  `create table invoices (
    organisation_id uuid not null references organisations,
    id uuid not null,
    number text not null,
    customer_number text,
    contact_name text,
    mobile text,
    landline text,
    email text,
    amount bigint not null check (amount > 0),
    currency text not null,
    due_on text,
    issued_at timestamptz not null,
    state text not null check (state in ('open', 'paid', 'cancelled')),
    name text not null,
    reference text not null,
    folded text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id)
  )`,
  `create unique index invoices_number on invoices (organisation_id, number)`,
  ...waysToFind.map(
    (column) =>
      `create index invoices_${column} on invoices (organisation_id, ${column}, issued_at, id)
        where ${column} is not null`,
  ),
];
