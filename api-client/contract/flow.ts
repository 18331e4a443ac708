import { z } from 'zod';

/** How an interaction travels, as the history's column names it. */
export const InteractionFlow = z.enum([
  'voice',
  'email-messaging',
  'sms-messaging',
  'whatsapp-messaging',
  'whatsapp-campaign',
  'telegram-messaging',
  'chat-messaging',
  'messenger-messaging',
]);
export type InteractionFlow = z.infer<typeof InteractionFlow>;

/** The flow that a smart routing is written for. Never changes after the routing was made. */
export const RoutingFlow = z.enum(['messaging', 'email', 'voice']);
export type RoutingFlow = z.infer<typeof RoutingFlow>;

/** For which flow the routings are written that interactions of this flow run. */
export function routingFlowOf(flow: InteractionFlow): RoutingFlow {
  if (flow === 'voice') return 'voice';
  return flow === 'email-messaging' ? 'email' : 'messaging';
}
