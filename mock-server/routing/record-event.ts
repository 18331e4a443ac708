import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { CompiledAction } from './compile.ts';
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
    by: event.by ?? null,
  });
}

/** Notes that an action has run and how it was left. Most events are of this kind, so it is written as it stands. */
export function recordAction(
  { run, written }: Conversation,
  at: Date,
  { id, name, definition }: CompiledAction,
  left: Pick<InteractionEvent, 'branch' | 'durationMs' | 'reason'>,
): void {
  written.events.push({
    sequence: ++run.events,
    at: isoText(at),
    kind: 'action',
    routingId: run.routingId,
    routingVersion: run.version,
    actionId: id,
    actionType: definition?.type ?? null,
    actionName: name,
    branch: left.branch,
    durationMs: left.durationMs,
    reason: left.reason,
    by: null,
  });
}
