import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  startDemoMailServer,
  type DemoMailServer,
} from '../../../mock-server/demo/mail-server.ts';
import { mailPage } from '../../../mock-server/demo/mail-page.ts';
import { DemoPost } from '../../../mock-server/demo/outbox.ts';
import { takeSms } from '../../../mock-server/demo/sms-gateway.ts';
import { smsPage } from '../../../mock-server/demo/sms-page.ts';
import { createEmailPerformer } from '../../../mock-server/effects/email.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { signatureHeaders } from '../../../mock-server/access/signatures.ts';
import { Occasions } from '../../helpers/occasions.ts';

let occasions: Occasions;
let post: DemoPost;
let server: DemoMailServer;
const now = () => new Date('2026-11-20T10:00:00.000Z');

beforeAll(async () => {
  occasions = await Occasions.open();
});
afterAll(() => occasions.close());
beforeEach(async () => {
  post = new DemoPost();
  server = await startDemoMailServer(post, now);
  return () => server.close();
});

const mail = {
  mailbox: { address: 'a@example.com', senderName: 'Élodie', smtp: null },
  to: ['nadia@example.com'],
  cc: [],
  bcc: ['hidden@example.com'],
  subject: 'Commande expédiée : 42 € — déjà !',
  html: '<p>Déjà <b>expédiée</b></p><script>alert(1)</script>',
  text: 'Déjà expédiée.\nÀ bientôt, une ligne assez longue pour que le programme la coupe en plusieurs morceaux.',
};
const send = (changes = {}) =>
  createEmailPerformer(new NetworkGuard(), server.smtp).perform(
    { ...mail, ...changes },
    occasions.occasion(),
  );

test('what the demo’s mail server took can be read, with its letters', async () => {
  expect(await send()).toEqual({
    accepted: ['nadia@example.com', 'hidden@example.com'],
    rejected: [],
    reason: null,
  });

  expect(post.mail.items).toHaveLength(1);
  expect(post.mail.items[0]).toMatchObject({
    from: 'Élodie <a@example.com>',
    to: 'nadia@example.com',
    recipients: ['nadia@example.com', 'hidden@example.com'],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
  });
});

test('of a mail in HTML only, the text is shown; its markup is not part of the page', async () => {
  await send({ text: '' });
  const page = await mailPage('en', post.mail.items);

  expect(post.mail.items[0]?.text).toBe('Déjà expédiée');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script>');
});

test('an address that begins with refused is', async () => {
  const result = await send({ to: ['refused@example.com'] });

  expect(result).toMatchObject({ rejected: ['refused@example.com'] });
});

test('the last hundred are kept', () => {
  const sms = { at: now(), key: '', from: 'a', to: 'b', text: '' };
  for (let count = 0; count < 101; count++) post.sms.add({ ...sms, key: String(count) });

  expect(post.sms.items.map(({ key }) => key)).toEqual(
    Array.from({ length: 100 }, (_, index) => String(100 - index)),
  );
});

test('the gateway takes what is signed, and the same key once', async () => {
  const app = new Hono().post('/', (context) => takeSms(context, post, now()));
  const body = JSON.stringify({ key: 'k', from: 'Waypost', to: '+33612345678', text: '<b>Hi' });
  const call = async (secret: string, at = now()) =>
    app.request('/', {
      method: 'POST',
      body,
      headers: {
        ...(await signatureHeaders(secret, { method: 'POST', path: '/', body }, at)),
        'content-length': String(body.length),
      },
    });
  const anHourAgo = new Date('2026-11-20T09:00:00.000Z');

  expect((await call('other')).status).toBe(401);
  expect((await call(post.smsSecret, anHourAgo)).status).toBe(401);
  expect((await call(post.smsSecret)).status).toBe(202);
  expect((await call(post.smsSecret)).status).toBe(202);
  expect(post.sms.items).toHaveLength(1);
  expect(await smsPage('fr', post.sms.items)).toContain('&lt;b&gt;Hi');
});
