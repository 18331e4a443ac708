import { z } from 'zod';
import { AdvisorMessage, Offers, Presence, PresenceChoice } from './desk.ts';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import { Message } from './interaction.ts';
import { FinishQuery } from './interaction-settings.ts';
import { Id } from './primitives.ts';

const byId = z.strictObject({ id: Id });

/** What advisors do: be there, and take interactions that wait for them. */
export const deskEndpoints = {
  readPresence: { summary: 'Whether one is there', access: 'user', answer: Presence },
  choosePresence: {
    summary: 'Say whether one is there',
    access: 'user',
    body: PresenceChoice,
    answer: Presence,
  },
  listOffers: {
    summary: 'What rings at the user, and what is theirs now',
    access: 'user',
    answer: Offers,
  },
  acceptInteraction: {
    summary: 'Take the interaction that rings',
    access: 'user',
    params: byId,
  },
  refuseInteraction: {
    summary: 'Let the interaction that rings go to somebody else',
    access: 'user',
    params: byId,
  },
  dissuadeInteraction: {
    summary: 'Turn an interaction away that waits: nobody takes it any more',
    access: 'user',
    params: byId,
  },
  finishInteraction: {
    summary:
      'Be done with one’s interaction, or as a manager with an advisor’s: its routing goes on',
    access: 'user',
    params: byId,
    query: FinishQuery,
  },
  sendAdvisorMessage: {
    summary: 'Write to the customer of one’s interaction',
    access: 'user',
    params: byId,
    body: AdvisorMessage,
    answer: Message,
    status: 201,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
