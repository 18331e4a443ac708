import type { z } from 'zod';
import type {
  entityDefinitions,
  EntityTableKind,
} from '../../api-client/contract/entities/index.ts';

import { handEntities } from './hand-plans.ts';

type Definition<Kind extends EntityTableKind> = z.input<(typeof entityDefinitions)[Kind]>;

/** An entity as the demo writes it down; a definition that names queues gets all of the organisation’s. */
export type DemoEntity = {
  [Kind in EntityTableKind]: {
    kind: Kind;
    name: string;
    reference: string;
    definition: Definition<Kind> | ((queues: string[]) => Definition<Kind>);
  };
}[EntityTableKind];

const day = [{ opens: '09:00', closes: '18:00' }];
const workshopDay = [
  { opens: '08:00', closes: '12:00' },
  { opens: '13:00', closes: '16:00' },
];

const distribution: DemoEntity[] = [
  {
    kind: 'queue-group',
    name: 'All advisors',
    reference: 'all-advisors',
    definition: (queues) => ({ queues }),
  },
  {
    kind: 'calendar',
    name: 'Opening hours',
    reference: 'opening-hours',
    definition: {
      week: {
        monday: day,
        tuesday: day,
        wednesday: day,
        thursday: day,
        friday: day,
        saturday: [{ opens: '10:00', closes: '17:00' }],
      },
      exceptions: [
        { date: '2026-12-25', name: 'Christmas', open: [] },
        {
          date: '2026-12-31',
          name: 'Last day of the year',
          open: [{ opens: '09:00', closes: '12:00' }],
        },
        { date: '2027-01-01', name: 'New Year', open: [] },
      ],
    },
  },
  {
    kind: 'calendar',
    name: 'Workshop',
    reference: 'workshop',
    definition: {
      week: {
        monday: workshopDay,
        tuesday: workshopDay,
        wednesday: workshopDay,
        thursday: workshopDay,
      },
    },
  },
];

const data: DemoEntity[] = [
  {
    kind: 'value-table',
    name: 'Days of delivery by postcode',
    reference: 'delivery-days',
    definition: { description: 'The first two figures of the postcode, and the working days.' },
  },
  {
    kind: 'database',
    name: 'Returns',
    reference: 'returns',
    definition: {
      columns: [
        { name: 'number', title: 'Return number', required: true, unique: true },
        { name: 'order', title: 'Order number', required: true },
        { name: 'phone', title: 'Customer’s phone' },
        {
          name: 'reason',
          title: 'Reason',
          type: 'list',
          values: ['damaged', 'wrong item', 'changed mind'],
        },
        { name: 'amount', title: 'Amount to refund', type: 'number' },
        { name: 'received', title: 'Received on', type: 'date' },
        { name: 'refunded', title: 'Refunded', type: 'boolean' },
      ],
    },
  },
  {
    kind: 'crm',
    name: 'Customer directory',
    reference: 'directory',
    definition: {
      kind: 'built-in',
      fields: [
        { name: 'name', title: 'Name' },
        { name: 'phone', title: 'Phone' },
        { name: 'email', title: 'E-mail' },
        { name: 'company', title: 'Company' },
      ],
    },
  },
  {
    kind: 'web-service',
    name: 'State of an order',
    reference: 'order-state',
    definition: {
      method: 'GET',
      address: 'https://shop.maison-verdier.example/api/orders/{{input.number}}',
      headers: [{ name: 'Authorization', value: 'Bearer {{secret.SHOP_KEY}}' }],
      inputs: [{ name: 'number', title: 'Order number', required: true }],
    },
  },
];

const sending: DemoEntity[] = [
  {
    kind: 'mailbox',
    name: 'Customer service',
    reference: 'customer-service',
    definition: {
      address: 'service@maison-verdier.example',
      senderName: 'Maison Verdier',
    },
  },
  {
    kind: 'email-template',
    name: 'Return received',
    reference: 'return-received',
    definition: {
      subject: 'We have received your return {{number}}',
      html: '<p>Hello {{name}},</p><p>your return <b>{{number}}</b> has reached us.</p>',
      text: 'Hello {{name}},\n\nyour return {{number}} has reached us.\n',
      variables: [
        { name: 'name', title: 'Customer’s name' },
        { name: 'number', title: 'Return number', required: true },
      ],
    },
  },
  {
    kind: 'email-template',
    name: 'Address confirmed',
    reference: 'address-confirmed',
    definition: {
      subject: 'Welcome to the news of Maison Verdier',
      html: '<p>Hello {{name}},</p><p>we write to you at <b>{{address}}</b> from now on, and never more than once a month.</p>',
      text: 'Hello {{name}},\n\nwe write to you at {{address}} from now on, and never more than once a month.\n',
      variables: [
        { name: 'name', title: 'Customer’s name' },
        { name: 'address', title: 'Confirmed address', required: true },
      ],
    },
  },
  {
    kind: 'sms-template',
    name: 'Delivery tomorrow',
    reference: 'delivery-tomorrow',
    definition: {
      text: 'Maison Verdier: your order {{order}} comes tomorrow, {{slot}}.',
      variables: [
        { name: 'order', title: 'Order number', required: true },
        { name: 'slot', title: 'Between which hours' },
      ],
    },
  },
  {
    kind: 'campaign',
    name: 'Spring collection',
    reference: 'spring-collection',
    definition: {
      channel: 'whatsapp',
      layouts: [
        {
          id: 'preview',
          name: 'Preview',
          fields: [
            { name: 'first_name', title: 'First name', required: true },
            { name: 'style', title: 'Style', type: 'list', values: ['classic', 'modern'] },
          ],
        },
      ],
    },
  },
  {
    kind: 'campaign',
    name: 'Call-backs',
    reference: 'call-backs',
    definition: { channel: 'voice', priority: { min: 1, max: 5 } },
  },
  {
    kind: 'campaign',
    name: 'Reminders',
    reference: 'reminders',
    definition: { channel: 'sms' },
  },
];

const service: DemoEntity[] = [
  {
    kind: 'case-type',
    name: 'Complaint',
    reference: 'complaint',
    definition: {
      fields: [
        { name: 'order', title: 'Order number' },
        { name: 'severity', title: 'Severity', type: 'list', values: ['low', 'high'] },
      ],
    },
  },
  { kind: 'case-type', name: 'Repair', reference: 'repair', definition: {} },
  { kind: 'task-category', name: 'Call-back', reference: 'call-back', definition: {} },
  { kind: 'task-category', name: 'Quality', reference: 'quality', definition: {} },
  {
    kind: 'survey',
    name: 'Satisfaction',
    reference: 'satisfaction',
    definition: {
      invitation: 'How was it with us today? Three questions: {{link}}',
      questions: [
        { id: 'overall', title: 'How satisfied are you?', required: true },
        { id: 'solved', title: 'Is your question answered?', type: 'yes-no' },
        { id: 'remark', title: 'What could we do better?', type: 'text' },
      ],
    },
  },
  {
    kind: 'payment-module',
    name: 'Own pay page',
    reference: 'own-pay-page',
    definition: { provider: 'internal', currencies: ['EUR'] },
  },
  {
    kind: 'payment-module',
    name: 'Sandbox',
    reference: 'sandbox',
    definition: { provider: 'sandbox' },
  },
];

/** A small set of every kind, for the organisation that the demo’s pages work with. */
export const demoEntities: readonly DemoEntity[] = [
  ...distribution,
  ...data,
  ...sending,
  ...service,
  ...handEntities,
];
