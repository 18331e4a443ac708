import type {
  Duration,
  InteractionDurations,
} from '../../api-client/contract/interaction-records.ts';
import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';

type Phase = keyof InteractionDurations;

/** What an event says of where the interaction is among advisors. */
export interface PhaseEvent {
  kind: string;
  at: Date;
}

/** How long the interaction waited for advisors, was with them, and went on after them: from its events. */
export async function readDurations(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
): Promise<InteractionDurations> {
  const events = await db
    .selectFrom('interaction_events')
    .select(['kind', 'at'])
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where((where) =>
      where.or([
        where('kind', 'in', ['queued', 'advisor-joined', 'advisor-finished', 'ended']),
        // a distribution that was left: nobody is waited for any more
        where.and([
          where('kind', '=', 'action'),
          where('action_type', 'like', 'distribution-%'),
        ]),
      ]),
    )
    .orderBy('sequence')
    .execute();
  return durationsOf(events);
}

/** The durations that events tell, in their order. */
export function durationsOf(events: readonly PhaseEvent[]): InteractionDurations {
  const spent: Record<Phase, Duration | null> = {
    waiting: null,
    inProgress: null,
    after: null,
  };
  let phase: Phase | null = null;
  let since = new Date(0);
  for (const { kind, at } of events) {
    const next = phaseAfter(kind, phase);
    if (next === phase) continue;
    if (phase) spent[phase] = { ms: (spent[phase]?.ms ?? 0) + elapsed(since, at), since: null };
    if (next) spent[next] ??= { ms: 0, since: null };
    phase = next;
    since = at;
  }
  if (phase) spent[phase] = { ms: spent[phase]?.ms ?? 0, since: since.toISOString() };
  return spent;
}

function phaseAfter(kind: string, phase: Phase | null): Phase | null {
  switch (kind) {
    case 'queued':
      return 'waiting';
    case 'advisor-joined':
      return 'inProgress';
    case 'advisor-finished':
      return 'after';
    case 'action':
      return phase === 'waiting' ? null : phase;
    default:
      return null; // it ended
  }
}

/** Clocks of two servers may differ by a little. */
function elapsed(from: Date, to: Date): number {
  return Math.max(to.getTime() - from.getTime(), 0);
}
