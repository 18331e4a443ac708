import type { Conversation } from './conversation.ts';
import type { EffectKind } from './effects.ts';
import { recordEvent } from './record-event.ts';

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
  recordEvent(conversation, at, { kind: 'effect-failed', reason: `${words[kind]}: ${reason}` });
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

/** Why it failed; null when it did not. Every kind of result that tells of a failure gives its reason. */
export function failureOf(result: unknown): string | null {
  if (typeof result !== 'object' || result === null || !('reason' in result)) return null;
  return typeof result.reason === 'string' ? result.reason : null;
}
