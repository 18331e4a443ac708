import { sql } from 'kysely';
import type { z } from 'zod';
import type { CampaignTarget } from '../../api-client/contract/campaign-target.ts';
import type { Page, Paging } from '../../api-client/contract/primitives.ts';
import type { Campaigns, TargetDraft } from '../routing/records/campaigns.ts';
import type { Db } from './database.ts';
import { readEntityRow } from './entities.ts';
import type { NewId } from './ids.ts';
import { readCursor, writeCursor } from './keyset.ts';

/** The step that inserts targets, and its interaction. */
interface CampaignScope {
  db: Db;
  organisationId: string;
  interactionId: string;
  newId: NewId;
  now(): Date;
}

export function createCampaigns(scope: CampaignScope): Campaigns {
  const { db, organisationId } = scope;
  return {
    async hasTarget(campaignId, phone) {
      const row = await db
        .selectFrom('campaign_targets')
        .select('id')
        .where('organisation_id', '=', organisationId)
        .where('campaign_id', '=', campaignId)
        .where('phone', '=', phone)
        .where('first', '=', true)
        .executeTakeFirst();
      return row !== undefined;
    },

    async insertTarget(draft, { evenIfDuplicate }) {
      if (!(await holdCampaign(scope, draft.campaignId))) return 'no-campaign';
      if (await insert(scope, draft, true)) return 'inserted';
      if (!evenIfDuplicate) return 'duplicate';
      await insert(scope, draft, false);
      return 'inserted';
    },
  };
}

/** Keeps the campaign from being deleted until the step is over; false when it is gone already. */
async function holdCampaign(
  { db, organisationId }: CampaignScope,
  campaignId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from entities where organisation_id = ${organisationId} and id = ${campaignId} for key share
  `.execute(db);
  return rows.length > 0;
}

/** False when the number has its first target already: whoever was writing it at this moment is waited for. */
async function insert(
  scope: CampaignScope,
  { campaignId, phone, startsAt, priority, layoutId, fields }: TargetDraft,
  first: boolean,
): Promise<boolean> {
  const now = scope.now();
  const { numInsertedOrUpdatedRows } = await scope.db
    .insertInto('campaign_targets')
    .values({
      organisation_id: scope.organisationId,
      campaign_id: campaignId,
      id: scope.newId(now),
      phone,
      first,
      starts_at: startsAt,
      priority,
      layout_id: layoutId,
      fields: JSON.stringify(fields),
      interaction_id: scope.interactionId,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** One page of a campaign's targets, oldest first. */
export async function listTargets(
  db: Db,
  { organisationId, campaignId }: { organisationId: string; campaignId: string },
  { cursor, limit }: z.output<typeof Paging>,
): Promise<Page<CampaignTarget>> {
  const after = readCursor('id', cursor);
  const campaign = { organisationId, kind: 'campaign' as const, id: campaignId };
  await readEntityRow(db, campaign);
  const rows = await db
    .selectFrom('campaign_targets')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('campaign_id', '=', campaignId)
    .$if(after !== undefined, (query) => query.where('id', '>', after!.id)) // asked in the same line
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => ({
      id: row.id,
      phone: row.phone,
      startsAt: row.starts_at.toISOString(),
      priority: row.priority,
      layoutId: row.layout_id,
      fields: row.fields,
      interactionId: row.interaction_id,
      createdAt: row.created_at.toISOString(),
    })),
    nextCursor: last ? writeCursor('id', { value: null, id: last.id }) : null,
  };
}
