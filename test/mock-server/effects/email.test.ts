import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createEmailPerformer } from '../../../mock-server/effects/email.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { TryAgain } from '../../../mock-server/effects/performer.ts';
import { startMailServer, type MailServer } from '../../helpers/mail-server.ts';
import { Occasions } from '../../helpers/occasions.ts';

let occasions: Occasions;
let server: MailServer | undefined;
beforeAll(async () => {
  occasions = await Occasions.open();
  await occasions.addSecret('MAIL', 'hunter2-hunter2');
  await occasions.addSecret('WRONG', 'swordfish-swordfish');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => occasions.close());

const guard = new NetworkGuard({ allowedHosts: ['127.0.0.1'] });
const mailOf = (port: number, smtp: object | null = {}) => ({
  mailbox: {
    address: 'shop@example.com',
    senderName: 'Shop',
    smtp: smtp && {
      host: '127.0.0.1',
      port,
      secure: false,
      user: '',
      passwordSecret: null,
      ...smtp,
    },
  },
  to: ['a@example.com', 'b@example.com'],
  cc: [],
  bcc: [],
  subject: 'Hello',
  html: '',
  text: 'Hello',
});
const send = (mail: ReturnType<typeof mailOf>, key?: string) =>
  createEmailPerformer(guard, null).perform(mail, occasions.occasion(key ? { key } : {}));

test('a repetition carries the same Message-ID, another e-mail another', async () => {
  server = await startMailServer();
  for (const key of ['one', 'one', 'two']) await send(mailOf(server.port), key);
  const ids = server.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);

  expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test('a mail server that cannot be reached is tried again', async () => {
  const { port, close } = await startMailServer();
  await close();

  await expect(send(mailOf(port))).rejects.toThrow(TryAgain);
});

test('a busy mail server is tried again', async () => {
  server = await startMailServer(() => 451);

  await expect(send(mailOf(server.port))).rejects.toThrow(
    'The mail server is busy (status 451).',
  );
});

test('one recipient put off while another is taken counts as refused: nobody gets it twice', async () => {
  server = await startMailServer((address) => (address.startsWith('a') ? 451 : undefined));

  expect(await send(mailOf(server.port))).toEqual({
    accepted: ['b@example.com'],
    rejected: ['a@example.com'],
    reason: 'The mail server refused a@example.com.',
  });
});

test('signs in with the secret that the mailbox names', async () => {
  server = await startMailServer(() => undefined, 'hunter2-hunter2');
  const signIn = { user: 'me', passwordSecret: 'MAIL' };

  expect(await send(mailOf(server.port, signIn))).toMatchObject({ reason: null });
});

test('a wrong password is a result that does not tell it, though the server repeats it', async () => {
  server = await startMailServer(() => undefined, 'hunter2-hunter2');
  const signIn = { user: 'me', passwordSecret: 'WRONG' };

  expect(await send(mailOf(server.port, signIn))).toEqual({
    accepted: [],
    rejected: ['a@example.com', 'b@example.com'],
    reason: 'The mail server refused the user or password (status 535).',
  });
});

test('a secret that is not there is named', async () => {
  const { reason } = await send(mailOf(1, { user: 'me', passwordSecret: 'NONE' }));

  expect(reason).toBe('There is no secret ‘NONE’.');
});

test('a mailbox cannot name an inside server that the operator has not allowed', async () => {
  const { reason } = await send(mailOf(25, { host: 'localhost' }));

  expect(reason).toContain('leads inside');
});

test('without any mail server there is none to send by', async () => {
  expect((await send(mailOf(1, null))).reason).toBe('No mail server is set up.');
});
