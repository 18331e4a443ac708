import type { World, WorldInteraction, WorldUser } from './world.ts';

/** The rule as it reads: collaborators see their own, managers their teams' and queues', administrators more. */
export function seenBy(user: WorldUser, world: World, now: Date): WorldInteraction[] {
  if (!user.profile.historyOpen) return [];
  const start = firstInstant(now);
  return world.interactions.filter(
    (one) => one.startedAt.getTime() >= start && seesBy(user, world, one),
  );
}

function seesBy(user: WorldUser, { teams }: World, one: WorldInteraction): boolean {
  if (one.participants.includes(user.id)) return true;
  if (user.type === 'collaborator') return false;
  const isSmart = one.originalRouting === 'smart' || one.currentRouting === 'smart';
  const isServed = one.queue !== null && user.profile.queues.includes(one.queue);
  if (user.type === 'manager') {
    const mine = teams.filter(({ managers }) => managers.includes(user.id));
    const isTeams = mine.some(({ members }) =>
      members.some((member) => one.participants.includes(member)),
    );
    return isTeams || (isSmart && isServed);
  }
  const isDirect = one.currentRouting === 'direct';
  return isDirect || (isSmart && isServed && user.profile.flows.includes(one.flow));
}

/** Colleagues and queues that the user knows of: by what they see, by their teams, and by their profile. */
export function knownTo(
  user: WorldUser,
  world: World,
  now: Date,
): { advisors: string[]; queues: string[] } {
  if (!user.profile.historyOpen) return { advisors: [], queues: [] };
  const seen = seenBy(user, world, now);
  const mine = world.teams.filter(
    ({ managers }) => user.type === 'manager' && managers.includes(user.id),
  );
  const advisors = [
    user.id,
    ...mine.flatMap(({ members }) => members),
    ...seen.flatMap(({ participants }) => participants),
  ];
  const queues = [...user.profile.queues, ...seen.flatMap(({ queue }) => queue ?? [])];
  return {
    advisors: [...new Set(advisors)].sort(),
    queues: [...new Set(queues)].sort(),
  };
}

/**
 * Midnight three calendar months before the day that is today in the last zone, where that day began first. By trial,
 * hour by hour: no calendar library.
 */
export function firstInstant(now: Date): number {
  const today = dayIn(now, 'Etc/GMT+12'); // whose sign is the other way round
  const timeZone = 'Etc/GMT-14';
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const months = year * 12 + (month - 1) - 3;
  const wantedYear = Math.floor(months / 12);
  const wantedMonth = (months % 12) + 1;
  const lastDay = new Date(Date.UTC(wantedYear, wantedMonth, 0)).getUTCDate();
  const wanted = [
    wantedYear,
    String(wantedMonth).padStart(2, '0'),
    String(Math.min(day, lastDay)).padStart(2, '0'),
  ].join('-');
  let at = Date.UTC(wantedYear, wantedMonth - 1, Math.min(day, lastDay)) - 24 * 3_600_000;
  while (dayIn(new Date(at), timeZone) < wanted) at += 900_000; // zones differ by quarters of an hour
  return at;
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
