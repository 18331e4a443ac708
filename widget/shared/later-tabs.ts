/** What an interaction shows besides its head and its trail; loaded when these are there. */
import { css, nothing } from 'lit';
import type { InteractionData } from '../../api-client/waypost.ts';
import '../reply.ts';
import { conversationStyles, conversationTab } from './conversation.ts';
import { factStyles } from './fact-list.ts';
import { allFacts, interactionFactsStyles } from './interaction-facts.ts';
import type { InteractionTab } from './interaction-tabs.ts';
import { interactionValues } from './interaction-values.ts';
import type { Reader } from './reader.ts';

export { furtherFacts, runLine } from './interaction-facts.ts';
export type { Reader } from './reader.ts';

export const laterStyles = css`
  ${factStyles}${conversationStyles}${interactionFactsStyles}
`;

/** What a tab shows; of the data, what stands below the trail. */
export function laterTab(tab: InteractionTab, data: InteractionData, reader: Reader): unknown {
  switch (tab) {
    case 'interaction':
      return conversationTab(data, reader);
    case 'information':
      return allFacts(data.interaction, reader);
    case 'data':
      return interactionValues(data.interaction);
    default:
      return nothing;
  }
}
