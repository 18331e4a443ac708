import type { InteractionFlow } from '../../../api-client/contract/flow.ts';
import type { UserType } from '../../../api-client/contract/user.ts';
import { randomFrom } from '../../faults/customer.ts';
import { firstInstant } from './oracle.ts';

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
  /** Nobody else's in this database: who reads it, was told of this interaction. */
  phone: string;
}

export interface World {
  organisationId: string;
  timeZone: string;
  queues: string[];
  profiles: WorldProfile[];
  users: WorldUser[];
  teams: { id: string; members: string[]; managers: string[] }[];
  interactions: WorldInteraction[];
}

/** A small organisation in which everything that the rule looks at comes up in every way. */
export function randomWorld(
  seed: number,
  now: Date,
  makeId: (at: Date) => string,
  size: { interactions: number; firstPhone: number },
): World {
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
  const users = times(9, (index) => ({
    id: id(),
    type: types[index % 3]!,
    profile: index === 8 ? profiles[4]! : pick(profiles),
  }));
  const ids = users.map((user) => user.id);
  const teams = times(3, () => ({
    id: id(),
    members: some(ids, 0.3),
    managers: some(ids, 0.3),
  }));
  const edge = firstInstant(now);
  /** Mostly inside the window, some outside, and some on either side of its edge. */
  const start = () => {
    const kind = random();
    if (kind < 0.1) return new Date(edge - 1 - Math.floor(random() * 5_000));
    if (kind < 0.2) return new Date(edge + Math.floor(random() * 5_000));
    if (kind < 0.3) return new Date(edge - Math.floor(random() * 20 * 86_400_000));
    return new Date(edge + Math.floor(random() * (now.getTime() - edge)));
  };
  const interactions = times(size.interactions, (index) => {
    const startedAt = start();
    return {
      id: makeId(startedAt),
      flow: pick(FLOWS),
      originalRouting: pick(['smart', 'direct'] as const),
      currentRouting: pick(['smart', 'direct'] as const),
      queue: random() < 0.15 ? null : pick(queues),
      startedAt,
      participants: some(ids, 0.1),
      phone: `+3361${String(size.firstPhone + index).padStart(7, '0')}`,
    };
  });
  return {
    organisationId: id(),
    timeZone,
    queues,
    profiles,
    users,
    teams,
    interactions,
  };
}
