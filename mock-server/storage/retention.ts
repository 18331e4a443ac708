import { sql } from 'kysely';
import { OPEN } from './cases.ts';
import type { Db } from './database.ts';
import { firstIdAt } from './ids.ts';
import { firstMonthKept } from './partitions.ts';

/**
 * Forgets what belongs to interactions of dropped months and lies in no partition: payments, tasks, targets, surveys,
 * and what was done by hand.
 * What is still under way stays until it is over.
 */
export async function dropWhatWasOfOldInteractions(db: Db, now: Date): Promise<void> {
  const oldest = firstIdAt(firstMonthKept(now));
  // by organisation, since the indexes begin with it
  await sql`
    delete from payments p using organisations o
    where p.organisation_id = o.id and p.interaction_id < ${oldest}::uuid and p.state not in ('created', 'pending')
      and not exists (
        select 1 from payment_waiters w
        where w.organisation_id = p.organisation_id and w.payment_id = p.id and w.interaction_id >= ${oldest}::uuid)
  `.execute(db);
  await sql`
    delete from tasks t using organisations o
    where t.organisation_id = o.id and t.interaction_id < ${oldest}::uuid
      and coalesce(t.ends_at, t.starts_at, t.created_at) < ${now}
  `.execute(db);
  await sql`
    delete from campaign_targets t using organisations o
    where t.organisation_id = o.id and t.interaction_id < ${oldest}::uuid and t.starts_at < ${now}
  `.execute(db);
  await sql`
    delete from survey_invitations s using organisations o
    where s.organisation_id = o.id and s.interaction_id < ${oldest}::uuid
  `.execute(db);
  for (const table of ['interaction_invoices', 'interaction_qualifications', 'manual_acts']) {
    await sql`
      delete from ${sql.table(table)} t using organisations o
      where t.organisation_id = o.id and t.interaction_id < ${oldest}::uuid
    `.execute(db);
  }
}

/**
 * Forgets cases that nothing happened to in the months that are kept. Whatever is open stays, and so does a case that
 * an interaction is linked to: a link that is made at this moment gives the case another `linked`.
 */
export async function dropOldCases(db: Db, now: Date): Promise<void> {
  await sql`
    with old as materialized (
      select organisation_id, id, linked from cases c
      where c.updated_at < ${firstMonthKept(now)} and lower(c.status) <> ${OPEN} and not exists (
        select 1 from interactions i where i.organisation_id = c.organisation_id and i.case_id = c.id)
    )
    delete from cases c using old
    where c.organisation_id = old.organisation_id and c.id = old.id and c.linked = old.linked
      and c.updated_at < ${firstMonthKept(now)} and lower(c.status) <> ${OPEN}
  `.execute(db);
}
