/** Every endpoint's method and path: plain data, so that a page gets it without a schema library. */
export const endpoints = {
  createSession: { method: 'POST', path: '/api/session' },
  endSession: { method: 'DELETE', path: '/api/session' },
  readMe: { method: 'GET', path: '/api/me' },
  chooseProfile: { method: 'PUT', path: '/api/me/profile' },

  listCheckpoints: { method: 'GET', path: '/api/checkpoints' },
  createCheckpoint: { method: 'POST', path: '/api/checkpoints' },
  bulkDeleteCheckpoints: { method: 'POST', path: '/api/checkpoints/bulk-delete' },
  readCheckpoint: { method: 'GET', path: '/api/checkpoints/{id}' },
  changeCheckpoint: { method: 'PATCH', path: '/api/checkpoints/{id}' },
  deleteCheckpoint: { method: 'DELETE', path: '/api/checkpoints/{id}' },
  duplicateCheckpoint: { method: 'POST', path: '/api/checkpoints/{id}/duplicate' },
  readCheckpointUsage: { method: 'GET', path: '/api/checkpoints/{id}/usage' },

  listRoutings: { method: 'GET', path: '/api/routings' },
  createRouting: { method: 'POST', path: '/api/routings' },
  readRouting: { method: 'GET', path: '/api/routings/{id}' },
  changeRouting: { method: 'PATCH', path: '/api/routings/{id}' },
  deleteRouting: { method: 'DELETE', path: '/api/routings/{id}' },
  listVersions: { method: 'GET', path: '/api/routings/{id}/versions' },
  createVersion: { method: 'POST', path: '/api/routings/{id}/versions' },
  readVersion: { method: 'GET', path: '/api/routings/{id}/versions/{number}' },
  saveVersion: { method: 'PUT', path: '/api/routings/{id}/versions/{number}' },
  validateVersion: { method: 'POST', path: '/api/routings/{id}/versions/{number}/validate' },
  publishVersion: { method: 'POST', path: '/api/routings/{id}/versions/{number}/publish' },
  testVersion: { method: 'POST', path: '/api/routings/{id}/versions/{number}/test' },
  archiveVersion: { method: 'POST', path: '/api/routings/{id}/versions/{number}/archive' },
  listActionTypes: { method: 'GET', path: '/api/action-types' },

  listEntityKinds: { method: 'GET', path: '/api/entity-kinds' },
  listEntities: { method: 'GET', path: '/api/entities/{kind}' },
  createEntity: { method: 'POST', path: '/api/entities/{kind}' },
  readEntity: { method: 'GET', path: '/api/entities/{kind}/{id}' },
  changeEntity: { method: 'PATCH', path: '/api/entities/{kind}/{id}' },
  deleteEntity: { method: 'DELETE', path: '/api/entities/{kind}/{id}' },
  readEntityUsage: { method: 'GET', path: '/api/entities/{kind}/{id}/usage' },
  listSecrets: { method: 'GET', path: '/api/secrets' },
  writeSecret: { method: 'PUT', path: '/api/secrets/{name}' },
  deleteSecret: { method: 'DELETE', path: '/api/secrets/{name}' },

  listInteractions: { method: 'GET', path: '/api/interactions' },
  readInteraction: { method: 'GET', path: '/api/interactions/{id}' },
  listInteractionCheckpoints: { method: 'GET', path: '/api/interactions/{id}/checkpoints' },
  listInteractionEvents: { method: 'GET', path: '/api/interactions/{id}/events' },
  listInteractionMessages: { method: 'GET', path: '/api/interactions/{id}/messages' },

  openInteraction: { method: 'POST', path: '/api/channels/{channel}/interactions' },
  listConversation: {
    method: 'GET',
    path: '/api/channels/{channel}/interactions/{id}/messages',
  },
  sendCustomerMessage: {
    method: 'POST',
    path: '/api/channels/{channel}/interactions/{id}/messages',
  },
  leaveInteraction: { method: 'DELETE', path: '/api/channels/{channel}/interactions/{id}' },

  listChanges: { method: 'GET', path: '/api/changes' },
} as const;

export type EndpointName = keyof typeof endpoints;
