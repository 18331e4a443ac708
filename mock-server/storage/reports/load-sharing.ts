import { sql } from 'kysely';
import type { Db } from '../database.ts';
import {
  inShares,
  ofInteraction,
  partsOf,
  seenIds,
  type Part,
  type Reporting,
} from './seen.ts';

/** Of the interactions that took a link when they first came to the load sharing, how many there are and reached the goal. */
export interface LinkTally {
  version: number;
  actionId: string;
  link: string;
  interactions: number;
  reached: number;
}

export interface LoadSharingQuestion {
  routingId: string;
  version: number | undefined;
  goal: string;
}

export async function countLinks(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  question: LoadSharingQuestion,
): Promise<LinkTally[]> {
  const tallies = await inShares(parts, (share) => countParts(db, reporting, share, question));
  const byLink = Map.groupBy(tallies, (tally) =>
    JSON.stringify([tally.version, tally.actionId, tally.link]),
  );
  return [...byLink.values()].map((same) => {
    const [first] = same as [LinkTally]; // a group has one
    const sum = (what: 'interactions' | 'reached') =>
      same.reduce((total, tally) => total + tally[what], 0);
    return { ...first, interactions: sum('interactions'), reached: sum('reached') };
  });
}

async function countParts(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  { routingId, version, goal }: LoadSharingQuestion,
): Promise<LinkTally[]> {
  const ofVersion = version === undefined ? sql`true` : sql`e.routing_version = ${version}`;
  const { rows } = await sql<LinkTally>`
    select took.version, took.action_id as "actionId", took.branch as link,
      sum(took.interactions)::float8 as interactions, sum(took.reached)::float8 as reached
    from ${partsOf(parts)}, lateral (
      select i.version, i.action_id, i.branch, count(*) as interactions, count(goal.checkpoint_id) as reached
      from (
        select distinct on (e.interaction_id, e.routing_version, e.action_id)
          i.id, e.routing_version as version, e.action_id, e.branch
        from (${seenIds(reporting)}) i join interaction_events e on ${ofInteraction('e', reporting)}
        where e.action_type = 'load-sharing' and e.branch is not null
          and e.routing_id = ${routingId}::uuid and ${ofVersion}
        order by e.interaction_id, e.routing_version, e.action_id, e.sequence
      ) i
      left join interaction_checkpoints goal
        on ${ofInteraction('goal', reporting)} and goal.checkpoint_id = ${goal}::uuid
      group by 1, 2, 3
    ) took
    group by 1, 2, 3
  `.execute(db);
  return rows;
}

/** A load sharing as its version has it. */
export interface SharingAction {
  version: number;
  actionId: string;
  name: string;
  /** The weights of its ten links; null where they are built from variables or missing. */
  loads: number[] | null;
}

export async function readSharingActions(
  db: Db,
  organisationId: string,
  routingId: string,
  wanted: readonly { version: number; actionId: string }[],
): Promise<SharingAction[]> {
  const { rows } = await sql<SharingAction>`
    select wanted.version, wanted.action_id as "actionId", v.tree #>> array['actions', wanted.action_id, 'name'] as name,
      v.tree #> array['actions', wanted.action_id, 'parameters', 'loads'] as loads
    from unnest(${wanted.map(({ version }) => version)}::integer[], ${wanted.map(({ actionId }) => actionId)}::text[])
      as wanted (version, action_id)
    join routing_versions v on v.organisation_id = ${organisationId} and v.routing_id = ${routingId}::uuid
      and v.number = wanted.version
    where v.tree #> array['actions', wanted.action_id] is not null
  `.execute(db);
  return rows;
}
