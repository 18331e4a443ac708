import { sql } from 'kysely';
import type { EffectKind } from '../routing/effects.ts';
import type { Db } from './database.ts';

/** An effect that is to be done, as it was claimed. */
export interface ClaimedEffect {
  organisationId: string;
  id: string;
  interactionId: string;
  key: string;
  kind: EffectKind;
  request: unknown;
  awaited: boolean;
  /** How often it was claimed and did not come to an end, this time with it: whoever did it has died since. */
  attempts: number;
  /** How often it was tried and failed. */
  failures: number;
}

/**
 * Takes effects that are due, longest overdue first, and keeps them from others for so long: whoever dies with them
 * leaves them due again. Of a lane only the first is taken, so that its effects happen in order. `of` takes those of
 * one interaction only, `except` none of these organisations'.
 */
export async function claimEffects(
  db: Db,
  now: Date,
  {
    limit,
    leaseMs,
    of,
    except = [],
  }: { limit: number; leaseMs: number; of?: string; except?: readonly string[] },
): Promise<ClaimedEffect[]> {
  const until = new Date(now.getTime() + leaseMs);
  const { rows } = await sql<ClaimedEffect>`
    update effects e set due_at = ${until}, attempts = e.attempts + 1
    from (
      select organisation_id, id from effects d
      where d.due_at <= ${now} ${of ? sql`and d.interaction_id = ${of}` : sql``}
        ${except.length > 0 ? sql`and d.organisation_id <> all(${except}::uuid[])` : sql``} and (d.lane is null or not exists (
        select 1 from effects before
        where before.organisation_id = d.organisation_id and before.lane = d.lane and before.place < d.place))
      order by d.due_at
      limit ${limit}
      for update skip locked
    ) due
    where e.organisation_id = due.organisation_id and e.id = due.id
    returning e.organisation_id as "organisationId", e.id, e.interaction_id as "interactionId", e.key, e.kind,
      e.request, e.awaited, e.attempts, e.failures
  `.execute(db);
  return rows;
}

type Which = Pick<ClaimedEffect, 'organisationId' | 'id'>;

/** The effect is done: nobody does it again. */
export function removeEffect(db: Db, effect: Which): Promise<void> {
  return removeEffects(db, [effect]);
}

/** The effects are done: nobody does them again. */
export async function removeEffects(db: Db, effects: readonly Which[]): Promise<void> {
  const organisations = effects.map(({ organisationId }) => organisationId);
  const ids = effects.map(({ id }) => id);
  await sql`
    delete from effects e using unnest(${organisations}::uuid[], ${ids}::uuid[]) as done (organisation_id, id)
    where e.organisation_id = done.organisation_id and e.id = done.id
  `.execute(db);
}

type Claim = Which & Pick<ClaimedEffect, 'attempts' | 'failures'>;

/**
 * The effect, which the caller has claimed, is tried again then; unless somebody else has claimed it meanwhile. What
 * was not really tried did not fail.
 */
export async function postponeEffect(
  db: Db,
  { organisationId, id, attempts, failures }: Claim,
  until: Date,
  { failed }: { failed: boolean },
): Promise<void> {
  await db
    .updateTable('effects')
    .set({ due_at: until, attempts: attempts - 1, failures: failures + Number(failed) })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('failures', '=', failures)
    .execute();
}

/** The effects, which the caller has claimed and not begun, are due now; it was no attempt. */
export async function releaseEffects(
  db: Db,
  effects: readonly (Which & Pick<ClaimedEffect, 'attempts'>)[],
  now: Date,
): Promise<void> {
  const organisations = effects.map(({ organisationId }) => organisationId);
  const ids = effects.map(({ id }) => id);
  const attempts = effects.map((effect) => effect.attempts);
  await sql`
    update effects e set due_at = ${now}, attempts = e.attempts - 1
    from unnest(${organisations}::uuid[], ${ids}::uuid[], ${attempts}::integer[]) as claimed (organisation_id, id, attempts)
    where e.organisation_id = claimed.organisation_id and e.id = claimed.id and e.attempts = claimed.attempts
  `.execute(db);
}

/** When the next effect is due, if there is any: one that waits for others of its lane is not. */
export async function readNextEffect(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ due_at: Date }>`
    select d.due_at from effects d
    where d.lane is null or not exists (
      select 1 from effects before
      where before.organisation_id = d.organisation_id and before.lane = d.lane and before.place < d.place)
    order by d.due_at
    limit 1
  `.execute(db);
  return rows[0]?.due_at;
}
