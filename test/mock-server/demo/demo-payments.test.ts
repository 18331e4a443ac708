import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemoPayments } from '../../../mock-server/demo/demo-payments.ts';
import { createWayOut } from '../../../mock-server/effects/create-way-out.ts';
import { createApp } from '../../../mock-server/app.ts';
import { createPayments } from '../../../mock-server/storage/payments.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { serve } from '../../helpers/payment-provider.ts';

/* The demo's provider in the demo's own server: asked over HTTP, and telling over HTTP. */

let server: DemoServer;
let pages: { url: string; close(): Promise<void> };
const served: { app?: ReturnType<typeof createApp> } = {};
beforeAll(async () => {
  pages = await serve({ fetch: (request) => served.app!.fetch(request) }); // nobody asks before it is there
  server = await DemoServer.start({ interactions: 5, publicUrl: pages.url });
  served.app = createApp(server.services);
  const addProvider = await startDemoPayments(server.services, Number(new URL(pages.url).port));
  addProvider(served.app);
});
afterAll(async () => {
  await pages.close();
  await server.stop();
});

test('a payment goes to the provider, is paid on its page, and comes back', async () => {
  const { db, newId, clock } = server.services;
  const now = clock.now();
  const module = await db
    .selectFrom('entities')
    .select(['id', 'organisation_id'])
    .where('reference', '=', 'sandbox-provider')
    .executeTakeFirstOrThrow();
  const organisationId = module.organisation_id;
  const interactionId = newId(now);
  const scope = {
    db,
    organisationId,
    interactionId,
    newId,
    publicUrl: pages.url,
    now: () => now,
  };
  const invoice = await db
    .selectFrom('invoices')
    .select('id')
    .where('number', '=', '2026-0155')
    .executeTakeFirstOrThrow();
  const started = await createPayments(scope).start({
    key: 'a key',
    module: { id: module.id, provider: 'sandbox' },
    ownPage: false,
    subject: { invoiceId: invoice.id },
    name: 'Cushion',
    reference: '',
    details: {
      customerReference: '',
      comment: '',
      customData: '',
      mobile: null,
      landline: null,
      email: null,
    },
  });
  if ('refused' in started) throw new Error(started.refused);
  const allowedHosts = ['127.0.0.1'];
  const { performers } = createWayOut(
    { smtp: null, smsGateway: null, allowedHosts },
    pages.url,
  );
  const performer = performers.find(({ kind }) => kind === 'payment')!;
  const request = { paymentId: started.id, moduleId: module.id } as never; // of its kind
  const occasion = {
    key: 'k',
    attempt: 1,
    now: () => now,
    signal: new AbortController().signal,
  };
  const asked = await performer.perform(request, {
    ...occasion,
    db,
    organisationId,
    interactionId,
  });
  const { payAddress } = asked as { payAddress: string };

  expect(payAddress).toContain(`${pages.url}/demo/pay/pay/`);
  const choice = new URLSearchParams({ choice: 'payment-successful' });
  const page = await fetch(payAddress, { method: 'POST', body: choice });
  expect(await page.text()).toContain('payment-successful');
  const paid = await db
    .selectFrom('invoices')
    .select('state')
    .where('id', '=', invoice.id)
    .executeTakeFirst();
  expect(paid?.state).toBe('paid');
});

test('another start of the demo keeps the module, with its own address', async () => {
  await startDemoPayments(server.services, 4567);
  const modules = await server.services.db
    .selectFrom('entities')
    .select('definition')
    .where('reference', '=', 'sandbox-provider')
    .execute();

  expect(modules.map(({ definition }) => definition['address'])).toEqual([
    'http://127.0.0.1:4567/demo/pay',
  ]);
});
