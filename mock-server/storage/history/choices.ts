import { sql, type RawBuilder } from 'kysely';
import { fold } from '../../../api-client/contract/fold.ts';
import type { HistoryChoices } from '../../../api-client/contract/history.ts';
import { viewersOf, visible, visibleTo, windowStart } from '../../access/visible.ts';
import type { Viewer } from '../../access/identity.ts';
import type { Db } from '../database.ts';
import { firstIdAt } from '../ids.ts';
import type { Window } from '../interactions.ts';
import { listNamed, listVoiceCampaigns, type Named } from './names.ts';

/** How many of the organisation's last interactions are looked at for tags that the viewer sees. */
const RECENT = 5000;
/** How many of the last interactions of a colleague, a queue or a campaign are looked at for one that the viewer sees. */
const LATEST = 200;

/**
 * What the viewer can filter by: the colleagues, queues, campaigns and tags of the interactions that they see, the
 * members of their teams, and the queues of their profile. What routings do is told to all by what the history shows.
 */
export async function readChoices(
  db: Db,
  viewer: Viewer,
  window: Window,
): Promise<HistoryChoices> {
  const { organisationId } = viewer;
  const known = await (viewer.type === 'collaborator'
    ? readOwn(db, viewer, window)
    : readSeen(db, viewer, window));
  const [users, queues, routings, versions, checkpoints, templates] = await Promise.all([
    listNamed(db, 'users', organisationId),
    listNamed(db, 'queues', organisationId),
    listNamed(db, 'routings', organisationId),
    listVersions(db, organisationId),
    listCheckpoints(db, organisationId),
    listTemplates(db, organisationId),
  ]);
  const those = (named: Named[], ids: readonly string[]) => {
    const wanted = new Set(ids);
    return byName(named.filter(({ id }) => wanted.has(id)));
  };
  return {
    advisors: those(users, [...known.users, viewer.userId]),
    queues: those(queues, known.queues),
    routings: byName(routings),
    versions,
    checkpoints: byName(checkpoints),
    templates: byName(templates),
    voiceCampaigns: known.campaigns.sort(compare),
    tags: known.tags.sort(compare),
  };
}

type Known = Record<'users' | 'queues' | 'campaigns' | 'tags', string[]>;

/** Those of all that a collaborator took part in. */
async function readOwn(
  db: Db,
  { organisationId, userId }: Viewer,
  { now }: Window,
): Promise<Known> {
  const { rows } = await sql<Known>`
    with own as materialized (
      select i.id, i.advisor_id, i.queue_id, i.voice_campaign, i.tags
      from interactions i, ${viewersOf(organisationId, [userId])} v
      where ${visibleTo({ organisationId, userId, userType: 'collaborator' }, now)}
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
  return rows[0] as Known; // one row, whatever there is
}

/**
 * Who sees much is asked for each candidate: whether they see one of its last interactions, so that the size of the
 * history does not matter. Tags are the aliases that checkpoints give now, and those of what was seen last.
 */
async function readSeen(
  db: Db,
  { organisationId, userId }: Viewer,
  { now }: Window,
): Promise<Known> {
  const viewers = viewersOf(organisationId, [userId]);
  const seesOneOf = (latest: RawBuilder<unknown>) => sql`exists (
    select from (${latest}) latest
    join interactions i on i.organisation_id = ${organisationId} and i.id = latest.id
    where ${visible(organisationId, now)}
  )`;
  const first = sql`${firstIdAt(windowStart(now))}::uuid`;
  const ofUser = sql`select p.interaction_id as id from participants p
    where p.organisation_id = ${organisationId} and p.user_id = u.id and p.interaction_id >= ${first}
    order by p.interaction_id desc limit ${LATEST}`;
  const ofQueue = sql`select q.id from interactions q
    where q.organisation_id = ${organisationId} and q.queue_id = queue.id and q.id >= ${first}
    order by q.id desc limit ${LATEST}`;
  const ofCampaign = sql`select c.id from interactions c
    where c.organisation_id = ${organisationId} and c.voice_campaign = campaign.name and c.id >= ${first}
    order by c.id desc limit ${LATEST}`;
  const campaigns = await listVoiceCampaigns(db, organisationId);
  const { rows } = await sql<Known>`
    select
      array(
        select u.id from users u
        where u.organisation_id = ${organisationId} and (u.id = any(v.sees_of) or ${seesOneOf(ofUser)})
      ) as users,
      array(
        select queue.id from queues queue
        where queue.organisation_id = ${organisationId} and (queue.id = any(v.queues) or ${seesOneOf(ofQueue)})
      ) as queues,
      array(
        select campaign.name from unnest(${campaigns}::text[]) as campaign (name) where ${seesOneOf(ofCampaign)}
      ) as campaigns,
      array(
        select alias from checkpoints where organisation_id = ${organisationId} and alias is not null
        union
        select unnest(i.tags) from (
          select r.* from interactions r where r.organisation_id = ${organisationId} and r.id >= ${first}
          order by r.id desc limit ${RECENT}
        ) i where ${visible(organisationId, now)}
      ) as tags
    from ${viewers} v
  `.execute(db);
  return rows[0] ?? { users: [], queues: [], campaigns: [], tags: [] };
}

/** Versions that were published, the newest of each routing first. */
function listVersions(db: Db, organisationId: string) {
  return db
    .selectFrom('routing_versions')
    .select(['routing_id as routingId', 'number'])
    .where('organisation_id', '=', organisationId)
    .where('published_at', 'is not', null)
    .orderBy('routing_id')
    .orderBy('number', 'desc')
    .execute();
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
