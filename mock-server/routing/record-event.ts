import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { Conversation } from './conversation.ts';
import { isoText } from './iso-text.ts';

/** Notes on the interaction that something happened. */
export function recordEvent(
  { run, written }: Conversation,
  at: Date,
  event: Partial<InteractionEvent> & Pick<InteractionEvent, 'kind'>,
): void {
  written.events.push({
    sequence: ++run.events,
    at: isoText(at),
    kind: event.kind,
    routingId: event.routingId ?? run.routingId,
    routingVersion: event.routingVersion ?? run.version,
    actionId: event.actionId ?? null,
    actionType: event.actionType ?? null,
    actionName: event.actionName ?? null,
    branch: event.branch ?? null,
    durationMs: event.durationMs ?? null,
    reason: event.reason ?? null,
  });
}
