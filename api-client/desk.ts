import type { OffersView, PresenceView } from './desk-views.ts';
import type { Sync } from './sync.ts';
import type { Desk } from './waypost.ts';

/** The work of an advisor, call by call; what it changes is shown by these views. */
export function deskCalls(
  sync: Sync,
  offers: OffersView,
  presence: PresenceView,
): Omit<Desk, 'offers' | 'presence'> {
  type Act =
    'acceptInteraction' | 'refuseInteraction' | 'dissuadeInteraction' | 'finishInteraction';
  const act = async (name: Act, id: string, qualification?: string[]) => {
    const params = { id };
    try {
      if (name === 'finishInteraction')
        await sync.call(name, { params, query: { qualification } });
      else await sync.call(name, { params });
    } finally {
      offers.refresh().catch(() => {}); // also when it was too late; who follows the offers is told of a failure
    }
  };
  return {
    async choosePresence(status) {
      const chosen = await sync.call('choosePresence', { body: { status } });
      presence.show(chosen);
      return chosen;
    },
    accept: (id) => act('acceptInteraction', id),
    refuse: (id) => act('refuseInteraction', id),
    dissuade: (id) => act('dissuadeInteraction', id),
    finish: (id, qualificationIds) => act('finishInteraction', id, qualificationIds),
    write: (id, text, key) =>
      sync.call('sendAdvisorMessage', { params: { id }, body: { text, key } }),
  };
}
