import { v5 } from 'uuid';
import { entityDefinitions } from '../../../api-client/contract/entities/index.ts';
import type { ServiceOptions } from '../../../mock-server/create-services.ts';
import type { Performer } from '../../../mock-server/effects/performer.ts';
import type { Db } from '../../../mock-server/storage/database.ts';
import { entityRow } from '../../../mock-server/storage/entities.ts';
import type { foundationRoutings, Journey } from './journeys.ts';

/*
 * What programs have that came after the foundation: flows that wait for effects, agents and payments. A file of its
 * own, so that the foundation can make the others.
 */

const AT = new Date('2026-11-20T10:00:00.000Z');

/** Each agent serves one queue, so that each flow has its own. */
const agentNames = ['FIRST', 'SECOND', 'THIRD'] as const;

export function agentsOf(organisationId: string) {
  const type = 'collaborator' as const;
  return agentNames.map((name) => ({
    organisationId,
    userId: v5(`agent ${name}`, organisationId),
    name,
    type,
  }));
}

const gateway: Performer<'sms'> = {
  kind: 'sms',
  perform: () => Promise.resolve({ accepted: true }),
  givenUp: (reason) => ({ accepted: false, reason }),
};
const performers: unknown = [gateway]; // the worker finds it by its kind

const farewell = {
  type: 'simple-message',
  parameters: { message: 'Good-bye {{contact.name}}.' },
};
const queue = (reference: string) => ({
  queue: {
    type: 'distribution-queue',
    parameters: { target: { queue: { reference } } },
    branches: { processed: 'farewell', unprocessed: 'mark' },
  },
  mark: { type: 'add-checkpoint', parameters: { checkpoint: { reference: 'MARK' } } },
  farewell,
});

const routings: typeof foundationRoutings = {
  EFFECT: {
    send: {
      type: 'send-sms',
      parameters: {
        template: { reference: 'NEWS' },
        kind: 'outgoing',
        from: 'Verdier',
        to: '{{contact.phone}}',
      },
      branches: { ok: 'farewell' },
    },
    farewell,
  },
  QUEUE: queue('FIRST'),
  TAKEN: queue('SECOND'),
  RINGS: {
    ring: {
      type: 'distribution-user',
      parameters: { target: { user: { reference: 'THIRD' } }, ringSeconds: 300 },
      branches: { ok: 'farewell' },
    },
    farewell,
  },
  PAYS: {
    pay: {
      type: 'pay-invoice',
      parameters: {
        subject: { type: 'amount', amount: '19.99', currency: 'EUR' },
        module: { reference: 'OWN' },
        mode: 'routing',
      },
      branches: { 'payment-successful': 'farewell' },
    },
    farewell,
  },
};

const longEnd = { passes: 61 };
const journeys: Journey[] = [
  { routing: 'EFFECT', before: [], after: ['effects', longEnd] },
  { routing: 'PAYS', before: [], after: ['pays', longEnd] },
  {
    routing: 'QUEUE',
    before: [],
    after: [{ agent: 'takes' }, { agent: 'finishes' }, longEnd],
  },
  {
    routing: 'TAKEN',
    before: [{ agent: 'takes' }],
    after: [{ agent: 'finishes' }, longEnd],
  },
  {
    routing: 'RINGS',
    before: [{ agent: 'rings' }],
    after: [{ agent: 'takes' }, { agent: 'finishes' }, longEnd],
  },
];

async function prepare(db: Db, organisationId: string): Promise<void> {
  const organisation_id = organisationId;
  const idOf = (name: string) => v5(name, organisationId);
  const entities = [
    ...agentNames.map((reference) => ({ kind: 'queue' as const, reference, definition: {} })),
    { kind: 'sms-template' as const, reference: 'NEWS', definition: { text: 'News' } },
    { kind: 'payment-module' as const, reference: 'OWN', definition: {} },
  ];
  for (const { kind, reference, definition } of entities) {
    const parsed = { ...entityDefinitions[kind].parse(definition) };
    const draft = { kind, name: reference, reference, definition: parsed };
    await db
      .insertInto('entities')
      .values(entityRow(organisationId, idOf(`${kind} ${reference}`), draft, AT))
      .execute();
  }
  const role_id = idOf('role');
  await db
    .insertInto('roles')
    .values({ organisation_id, id: role_id, name: 'Agent', rights: '{}' })
    .execute();
  for (const { userId, name, type } of agentsOf(organisationId)) {
    const profile = idOf(`profile ${name}`);
    const sees = { history_of_interactions: true, flows: [] };
    await db
      .insertInto('profiles')
      .values({ organisation_id, id: profile, name, ...sees })
      .execute();
    await db
      .insertInto('profile_queues')
      .values({ organisation_id, profile_id: profile, queue_id: idOf(`queue ${name}`) })
      .execute();
    const person = { username: name, name, email: `${name}@example.com`, type };
    const rest = { language: 'en' as const, password_hash: null };
    const links = { role_id, active_profile_id: profile };
    await db
      .insertInto('users')
      .values({ organisation_id, id: userId, ...person, ...links, ...rest })
      .execute();
    const seen = { since: AT, free_since: AT, seen_at: AT };
    await db
      .insertInto('presence')
      .values({ organisation_id, user_id: userId, status: 'available', ...seen })
      .execute();
  }
}

export const later = {
  options: { performers: performers as Performer[] } satisfies Partial<ServiceOptions>,
  routings,
  journeys,
  prepare,
};
