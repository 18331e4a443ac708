import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEmailPerformer } from '../../../mock-server/effects/email.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { startMailServer, type MailServer } from '../../helpers/mail-server.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

/* One of three recipients is refused by a real mail server. */

let mail: MailServer;
let engine: EngineRun;
let mailbox: { id: string };
let basic: Record<string, unknown>;
const refused = 'gone@example.com';

beforeAll(async () => {
  mail = await startMailServer((recipient) => (recipient === refused ? 550 : undefined));
  const operator = {
    host: '127.0.0.1',
    port: mail.port,
    secure: false,
    user: '',
    password: '',
  };
  engine = await EngineRun.start({
    performers: [
      createEmailPerformer(new NetworkGuard(), { ...operator, from: 'shop@example.com' }),
    ],
  });
  const box = { address: 'orders@example.com', senderName: 'Orders' };
  mailbox = { id: await engine.addEntity('mailbox', 'ORDERS', box) };
  await engine.addEntity('email-template', 'ORDER', {
    subject: 'Your order {{number}}',
    html: '<p title="{{number}}">Hello {{name}}</p>',
    text: 'Hello {{name}}, your order {{number}} is on its way.',
    variables: [
      { name: 'name', title: 'Name' },
      { name: 'number', title: 'Number', required: true },
    ],
  });
  await engine.addEntity('queue', 'CARE');
  const sender = { type: 'basic', mailbox };
  basic = { template: { reference: 'ORDER' }, variables: values('Nadia', '42'), sender };
});
beforeEach(() => void mail.mails.splice(0));
afterAll(async () => {
  await engine.stop();
  await mail.close();
});

const values = (name: string, number: string) => [
  { name: 'name', value: name },
  { name: 'number', value: number },
];

async function send(
  parameters: Record<string, unknown>,
  variables: Record<string, string> = {},
) {
  const { id } = await engine.runAction(
    'send-email',
    { ...basic, ...parameters },
    { variables },
  );
  return engine.doEffects(id);
}

async function outgoingOf(id: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select i.flow, i.direction, i.status, i.status_reason as reason, i.contact_email as email, m.text,
      q.reference as queue
    from interactions i
    join messages m on m.organisation_id = i.organisation_id and m.interaction_id = i.id
    left join entities q on q.organisation_id = i.organisation_id and q.id = i.queue_id
    where i.linked_interaction_id = ${id}`.execute(engine.db);
  return rows;
}

test('an e-mail that all get leaves by ok', async () => {
  const done = await send({ to: 'a@example.com; B <b@example.com>', cc: 'c@example.com' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]).toMatchObject({
    from: 'orders@example.com',
    to: ['a@example.com', 'b@example.com', 'c@example.com'],
  });
  const raw = mail.mails[0]?.raw ?? '';
  expect(raw).toContain('From: Orders <orders@example.com>');
  expect(raw).toContain('Subject: Your order 42');
  expect(raw).toContain('Hello Nadia, your order 42 is on its way.');
  expect(await outgoingOf(done.id)).toEqual([]);
});

test('an address in several fields gets one copy', async () => {
  const to = 'a@example.com, A@example.com';
  const done = await send({ to, cc: 'a@example.com', bcc: 'a@example.com, omar@example.com' });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(mail.mails.map((one) => one.to)).toEqual([['a@example.com', 'omar@example.com']]);
  expect(mail.mails[0]?.raw).not.toContain('omar@example.com');
});

test('one of three refused leaves by partially-sent', async () => {
  const done = await send({ to: `a@example.com, ${refused}, b@example.com` });

  expect(done.branchesOf('it')).toEqual(['partially-sent']);
  expect(done.reasonOf('it')).toBe('The mail server refused gone@example.com.');
  expect(mail.mails.map((one) => one.to)).toEqual([['a@example.com', 'b@example.com']]);
});

test('what is no address counts as refused', async () => {
  const done = await send({ to: 'a@example.com, nadia at example' });

  expect(done.branchesOf('it')).toEqual(['partially-sent']);
  expect(done.reasonOf('it')).toBe('No e-mail address: nadia at example.');
});

test.each([
  ['the template', { template: { reference: 'NONE' } }],
  ['the queue', { sender: { type: 'outgoing', queue: { reference: 'NONE' } } }],
  ['the mailbox', { sender: { type: 'basic', mailbox: { reference: 'NONE' } } }],
])('%s that is not there leaves by reference-not-found', async (_, parameters) => {
  const done = await send({ to: 'a@example.com', ...parameters });

  expect(done.branchesOf('it')).toEqual(['reference-not-found']);
  expect(done.reasonOf('it')).toContain('has the reference “NONE”.');
  expect(mail.mails).toEqual([]);
});

test.each([
  ['nobody takes it', { to: refused }, 'The mail server refused the message (status 550).'],
  ['there is no recipient', { to: ' ; ' }, 'There is no recipient.'],
  ['no recipient is an address', { to: 'x' }, 'No recipient is an e-mail address: x.'],
  [
    'a required variable is empty',
    { to: 'a@example.com', variables: values('Nadia', '{{order.number}}') },
    'The template’s “Number” is empty.',
  ],
])('leaves by error when %s', async (_, parameters, reason) => {
  const done = await send(parameters);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toBe(reason);
  expect(mail.mails).toEqual([]);
});

test('a customer’s text is escaped for where it goes, and never expanded', async () => {
  const text = '<b>{{number}}</b>"\r\nBcc: thief@example.com';
  const done = await send(
    { to: 'a@example.com', variables: values('{{customer.text}}', '{{customer.text}}') },
    { 'customer.text': text, 'customer.number': 'secret' },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(mail.mails[0]?.to).toEqual(['a@example.com']);
  const raw = (mail.mails[0]?.raw ?? '').replace(/=\r\n/g, '').replaceAll('=3D', '=');
  expect(raw).toContain('&lt;b&gt;{{number}}&lt;/b&gt;&quot;');
  expect(raw).not.toContain('<b>{{number}}</b>"\r\nBcc: thief@example.com</p>');
  expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/m);
});

test('leaves by error when its values make a template too long', async () => {
  await engine.addEntity('email-template', 'LONG', {
    subject: 'Hello',
    text: '{{name}}'.repeat(101),
    variables: [{ name: 'name', title: 'Name' }],
  });
  const template = { reference: 'LONG' };
  const done = await send(
    { template, to: 'a@example.com', variables: values('x'.repeat(4000), '{{a.b}}') },
    {
      'a.b': 'y',
    },
  );
  expect(done.branchesOf('it')).toEqual(['ok']);

  const long = { 'customer.text': 'x'.repeat(10_000) };
  const all = { template, to: 'a@example.com', variables: values('{{customer.text}}', '') };
  const failed = await send(all, long);
  expect(failed.branchesOf('it')).toEqual(['error']);
  expect(failed.reasonOf('it')).toBe(
    'With its variables, a text is longer than 1000000 characters.',
  );
});

test('a subject of its own takes the template’s place', async () => {
  await send(
    { to: 'a@example.com', subject: 'News\r\nof {{order.number}}' },
    { 'order.number': '7' },
  );

  expect(mail.mails[0]?.raw).toContain('Subject: News of 7');
});

test('an outgoing interaction is made once, with the queue, the text and how it went', async () => {
  const sender = { type: 'outgoing', queue: { reference: 'CARE' } };
  const done = await send({ sender, to: `${refused}, a@example.com` });

  expect(done.branchesOf('it')).toEqual(['partially-sent']);
  expect(mail.mails[0]?.from).toBe('shop@example.com');
  expect(await outgoingOf(done.id)).toEqual([
    {
      flow: 'email-messaging',
      direction: 'outgoing',
      status: 'warning',
      reason: 'The mail server refused gone@example.com.',
      email: refused,
      text: 'Your order 42\n\nHello Nadia, your order 42 is on its way.',
      queue: 'CARE',
    },
  ]);
});

test('refuses a sender that is neither a queue nor a mailbox', () => {
  const parameters = { template: { reference: 'ORDER' }, sender: { type: 'basic' } };

  expect(wrongParameters('send-email', parameters)).toEqual(['sender.mailbox']);
  expect(wrongParameters('send-email', { ...parameters, sender: { type: 'x' } })).toEqual([
    'sender.type',
  ]);
});
