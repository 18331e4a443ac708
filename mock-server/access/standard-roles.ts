import type { Rights } from '../../api-client/contract/rights.ts';
import type { Language, UserType } from '../../api-client/contract/user.ts';

/** What a role of an organisation that begins lets each type of user do. */
export const standardRights: Record<UserType, Rights> = {
  collaborator: { interactions: ['modify'] },
  manager: {
    checkpoints: ['read'],
    routings: ['read'],
    entities: ['read'],
    secrets: ['read'],
    interactions: ['modify'],
  },
  administrator: {
    checkpoints: ['read', 'create', 'modify', 'delete'],
    routings: ['read', 'create', 'modify', 'delete'],
    entities: ['read', 'create', 'modify', 'delete'],
    secrets: ['read', 'modify', 'delete'],
    interactions: ['modify'],
    users: ['read', 'create', 'modify', 'delete'],
  },
};

export const standardRoleNames: Record<Language, Record<UserType, string>> = {
  en: { collaborator: 'Advisor', manager: 'Team leader', administrator: 'Administrator' },
  fr: {
    collaborator: 'Conseiller',
    manager: 'Responsable d’équipe',
    administrator: 'Administrateur',
  },
};
