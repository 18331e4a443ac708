/** What the tabs of an interaction show that are not open at first; loaded when one is opened. */
import { css } from 'lit';
import { conversationStyles } from './conversation.ts';
import { valuesStyles } from './interaction-values.ts';
import '../reply.ts';

export { conversation } from './conversation.ts';
export { interactionValues } from './interaction-values.ts';

export const tabStyles = css`
  ${conversationStyles}${valuesStyles}
`;
