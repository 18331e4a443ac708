/** What a page calls by itself to know its user and to show and follow things: it has these from the beginning. */
export const followedEndpoints = {
  createSession: { method: 'POST', path: '/api/session' },
  endSession: { method: 'DELETE', path: '/api/session' },
  readMe: { method: 'GET', path: '/api/me' },
  listInteractions: { method: 'GET', path: '/api/interactions' },
  countInteractions: { method: 'GET', path: '/api/interactions/count' },
  readInteraction: { method: 'GET', path: '/api/interactions/{id}' },
  listInteractionMessages: { method: 'GET', path: '/api/interactions/{id}/messages' },
  readInteractionRecords: { method: 'GET', path: '/api/interactions/{id}/records' },
  readPresence: { method: 'GET', path: '/api/me/presence' },
  listOffers: { method: 'GET', path: '/api/offers' },
  readSupervision: { method: 'GET', path: '/api/supervision' },
  listChanges: { method: 'GET', path: '/api/changes' },
} as const;
