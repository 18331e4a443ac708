import { around, through, type Flow, type FlowEntity, type FlowPlace } from './flow.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { writeSecret } from '../../mock-server/storage/secrets.ts';
import { BEGINNING, idIn } from './flow-ground.ts';

/*
 * One flow for each action. What an action needs is named by references, which every flow's organisation has for itself.
 */

const tenThings = (first: number, rest: number | null) => [
  first,
  ...Array<typeof rest>(9).fill(rest),
];
const by = (reference: string) => ({ reference });
const words = { name: 'parcel', value: '{{flow.id}}' };

const database: FlowEntity = {
  kind: 'database',
  reference: 'PARCELS',
  definition: { columns: [{ name: 'parcel' }, { name: 'state' }] },
};
const directory: FlowEntity = {
  kind: 'crm',
  reference: 'DIRECTORY',
  definition: { kind: 'built-in', fields: [{ name: 'parcel', title: 'Parcel' }] },
};
const caseType: FlowEntity = {
  kind: 'case-type',
  reference: 'CLAIM',
  definition: { fields: [{ name: 'state' }] },
};
const someCase = {
  type: 'create-case',
  parameters: { title: 'Lost parcel', caseType: by('CLAIM') },
};
const someRow = {
  type: 'save-to-database',
  parameters: { database: by('PARCELS'), fields: [words, { name: 'state', value: 'lost' }] },
};
const mailEntities = (): FlowEntity[] => [
  { kind: 'mailbox', reference: 'SHOP', definition: { address: 'shop@example.com' } },
  {
    kind: 'email-template',
    reference: 'NEWS',
    definition: {
      subject: 'Parcel {{id}}',
      text: 'Hello',
      variables: [{ name: 'id', title: 'Number' }],
    },
  },
  {
    kind: 'sms-template',
    reference: 'NEWS',
    definition: { text: 'Parcel {{id}}', variables: [{ name: 'id', title: 'Number' }] },
  },
  { kind: 'queue', reference: 'AFTER-SALES', definition: { ringSeconds: 300 } },
];
const service = ({ ports, organisationId }: FlowPlace): FlowEntity => ({
  kind: 'web-service',
  reference: 'PARCEL',
  definition: {
    address: `http://127.0.0.1:${ports.http}/service/${organisationId}`,
    body: { type: 'json', template: '{"parcel": "{{input.parcel}}"}' },
    inputs: [{ name: 'parcel', title: 'Parcel' }],
  },
});
const httpCrm = ({ ports, organisationId }: FlowPlace): FlowEntity => ({
  kind: 'crm',
  reference: 'SALES',
  definition: {
    kind: 'v2',
    address: `http://127.0.0.1:${ports.http}/crm/${organisationId}`,
    objects: [
      {
        name: 'contact',
        title: 'Contact',
        fields: [{ name: 'parcel', title: 'Parcel' }],
        labelPath: 'name',
        create: { path: '/create', body: { type: 'json', template: '{{fields}}' } },
      },
    ],
    scenarios: [
      {
        name: 'byParcel',
        title: 'By parcel',
        object: 'contact',
        method: 'POST',
        path: '/search',
        body: { type: 'json', template: '{"parcel": "{{flow.id}}"}' },
        itemsPath: 'cards',
        default: true,
      },
    ],
  },
});

/** A target of a campaign, into which the same number comes twice. */
function target(channel: 'whatsapp' | 'voice' | 'sms'): Flow {
  return around(
    `insert-${channel}-target`,
    { campaign: by('SPRING'), phone: '06 12 34 56 78', priority: '5', insertIfDuplicate: true },
    ['ok'],
    { entities: () => [{ kind: 'campaign', reference: 'SPRING', definition: { channel } }] },
  );
}

export const flows: Flow[] = [
  through(
    'start',
    { farewell: { type: 'simple-message', parameters: { message: 'Hello and good-bye.' } } },
    { branches: ['ok', 'ok'] }, // the routing for the end has a start too
  ),
  around('load-sharing', { loads: tenThings(100, 0) }, ['link-1']),
  around('add-checkpoint', { checkpoint: by('ARRIVED') }, ['ok']),
  around('pause', { seconds: 90 }, ['ok']),
  around('node', {}, ['ok']),
  around('simple-message', { message: 'Hello {{flow.id}}.' }, ['ok'], { byGateway: true }),
  around(
    'message-awaiting-response',
    {
      message: 'We have two questions.',
      maximumWait: 10_800,
      maximumAttempts: 3,
      errorMessage: 'That is none.',
      questions: [
        { content: 'Your number?', type: 'number', target: 'customer.number' },
        { content: 'Your address?', type: 'email', target: 'customer.email' },
      ],
    },
    ['ok'],
    { answers: ['20418', 'nadia@', 'nadia@example.com', '777', 'nadia@example.org'] },
  ),
  around(
    'message-with-choice',
    {
      message: 'What is it about?',
      maximumWait: 10_800,
      replies: [
        { label: 'A parcel', link: 1 },
        { label: 'A bill', link: 2 },
      ],
    },
    ['link-1', 'link-2'],
    { answers: ['a parcel', 'what?', '2'], branches: ['link-1', 'link-2'], byGateway: true },
  ),
  around(
    'send-email',
    {
      template: by('NEWS'),
      variables: [{ name: 'id', value: '{{flow.id}}' }],
      sender: { type: 'outgoing', queue: by('AFTER-SALES') },
      to: 'nadia@example.com, omar@example.com',
    },
    ['ok'],
    {
      entities: mailEntities,
      again: { sender: { type: 'basic', mailbox: by('SHOP') }, subject: 'Again {{flow.id}}' },
    },
  ),
  around(
    'send-sms',
    {
      template: by('NEWS'),
      content: 'Your parcel {{flow.id}}',
      kind: 'outgoing',
      from: 'Verdier',
      to: '06 12 34 56 78',
    },
    ['ok'],
    { entities: mailEntities },
  ),
  around('distribution-queue', { target: { queue: by('AFTER-SALES') } }, ['processed'], {
    entities: mailEntities,
  }),
  around('distribution-user', { target: { preferred: true }, ringSeconds: 300 }, ['ok'], {
    // the agent is done before the customer answers, and so is free again
    between: {
      type: 'message-with-choice',
      parameters: {
        message: 'More?',
        maximumWait: 10_800,
        replies: [{ label: 'Yes', link: 1 }],
      },
      branches: { 'link-1': 'again' },
    },
    answers: ['Yes'],
  }),
  through(
    'distribution-routing',
    {
      count: {
        type: 'number-of-passages',
        parameters: { maximum: 2 },
        branches: { 'less-or-equal': 'pause', greater: 'farewell' },
      },
      pause: { type: 'pause', parameters: { seconds: 5 }, branches: { ok: 'it' } },
      it: {
        type: 'distribution-routing',
        parameters: { routing: by('FLOW') },
        branches: { 'not-found': 'farewell', 'max-distributions': 'farewell' },
      },
      farewell: { type: 'simple-message', parameters: { message: 'Three times.' } },
    },
    { branches: [null, null] },
  ),
  around('associate-case', {}, ['ok'], {
    before: [someCase, { type: 'dissociate-case' }],
    entities: () => [caseType],
  }),
  around('dissociate-case', {}, ['ok'], { before: [someCase], entities: () => [caseType] }),
  around('create-case', someCase.parameters, ['ok'], { entities: () => [caseType] }),
  around('modify-case', { fields: [{ name: 'state', value: '{{flow.id}}' }] }, ['ok'], {
    before: [someCase],
    entities: () => [caseType],
  }),
  around(
    'associate-crm-card',
    { crm: by('DIRECTORY'), create: true, confirm: 'all', assertions: [words] },
    ['ok'],
    { entities: () => [directory] },
  ),
  around(
    'create-crm-card',
    { crm: by('DIRECTORY'), fields: [words], associate: true },
    ['ok'],
    { entities: () => [directory] },
  ),
  around('associate-crm-v2-card', { crm: by('SALES') }, ['ok'], {
    entities: (place) => [httpCrm(place)],
  }),
  around(
    'create-crm-v2-card',
    { crm: by('SALES'), object: 'contact', fields: [words], associate: true },
    ['ok'],
    { entities: (place) => [httpCrm(place)] },
  ),
  around('create-task', { name: 'Call back {{flow.id}}', category: by('CALLS') }, ['ok'], {
    entities: () => [{ kind: 'task-category', reference: 'CALLS', definition: {} }],
  }),
  around(
    'assign-values',
    {
      rows: [
        { target: 'flow.again', value: '{{flow.again}}+{{flow.name}}' },
        { target: 'flow.copy', value: '{{flow.again}}' },
      ],
    },
    ['ok'],
  ),
  around(
    'test-values',
    {
      confirm: 'all',
      conditions: [{ variable: 'flow.id', operator: 'exists', value: '' }],
    },
    ['yes'],
  ),
  around('values-table', { table: by('STATES'), key: '1', target: 'flow.state' }, ['ok'], {
    entities: () => [{ kind: 'value-table', reference: 'STATES', definition: {} }],
    prepare: (db, place) =>
      db
        .insertInto('value_table_rows')
        .values({
          organisation_id: place.organisationId,
          table_id: idIn(place, 'value-table STATES'),
          key: '1',
          folded: '1',
          value: 'lost',
        })
        .execute(),
  }),
  around(
    'fill-from-database',
    {
      database: by('PARCELS'),
      confirm: 'all',
      assertions: [words],
      results: [{ name: 'state', target: 'flow.state' }],
    },
    ['ok'],
    { before: [someRow], entities: () => [database] },
  ),
  around('save-to-database', someRow.parameters, ['ok'], { entities: () => [database] }),
  around(
    'modify-database',
    {
      database: by('PARCELS'),
      assertions: [words],
      fields: [{ name: 'state', value: '{{flow.state}}+' }],
    },
    ['ok'],
    {
      before: [someRow],
      entities: () => [database],
      branches: ['ok', 'no-modification'],
    },
  ),
  around(
    'date-time',
    {
      reference: { kind: 'variable', variable: 'flow.date' },
      operation: { kind: 'add', days: 1 },
      target: 'flow.date',
    },
    ['ok'],
  ),
  around('number-of-passages', { maximum: 5 }, ['less-or-equal']),
  around('nth-contact', { days: 30, thresholds: tenThings(0, null) }, ['link-1']),
  around('test-schedule', { calendar: by('ALWAYS') }, ['closed'], {
    entities: () => [{ kind: 'calendar', reference: 'ALWAYS', definition: {} }],
  }),
  around('even-odd-week', {}, ['uneven']),
  around(
    'web-service',
    {
      service: by('PARCEL'),
      inputs: [{ name: 'parcel', value: '{{flow.id}}' }],
      outputs: [{ field: 'parcel.status', target: 'flow.state' }],
    },
    ['ok'],
    { entities: (place) => [service(place)], again: { synchronous: false } },
  ),
  target('whatsapp'),
  target('voice'),
  target('sms'),
  around('survey', { survey: by('HOW-WAS-IT') }, ['ok'], {
    entities: () => [
      {
        kind: 'survey',
        reference: 'HOW-WAS-IT',
        definition: { questions: [{ id: 'rating', title: 'How was it?' }] },
      },
    ],
  }),
  around('search-invoice', { by: 'number', value: 'F-1' }, ['ok'], { prepare: addInvoice }),
  around(
    'pay-invoice',
    {
      subject: { type: 'invoice', by: 'number', value: 'F-1' },
      module: by('OWN'),
      mode: 'routing',
    },
    ['payment-successful', 'notification-sent'],
    {
      branches: ['payment-successful', 'notification-sent'],
      entities: (place) => [
        { kind: 'payment-module', reference: 'OWN', definition: {} },
        {
          kind: 'payment-module',
          reference: 'BANK',
          definition: {
            provider: 'http',
            address: `http://127.0.0.1:${place.ports.http}/bank/${place.organisationId}`,
            secret: 'BANK',
          },
        },
      ],
      prepare: addInvoice,
      again: {
        subject: { type: 'amount', amount: '19.99', currency: 'EUR', mobile: '+33612345678' },
        module: by('BANK'),
        mode: 'sms',
      },
    },
  ),
];

async function addInvoice(db: Db, { organisationId }: FlowPlace): Promise<void> {
  const organisation_id = organisationId;
  await writeSecret(db, organisationId, { name: 'BANK', value: 'shared secret' }, BEGINNING);
  await db
    .insertInto('invoices')
    .values({
      organisation_id,
      id: idIn({ organisationId }, 'invoice'),
      number: 'F-1',
      customer_number: null,
      contact_name: null,
      mobile: null,
      landline: null,
      email: null,
      amount: 1250,
      currency: 'EUR',
      due_on: null,
      issued_at: BEGINNING,
      state: 'open',
      name: 'Repair',
      reference: 'F-1',
      folded: 'repair',
      created_at: BEGINNING,
      updated_at: BEGINNING,
    })
    .execute();
}
