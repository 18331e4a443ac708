import type { InteractionFlow } from '../../../api-client/contract/flow.ts';
import type { UserType } from '../../../api-client/contract/user.ts';
import { randomFrom } from '../../faults/customer.ts';

export const FLOWS: InteractionFlow[] = [
  'voice',
  'email-messaging',
  'sms-messaging',
  'whatsapp-messaging',
  'whatsapp-campaign',
  'telegram-messaging',
  'chat-messaging',
  'messenger-messaging',
];

export interface WorldProfile {
  id: string;
  historyOpen: boolean;
  flows: InteractionFlow[];
  queues: string[];
}

export interface WorldUser {
  id: string;
  type: UserType;
  profile: WorldProfile;
}

export interface WorldInteraction {
  id: string;
  flow: InteractionFlow;
  originalRouting: 'smart' | 'direct';
  currentRouting: 'smart' | 'direct';
  queue: string | null;
  startedAt: Date;
  participants: string[];
}

export interface World {
  organisationId: string;
  timeZone: string;
  phone: string;
  queues: string[];
  profiles: WorldProfile[];
  users: WorldUser[];
  teams: { id: string; members: string[]; managers: string[] }[];
  interactions: WorldInteraction[];
}

/** The rule as it reads: collaborators see their own, managers their teams' and queues', administrators more. */
export function seenBy(user: WorldUser, world: World, now: Date): WorldInteraction[] {
  if (!user.profile.historyOpen) return [];
  const start = firstInstant(now, world.timeZone);
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

/** Midnight three calendar months before today, in the zone. By trial, hour by hour: no calendar library. */
function firstInstant(now: Date, timeZone: string): number {
  const today = dayIn(now, timeZone);
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

/** A small organisation in which everything that the rule looks at comes up in every way. */
export function randomWorld(seed: number, now: Date, makeId: (at: Date) => string): World {
  const random = randomFrom(seed);
  const id = () => makeId(now);
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
  const some = <One>(list: readonly One[], share: number) =>
    list.filter(() => random() < share);
  const times = <One>(count: number, make: (index: number) => One) =>
    Array.from({ length: count }, (_, index) => make(index));

  const queues = times(4, id);
  const timeZone = pick(['Europe/Paris', 'Asia/Kathmandu', 'America/Los_Angeles', 'UTC']);
  const profiles = times(5, (index) => ({
    id: id(),
    historyOpen: index !== 4,
    flows: some(FLOWS, 0.6),
    queues: some(queues, 0.4),
  }));
  const types: UserType[] = ['collaborator', 'manager', 'administrator'];
  const users = times(12, (index) => ({
    id: id(),
    type: types[index % 3]!,
    profile: index === 11 ? profiles[4]! : pick(profiles),
  }));
  const ids = users.map((user) => user.id);
  const teams = times(3, () => ({
    id: id(),
    members: some(ids, 0.3),
    managers: some(ids, 0.3),
  }));
  const edge = firstInstant(now, timeZone);
  /** Mostly inside the window, some outside, and some on either side of its edge. */
  const start = () => {
    const kind = random();
    if (kind < 0.1) return new Date(edge - 1 - Math.floor(random() * 5_000));
    if (kind < 0.2) return new Date(edge + Math.floor(random() * 5_000));
    if (kind < 0.3) return new Date(edge - Math.floor(random() * 20 * 86_400_000));
    return new Date(edge + Math.floor(random() * (now.getTime() - edge)));
  };
  const interactions = times(150, () => {
    const startedAt = start();
    return {
      id: makeId(startedAt),
      flow: pick(FLOWS),
      originalRouting: pick(['smart', 'direct'] as const),
      currentRouting: pick(['smart', 'direct'] as const),
      queue: random() < 0.15 ? null : pick(queues),
      startedAt,
      participants: some(ids, 0.08),
    };
  });
  return {
    organisationId: id(),
    timeZone,
    phone: '+33612345678',
    queues,
    profiles,
    users,
    teams,
    interactions,
  };
}
