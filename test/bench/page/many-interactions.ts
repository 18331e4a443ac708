import type { Interaction } from '../../../api-client/contract/interaction.ts';
import type { AttachedCheckpoint } from '../../../api-client/contract/trail.ts';

const NOW = Date.now();
/** Some 100,000 in three months. */
const BETWEEN = 75_000;
const statuses = ['processed', 'aborted', 'delivered', 'dissuaded'] as const;

/** The nth newest of many interactions, with five checkpoints; the same each time. */
export function interactionAt(index: number): Interaction {
  const startedAt = new Date(NOW - (index + 1) * BETWEEN);
  const person = { id: idOf(9, index % 40), name: `Advisor ${(index * 7919) % 40}` };
  return {
    id: idOf(0, index),
    revision: 7,
    flow: 'chat-messaging',
    status: statuses[index % statuses.length]!,
    statusReason: null,
    direction: 'incoming',
    originalRouting: 'smart',
    currentRouting: 'smart',
    routing: { id: idOf(1, index % 12), name: `Routing ${index % 12}` },
    queue: { id: idOf(2, index % 8), name: `Queue ${index % 8}` },
    advisor: index % 10 ? person : null,
    participantIds: index % 10 ? [person.id] : [],
    contact: {
      name: `Customer ${index}`,
      phone: `+336${String(10_000_000 + index)}`,
      email: `customer${index}@example.com`,
    },
    voiceCampaign: null,
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + 300_000).toISOString(),
    card: null,
    templateIds: [],
    routingVersion: 1,
    links: [],
    tags: index % 3 ? [] : ['vip'],
    checkpoints: Array.from({ length: 5 }, (_, place) =>
      stopAt(index + place, place, startedAt),
    ),
  };
}

function stopAt(number: number, sequence: number, startedAt: Date): AttachedCheckpoint {
  const names = {
    name: `Checkpoint ${number % 30}`,
    reference: `checkpoint-${number % 30}`,
    alias: null,
  };
  return {
    checkpointId: idOf(3, number % 30),
    ...names,
    attachedAt: new Date(startedAt.getTime() + sequence * 20_000).toISOString(),
    sequence,
    routingId: idOf(1, number % 12),
    routingVersion: 3,
    actionId: `action-${sequence}`,
    actionName: `Action ${sequence}`,
    hits: 1,
    current: names,
  };
}

function idOf(kind: number, number: number): string {
  return `0190000${kind}-0000-7000-8000-${String(999_999_999_999 - number)}`;
}
