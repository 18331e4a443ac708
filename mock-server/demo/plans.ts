import type { UserType } from '../../api-client/contract/user.ts';
import { demoCheckpoints } from './checkpoints.ts';
import type { OrganisationPlan } from './organisation.ts';
import { demoRoutings } from './routings/index.ts';

/** The organisation that the demo's pages work with: 36 of the 40 users. */
export const maisonVerdier: OrganisationPlan = {
  name: 'Maison Verdier',
  timeZone: 'Europe/Paris',
  region: 'FR',
  currency: 'EUR',
  languages: ['en', 'fr'],
  queues: ['Orders', 'Delivery', 'After-sales', 'Billing'],
  channels: [
    { id: 'chat', name: 'Chat', kind: 'chat', flow: 'chat-messaging', queue: 'Orders' },
    {
      id: 'whatsapp',
      name: 'WhatsApp',
      kind: 'internal',
      flow: 'whatsapp-messaging',
      queue: 'Delivery',
    },
    {
      id: 'messenger',
      name: 'Messenger',
      kind: 'internal',
      flow: 'messenger-messaging',
      queue: 'After-sales',
    },
    { id: 'sms', name: 'SMS', kind: 'internal', flow: 'sms-messaging', queue: 'Billing' },
  ],
  users: [
    { username: 'agent', name: 'Léa Perrin', type: 'collaborator', team: 0, profile: 'Orders' },
    { username: 'manager', name: 'Marc Delmas', type: 'manager', team: 0, profile: 'Orders' },
    {
      username: 'admin',
      name: 'Inès Caron',
      type: 'administrator',
      team: 0,
      profile: 'Everything',
    },
    ...crew('advisor', 'collaborator', 28),
    ...crew('leader', 'manager', 3),
    { username: 'keeper', type: 'administrator', team: 0, profile: 'Everything' },
    { username: 'trainee', type: 'collaborator', team: 1, profile: 'Without history' },
  ],
  teams: ['Orders', 'Delivery', 'After-sales'],
  profiles: [
    { name: 'Orders', queues: ['Orders', 'Billing'], open: true },
    { name: 'Delivery', queues: ['Delivery'], open: true },
    { name: 'After-sales', queues: ['After-sales'], open: true },
    {
      name: 'Everything',
      queues: ['Orders', 'Delivery', 'After-sales', 'Billing'],
      open: true,
    },
    { name: 'Without history', queues: ['Orders'], open: false },
  ],
  checkpoints: demoCheckpoints,
  routings: demoRoutings,
  contacts: 1200,
  embedKey: 'demo-crm',
};

/** A second organisation on the same server: nothing of it crosses. */
export const northwind: OrganisationPlan = {
  name: 'Northwind Support',
  timeZone: 'America/New_York',
  region: 'US',
  currency: 'USD',
  languages: ['en'],
  queues: ['Help desk'],
  channels: [
    {
      id: 'northwind-chat',
      name: 'Chat',
      kind: 'chat',
      flow: 'chat-messaging',
      queue: 'Help desk',
    },
  ],
  users: [
    { username: 'northwind-agent', type: 'collaborator', team: 0, profile: 'Help desk' },
    { username: 'northwind-agent-2', type: 'collaborator', team: 0, profile: 'Help desk' },
    { username: 'northwind-manager', type: 'manager', team: 0, profile: 'Help desk' },
    { username: 'northwind-admin', type: 'administrator', team: 0, profile: 'Help desk' },
  ],
  teams: ['Help desk'],
  profiles: [{ name: 'Help desk', queues: ['Help desk'], open: true }],
  checkpoints: demoCheckpoints.slice(0, 5),
  routings: [],
  contacts: 40,
  embedKey: 'northwind-crm',
};

function crew(name: string, type: UserType, count: number): OrganisationPlan['users'] {
  return Array.from({ length: count }, (_, index) => ({
    username: `${name}-${index + 1}`,
    type,
    team: index % 3,
    profile: ['Orders', 'Delivery', 'After-sales'][index % 3] ?? 'Orders',
  }));
}
