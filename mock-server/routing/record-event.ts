import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { Conversation } from './conversation.ts';

/** Notes on the interaction that something happened. */
export function recordEvent(
  { run, written }: Conversation,
  at: Date,
  event: Partial<InteractionEvent> & Pick<InteractionEvent, 'kind'>,
): void {
  written.events.push({
    sequence: ++run.events,
    at: at.toISOString(),
    routingId: run.routingId,
    routingVersion: run.version,
    actionId: null,
    actionType: null,
    actionName: null,
    branch: null,
    durationMs: null,
    reason: null,
    ...event,
  });
}
