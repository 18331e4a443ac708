import type { Interaction } from '../../api-client/contract/interaction.ts';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';

const FIRST_START = Date.now() - 3_600_000;

/** The row of the nth interaction: each a second older than the one before. */
export function rowOf(number: number, changes: Partial<Interaction> = {}): Interaction {
  return {
    id: idOf(number),
    revision: 1,
    flow: 'chat-messaging',
    status: 'in-progress',
    statusReason: null,
    direction: 'incoming',
    originalRouting: 'smart',
    currentRouting: 'smart',
    routing: null,
    routingVersion: null,
    queue: null,
    advisor: null,
    participantIds: [],
    contact: { name: null, phone: phoneOf(number), email: `customer${number}@example.com` },
    voiceCampaign: null,
    startedAt: new Date(FIRST_START - number * 1000).toISOString(),
    endedAt: null,
    card: null,
    templateIds: [],
    tags: [],
    links: [],
    checkpoints: [],
    ...changes,
  };
}

export function phoneOf(number: number): string {
  return `+336${String(12_000_000 + number)}`;
}

export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A checkpoint that was attached at a UTC clock time of 20 November 2026. */
export function stopOf(number: number, sequence: number, time: string): AttachedCheckpoint {
  const name = `Checkpoint ${number}`;
  const reference = `checkpoint-${number}`;
  return {
    checkpointId: idOf(number),
    name,
    reference,
    alias: null,
    attachedAt: `2026-11-20T${time}Z`,
    sequence,
    routingId: idOf(1),
    routingVersion: 1,
    actionId: 'action',
    actionName: 'Action',
    hits: 1,
    current: { name, reference, alias: null },
  };
}
