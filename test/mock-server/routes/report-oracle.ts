import type pg from 'pg';

/* What reports count, written a second time: rows by plain SQL over what a user's history lists, the rest by hand. */

export interface Reach {
  from: string;
  to: string;
}

/** Whose interactions, by their ids, and a condition of their rows. */
export interface Own {
  ids: readonly string[];
  where: string;
  timeZone: string;
}

async function interactionsOf(client: pg.Client, { ids, where, timeZone }: Own, reach: Reach) {
  const { rows } = await client.query<{ id: string; day: string }>(
    `select id, to_char(started_at at time zone $4, 'YYYY-MM-DD') as day from interactions
     where id = any($1) and started_at >= $2 and started_at < $3 and ${where}`,
    [ids, reach.from, reach.to, timeZone],
  );
  return rows;
}

async function stopsOf(client: pg.Client, ids: readonly string[]) {
  const { rows } = await client.query<{
    interaction: string;
    checkpoint: string;
    at: Date;
    hits: number;
  }>(
    `select interaction_id as interaction, checkpoint_id as checkpoint, attached_at as at, hits
     from interaction_checkpoints where interaction_id = any($1)
     order by interaction_id, attached_at, sequence`,
    [ids],
  );
  return rows;
}

export async function countedBy(
  client: pg.Client,
  own: Own,
  period: Reach,
  before: Reach | null,
) {
  const now = await interactionsOf(client, own, period);
  const former = before ? await interactionsOf(client, own, before) : [];
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const [stops, formerStops] = [
    await stopsOf(client, idsOf(now)),
    await stopsOf(client, idsOf(former)),
  ];
  const ids = [...new Set([...stops, ...formerStops].map(({ checkpoint }) => checkpoint))];
  const dayOf = new Map(now.map(({ id, day }) => [id, day]));
  const days = daysBetween(period, own.timeZone);
  return {
    interactions: now.length,
    before: before ? former.length : null,
    checkpoints: Object.fromEntries(
      ids.map((id) => {
        const those = stops.filter(({ checkpoint }) => checkpoint === id);
        const ago = formerStops.filter(({ checkpoint }) => checkpoint === id);
        const hits = those.reduce((sum, one) => sum + one.hits, 0);
        return [id, { attached: those.length, hits, before: before ? ago.length : null }];
      }),
    ),
    days: days.map((day) => ({
      day,
      interactions: now.filter((one) => one.day === day).length,
      attached: Object.fromEntries(
        ids.flatMap((id) => {
          const those = stops.filter(
            ({ checkpoint, interaction }) =>
              checkpoint === id && dayOf.get(interaction) === day,
          );
          return those.length ? [[id, those.length]] : [];
        }),
      ),
    })),
  };
}

/** By trial, hour by hour: no calendar library. */
function daysBetween({ from, to }: Reach, timeZone: string): string[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const days = new Set<string>();
  for (let at = Date.parse(from); at < Date.parse(to); at += 3_600_000)
    days.add(format.format(at));
  return [...days];
}

export async function funnelBy(
  client: pg.Client,
  own: Own,
  period: Reach,
  steps: readonly string[],
) {
  const interactions = await interactionsOf(client, own, period);
  const stops = await stopsOf(
    client,
    interactions.map(({ id }) => id),
  );
  const trails = Map.groupBy(stops, ({ interaction }) => interaction);
  const gaps: number[][] = steps.map(() => []);
  const reached = steps.map(() => 0);
  const wholes: number[] = [];
  for (const trail of trails.values()) {
    const times: number[] = [];
    let place = -1;
    for (const step of steps) {
      const next = trail.findIndex(
        ({ checkpoint }, index) => checkpoint === step && index > place,
      );
      if (next < 0) break;
      place = next;
      times.push(trail[next]!.at.getTime());
    }
    times.forEach((time, index) => {
      reached[index]!++;
      if (index > 0) gaps[index]!.push(time - times[index - 1]!);
    });
    if (times.length === steps.length) wholes.push(times.at(-1)! - times[0]!);
  }
  return {
    interactions: interactions.length,
    reached,
    times: [null, ...gaps.slice(1).map(quantiles), quantiles(wholes)],
  };
}

function quantiles(values: number[]) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { median: at(0.5), ninetieth: at(0.9) };
}

export async function sharedBy(
  client: pg.Client,
  own: Own,
  period: Reach,
  routing: string,
  goal: string,
): Promise<Record<string, [number, number]>> {
  const interactions = await interactionsOf(client, own, period);
  const ids = interactions.map(({ id }) => id);
  const { rows } = await client.query<{ id: string; sharing: string; branch: string }>(
    `select interaction_id as id, routing_version || '.' || action_id as sharing, branch
     from interaction_events where interaction_id = any($1) and routing_id = $2 and kind = 'action'
       and action_type = 'load-sharing' order by interaction_id, sequence`,
    [ids, routing],
  );
  const stops = await stopsOf(client, ids);
  const there = new Set(
    stops.filter(({ checkpoint }) => checkpoint === goal).map(({ interaction }) => interaction),
  );
  const counts: Record<string, [number, number]> = {};
  const known = new Set<string>();
  for (const { id, sharing, branch } of rows) {
    if (known.has(`${id} ${sharing}`)) continue; // it came there before
    known.add(`${id} ${sharing}`);
    const count = (counts[`${sharing}.${branch}`] ??= [0, 0]);
    count[0]++;
    if (there.has(id)) count[1]++;
  }
  return counts;
}
