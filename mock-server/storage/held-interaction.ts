import { sql } from 'kysely';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type {
  InteractionCard,
  InteractionEvent,
} from '../../api-client/contract/interaction.ts';
import type { Customer, Run } from '../routing/conversation.ts';
import type { Db } from './database.ts';
import { readLocale } from './organisations.ts';
import type { Locale } from '../routing/action-context.ts';

/** Which interaction. */
export interface InteractionKey {
  organisationId: string;
  interactionId: string;
}

/** What those who work on an interaction by hand know of it besides its row. */
export interface HeldInteraction {
  flow: InteractionFlow;
  customer: Customer;
  locale: Locale;
  /** Null for an interaction that no routing ran, as one that was sent out. */
  run: Run | null;
  card: InteractionCard | null;
  caseId: string | null;
}

/**
 * Reads an interaction; `lock` holds it, and its run, until the transaction ends: whoever else works on it waits, and
 * so does its routing. Undefined when there is none.
 */
export async function readHeld(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
  { lock }: { lock: boolean },
): Promise<HeldInteraction | undefined> {
  const run = await db // the run first, as every step does
    .selectFrom('runs')
    .select('state')
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  const row = await db
    .selectFrom('interactions')
    .select(['flow', 'contact_id', 'contact_name', 'contact_phone', 'contact_email'])
    .select(['crm_card', 'case_id'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', interactionId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    flow: row.flow,
    customer: {
      contactId: row.contact_id,
      name: row.contact_name,
      phone: row.contact_phone,
      email: row.contact_email,
    },
    locale: await readLocale(db, organisationId),
    run: (run?.state as Run | undefined) ?? null, // written by the engine only
    card: row.crm_card,
    caseId: row.case_id,
  };
}

/** What a user did by hand. `what` is what it was done with, as the label of a card. */
export interface ManualNote {
  kind: InteractionEvent['kind'];
  what: string;
  by: string;
}

/** Notes what was done to an interaction that this transaction holds, and tells everybody who looks at it. */
export async function writeNotes(
  tx: Db,
  { organisationId, interactionId }: InteractionKey,
  { run }: HeldInteraction,
  notes: readonly ManualNote[],
  at: Date,
): Promise<void> {
  const before = run ? run.events : await countEvents(tx, { organisationId, interactionId });
  await tx
    .insertInto('interaction_events')
    .values(
      notes.map(({ kind, what, by }, index) => ({
        organisation_id: organisationId,
        interaction_id: interactionId,
        sequence: before + index + 1,
        at,
        kind,
        routing_id: run?.routingId ?? null,
        routing_version: run?.version ?? null,
        action_id: null,
        action_type: null,
        action_name: null,
        branch: null,
        duration_ms: null,
        reason: what,
        done_by: by,
      })),
    )
    .execute();
  await sql`
    with counted as (
      update runs set state = jsonb_set(state, '{events}', to_jsonb(${before + notes.length}::int))
      where organisation_id = ${organisationId} and interaction_id = ${interactionId}
    ), told as (
      insert into changes (organisation_id, kind, interaction_id, entity_id)
      values (${organisationId}, 'interaction', ${interactionId}, null)
    )
    update interactions set revision = revision + 1
    where organisation_id = ${organisationId} and id = ${interactionId}
  `.execute(tx);
}

async function countEvents(tx: Db, { organisationId, interactionId }: InteractionKey) {
  const row = await tx
    .selectFrom('interaction_events')
    .select((query) => query.fn.max('sequence').as('last'))
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .executeTakeFirst();
  return row?.last ?? 0;
}
