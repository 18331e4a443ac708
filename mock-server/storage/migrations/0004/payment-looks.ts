/**
 * When a payment is looked at next, whether it came to its end, and how often it was; null when that is not needed any
 * more. Those that are under way already are looked at, too.
 */
export const paymentLookStatements: string[] = [
  `alter table payments add column look_at timestamptz, add column looks integer not null default 0`,
  `update payments set look_at = case when own_page then created_at + interval '7 days' else now() end
    where state in ('created', 'pending')`,
  `create index payments_look_at on payments (look_at) where look_at is not null`,
];
