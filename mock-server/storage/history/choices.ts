import { sql } from 'kysely';
import { fold } from '../../../api-client/contract/fold.ts';
import type { HistoryChoices } from '../../../api-client/contract/history.ts';
import { takenPartIn, viewersOf, visible } from '../../access/visible.ts';
import type { Viewer } from '../../access/identity.ts';
import type { Db } from '../database.ts';
import type { Window } from '../interactions.ts';
import { listNamed, listVoiceCampaigns, type Named } from './names.ts';

/** What is looked at to learn which tags there are now. */
const RECENT = 2000;

/**
 * What the viewer can filter by. A collaborator knows the colleagues, queues, campaigns and tags of their own
 * interactions; who sees those of others, the organisation's. What routings do is told to all by what the history shows.
 */
export async function readChoices(
  db: Db,
  viewer: Viewer,
  window: Window,
): Promise<HistoryChoices> {
  const { organisationId } = viewer;
  const known = await (viewer.type === 'collaborator'
    ? readOwn(db, viewer, window)
    : readAll(db, viewer, window));
  const [users, queues, routings, checkpoints, templates] = await Promise.all([
    listNamed(db, 'users', organisationId),
    listNamed(db, 'queues', organisationId),
    listNamed(db, 'routings', organisationId),
    listCheckpoints(db, organisationId),
    listTemplates(db, organisationId),
  ]);
  const those = (named: Named[], ids: Set<string> | undefined) =>
    byName(ids ? named.filter(({ id }) => ids.has(id)) : named);
  return {
    advisors: those(users, known.users?.add(viewer.userId)),
    queues: those(queues, known.queues),
    routings: byName(routings),
    checkpoints: byName(checkpoints),
    templates: byName(templates),
    voiceCampaigns: known.campaigns.sort(compare),
    tags: known.tags.sort(compare),
  };
}

/** Users and queues are undefined where all are known. */
interface Known {
  users: Set<string> | undefined;
  queues: Set<string> | undefined;
  campaigns: string[];
  tags: string[];
}

async function readOwn(
  db: Db,
  { organisationId, userId }: Viewer,
  { now }: Window,
): Promise<Known> {
  const { rows } = await sql<Record<'users' | 'queues' | 'campaigns' | 'tags', string[]>>`
    with own as materialized (
      select i.id, i.advisor_id, i.queue_id, i.voice_campaign, i.tags
      from interactions i, ${viewersOf(organisationId, [userId])} v
      where ${visible(organisationId, now)}
        and ${takenPartIn(organisationId, userId, now)}
    )
    select
      array(
        select advisor_id from own where advisor_id is not null
        union
        select user_id from participants p
        where p.organisation_id = ${organisationId} and p.interaction_id in (select id from own)
      ) as users,
      array(
        select queue_id from own where queue_id is not null
        union
        select s.queue_id from profile_queues s, ${viewersOf(organisationId, [userId])} v
        where s.organisation_id = ${organisationId} and s.profile_id = v.profile_id
      ) as queues,
      array(select distinct voice_campaign from own where voice_campaign is not null) as campaigns,
      array(select distinct unnest(tags) from own) as tags
  `.execute(db);
  const [{ users, queues, campaigns, tags }] = rows as [(typeof rows)[0]]; // one row, whatever there is
  return { users: new Set(users), queues: new Set(queues), campaigns, tags };
}

/** Tags are the aliases that checkpoints give now, and those of the last interactions. */
async function readAll(
  db: Db,
  { organisationId, userId }: Viewer,
  { now }: Window,
): Promise<Known> {
  const { rows } = await sql<{ tag: string }>`
    select alias as tag from checkpoints where organisation_id = ${organisationId} and alias is not null
    union
    select unnest(tags) from (
      select i.tags from interactions i, ${viewersOf(organisationId, [userId])} v
      where ${visible(organisationId, now)}
      order by i.id desc
      limit ${RECENT}
    ) recent
  `.execute(db);
  return {
    users: undefined,
    queues: undefined,
    campaigns: await listVoiceCampaigns(db, organisationId),
    tags: rows.map(({ tag }) => tag),
  };
}

function listCheckpoints(db: Db, organisationId: string) {
  return db
    .selectFrom('checkpoints')
    .select(['id', 'name', 'alias'])
    .where('organisation_id', '=', organisationId)
    .execute();
}

async function listTemplates(
  db: Db,
  organisationId: string,
): Promise<HistoryChoices['templates']> {
  const rows = await db
    .selectFrom('entities')
    .select(['id', 'name', 'kind'])
    .where('organisation_id', '=', organisationId)
    .where('kind', 'in', ['email-template', 'sms-template'])
    .execute();
  return rows.map(({ id, name, kind }) => ({
    id,
    name,
    kind: kind === 'sms-template' ? 'sms' : 'email',
  }));
}

function byName<One extends Named>(named: readonly One[]): One[] {
  return named.toSorted(
    (one, other) => compare(one.name, other.name) || (one.id < other.id ? -1 : 1),
  );
}

function compare(one: string, other: string): number {
  const [left, right] = [fold(one), fold(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}
