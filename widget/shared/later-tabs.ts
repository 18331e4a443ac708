/** What the tabs of an interaction show that are not open at first; loaded when one is opened. */
import '../reply.ts';

export { conversation, conversationStyles } from './conversation.ts';
export { interactionValues } from './interaction-values.ts';
