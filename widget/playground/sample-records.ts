import type { InteractionRecords } from '../../api-client/contract/interaction-records.ts';
import type { PathRouting } from '../../api-client/contract/interaction-routings.ts';
import type { InteractionSettings } from '../../api-client/contract/interaction-settings.ts';
import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import type { InteractionButton } from '../../api-client/contract/interaction-buttons.ts';
import type { DataSize } from './samples.ts';

const NOW = Date.now();
const instant = (secondsAgo: number): string => new Date(NOW - secondsAgo * 1000).toISOString();
const LONG =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk, and all that belongs to it';

/** The records of an interaction with something in every tab, or with nothing at all. */
export function records(size: DataSize, isEmpty = false): InteractionRecords {
  const none: InteractionRecords = {
    interactionId: 'interaction-0',
    revision: 1,
    durations: {
      waiting: { ms: 38_000, since: null },
      inProgress: { ms: 0, since: instant(120) },
      after: null,
    },
    case: null,
    card: null,
    qualifications: [],
    surveys: [],
    invoices: [],
    payments: [],
    tasks: [],
    sent: [],
    linkedFrom: null,
  };
  return isEmpty ? none : { ...none, ...filled(size) };
}

function filled(size: DataSize): Partial<InteractionRecords> {
  const long = (words: string): string => (size === 'long' ? `${words} ${LONG}` : words);
  const times = size === 'many' ? 8 : 2;
  const field = (
    name: string,
    title: string,
    type: 'text' | 'date' | 'boolean' | 'number',
    value: string | null,
  ) => ({ name, title: long(title), type, value });
  return {
    case: {
      id: 'case',
      reference: 'C-1042',
      title: long('Parcel that did not come'),
      status: 'open',
      type: { id: 'type', name: long('Delivery') },
      fields: [
        field('order', 'Order', 'text', 'C-20418'),
        field('promised', 'Promised for', 'date', '2026-11-19'),
        field('refund', 'Refund wanted', 'boolean', 'false'),
        field('value', 'Value', 'number', '129.9'),
      ],
      createdAt: instant(3600),
      updatedAt: instant(200),
    },
    card: {
      crmId: 'crm',
      id: '20418',
      label: long('Nadia Achour'),
      address: 'https://crm.example/contacts/20418',
      crm: { id: 'crm', name: long('Customers'), kind: 'built-in' },
      fields: [
        field('name', 'Name', 'text', 'Nadia Achour'),
        field('since', 'Customer since', 'date', '2019-04-02'),
        field('newsletter', 'Newsletter', 'boolean', 'true'),
      ],
      canBeRead: true,
      trouble: null,
    },
    qualifications: Array.from({ length: times }, (_, index) => ({
      id: `qualification-${index}`,
      qualificationId: 'delivery',
      name: long(index ? 'Goodwill' : 'Delivery'),
      comment: index ? '' : long('Came a day late.'),
      by: { id: 'advisor', name: 'L. Perrin' },
      at: instant(100 - index),
      isOwn: index === 0,
    })),
    surveys: [
      {
        surveyId: 'survey',
        name: long('After the conversation'),
        invitedAt: instant(90),
        answeredAt: instant(60),
        answers: [
          { id: 'a', title: long('How was it?'), type: 'rating', value: 4 },
          { id: 'b', title: 'Was it settled?', type: 'yes-no', value: true },
          { id: 'c', title: 'What else?', type: 'text', value: long('Thank you.') },
        ],
      },
      {
        surveyId: 'other',
        name: 'A month later',
        invitedAt: instant(50),
        answeredAt: null,
        answers: null,
      },
    ],
    invoices: Array.from({ length: times }, (_, index) => ({
      id: `invoice-${index}`,
      number: `F-2026-${118 + index}`,
      name: long('Repair'),
      reference: 'R-7',
      amount: '129.90',
      currency: 'EUR',
      dueOn: '2026-12-01',
      issuedAt: instant(86_400 * 4),
      state: index ? 'open' : 'paid',
    })),
    payments: [
      {
        id: 'payment-0',
        invoiceId: 'invoice-0',
        amount: '129.90',
        currency: 'EUR',
        name: '',
        reference: '',
        state: 'payment-successful',
        module: { id: 'module', name: long('Card payments') },
        payAddress: null,
        linkSent: true,
        canBeCancelled: false,
        createdAt: instant(180),
        updatedAt: instant(90),
      },
      {
        id: 'payment-1',
        invoiceId: null,
        amount: '15.00',
        currency: 'EUR',
        name: long('Express delivery'),
        reference: 'X-1',
        state: 'pending',
        module: { id: 'module', name: 'Card payments' },
        payAddress: 'https://pay.example/p/1',
        linkSent: true,
        canBeCancelled: true,
        createdAt: instant(80),
        updatedAt: instant(80),
      },
    ],
    tasks: [
      {
        id: 'task',
        name: long('Call back'),
        category: { id: 'category', name: 'Calls' },
        kind: 'standard',
        startsAt: instant(-86_400),
        endsAt: null,
        createdAt: instant(100),
      },
    ],
    sent: [
      {
        id: 'sent',
        flow: 'sms-messaging',
        status: 'delivered',
        statusReason: null,
        templates: [{ id: 'template', name: 'Where your parcel is' }],
        contactName: 'Nadia Achour',
        address: '+33612345678',
        startedAt: instant(150),
      },
    ],
  };
}

/** A tree whose path the events take; a large one when there is much. */
export function routings(size: DataSize): PathRouting[] {
  const count = size === 'many' ? 1000 : 14;
  const actions = Array.from({ length: count }, (_, index) => ({
    id: `step-${index}`,
    name: size === 'long' ? `Step ${index + 1} ${LONG}` : `Step ${index + 1}`,
    type: 'ask-question',
    title: 'Ask a question',
    branches: [
      { key: 'ok', label: 'OK', target: index + 1 < count ? `step-${index + 1}` : null },
      {
        key: 'timeout',
        label: 'No answer in time',
        target: index % 3 && index + 4 < count ? `step-${index + 4}` : null,
      },
    ],
  }));
  return [
    {
      routingId: 'routing',
      name: 'Welcome, orders',
      kind: 'start',
      version: 2,
      start: 'step-0',
      actions,
    },
  ];
}

/** What happened between the messages of the samples' conversation. */
export function events(size: DataSize): InteractionEvent[] {
  const event = (
    secondsAgo: number,
    kind: InteractionEvent['kind'],
    more: Partial<InteractionEvent> = {},
  ): Omit<InteractionEvent, 'sequence'> => ({
    at: instant(secondsAgo),
    kind,
    routingId: 'routing',
    routingVersion: 2,
    actionId: null,
    actionType: null,
    actionName: null,
    branch: null,
    durationMs: null,
    reason: null,
    by: null,
    ...more,
  });
  const steps = Array.from({ length: size === 'many' ? 400 : 4 }, (_, index) =>
    event(249 - index / 100, 'action', {
      actionId: `step-${index}`,
      actionName: `Step ${index + 1}`,
      branch: 'ok',
    }),
  );
  return [
    event(250, 'opened'),
    ...steps,
    event(190, 'action', { actionId: 'test', actionName: 'Test the reason' }),
    event(170, 'queued'),
    event(145, 'advisor-joined', { reason: 'L. Perrin' }),
    event(110, 'case-linked', { by: 'L. Perrin', reason: 'C-1042' }),
    event(105, 'effect-failed', {
      reason: 'Web service: ‘stock.example’ did not answer within 10 seconds.',
    }),
  ].map((one, index) => ({ ...one, sequence: index + 1 }));
}

const PICTURES = ['parcel', 'tool', 'warning'] as const;

export const buttons: InteractionButton[] = (
  [
    ['Track the parcel', 'green', 'address', 'toolbar'],
    ['Refund', 'amber', 'web-service', 'toolbar'],
    ['Report to the depot', 'red', 'address', 'panel'],
  ] as const
).map(([title, colour, type, place], index) => ({
  id: `button-${index}`,
  title,
  icon: PICTURES[index] ?? 'link',
  colour,
  place,
  type,
  address: type === 'address' && index === 0 ? 'https://parcels.example/C-20418' : null,
  reason: index === 2 ? { key: 'value-missing', words: 'The depot is not known.' } : null,
}));

export const settings: InteractionSettings = {
  interactionId: 'interaction-0',
  actions: [
    { action: 'card-create', reason: null },
    { action: 'card-assign', reason: null },
    { action: 'card-unassign', reason: null },
    { action: 'case-create', reason: null },
    { action: 'case-assign', reason: null },
    { action: 'case-unassign', reason: { key: 'none-linked', words: 'No case is assigned.' } },
    { action: 'payment-create', reason: null },
    { action: 'qualify', reason: null },
  ],
  crms: [
    {
      id: 'crm',
      name: 'Customers',
      kind: 'built-in',
      objects: [
        {
          object: 'contact',
          title: 'Contact',
          canCreate: true,
          fields: [
            { name: 'name', title: 'Name', type: 'text', required: true, values: [] },
            {
              name: 'since',
              title: 'Customer since',
              type: 'date',
              required: false,
              values: [],
            },
            {
              name: 'kind',
              title: 'Kind',
              type: 'list',
              required: false,
              values: ['Private', 'Firm'],
            },
            {
              name: 'newsletter',
              title: 'Newsletter',
              type: 'boolean',
              required: false,
              values: [],
            },
          ],
        },
      ],
      searches: [{ scenario: 'text', title: 'Name, phone or e-mail', takesText: true }],
    },
  ],
  caseTypes: [
    {
      id: 'type',
      name: 'Delivery',
      fields: [
        { name: 'order', title: 'Order', type: 'text', required: true, values: [] },
        { name: 'value', title: 'Value', type: 'number', required: false, values: [] },
      ],
    },
    { id: 'other', name: 'Complaint', fields: [] },
  ],
  paymentModules: [{ id: 'module', name: 'Card payments', currencies: null, page: 'own' }],
  invoices: [
    {
      id: 'invoice-1',
      number: 'F-2026-119',
      name: 'Repair',
      reference: 'R-7',
      amount: '129.90',
      currency: 'EUR',
      dueOn: '2026-12-01',
      issuedAt: instant(86_400 * 4),
      state: 'open',
    },
  ],
  currency: 'EUR',
  reach: { conversation: true, mobile: '+33612345678', email: null },
  qualifications: [
    { id: 'delivery', name: 'Delivery', reference: 'delivery', commentRequired: false },
    { id: 'goodwill', name: 'Goodwill', reference: 'goodwill', commentRequired: true },
  ],
};
