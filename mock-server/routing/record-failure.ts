import type { Conversation } from './conversation.ts';
import type { EffectKind } from './effects.ts';

/**
 * Notes on the interaction that something it had set off did not succeed. What succeeded needs no words.
 * True when there was something to note.
 */
export function recordFailure(
  conversation: Conversation,
  kind: EffectKind,
  result: unknown,
  at: Date,
): boolean {
  const reason = failureOf(result);
  if (reason === null) return false;
  const { run, written } = conversation;
  written.events.push({
    sequence: ++run.events,
    at: at.toISOString(),
    kind: 'effect-failed',
    routingId: run.routingId,
    routingVersion: run.version,
    actionId: null,
    actionType: null,
    actionName: null,
    branch: null,
    durationMs: null,
    reason: `${words[kind]}: ${reason}`,
  });
  return true;
}

const words: Record<EffectKind, string> = {
  email: 'E-mail',
  sms: 'SMS',
  'web-service': 'Web service',
  crm: 'CRM',
  payment: 'Payment',
  'channel-message': 'Message',
};

/** Every kind of result that tells of a failure gives its reason. */
function failureOf(result: unknown): string | null {
  if (typeof result !== 'object' || result === null || !('reason' in result)) return null;
  return typeof result.reason === 'string' ? result.reason : null;
}
