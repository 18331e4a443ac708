import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { createPaymentPerformer } from '../../../mock-server/effects/payment.ts';
import type { Performer } from '../../../mock-server/effects/performer.ts';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { sendJson, startHttpService, type HttpService } from '../../helpers/http-service.ts';

/* What a provider answers that means no good. */

let payAddress: unknown;
let provider: HttpService;
let engine: EngineRun;
let module: { id: string };
beforeAll(async () => {
  provider = await startHttpService((_, response) => sendJson(response, { payAddress }));
  const send = createGuardedHttp(new NetworkGuard({ allowedHosts: ['127.0.0.1'] }));
  const performer = createPaymentPerformer(send, 'http://waypost.example');
  engine = await EngineRun.start({ performers: [performer as unknown as Performer] });
  const secret = { name: 'PROVIDER', value: 'a secret of both' };
  await writeSecret(engine.db, engine.organisationId, secret, engine.now);
  const definition = { provider: 'http', address: provider.url, secret: 'PROVIDER' };
  module = { id: await engine.addEntity('payment-module', 'HTTP', definition) };
});
afterAll(async () => {
  await engine.stop();
  await provider.close();
});

it.each([
  ['no address', 'rubbish'],
  ['a script', 'javascript:alert(1)'],
  ['a character that cannot be stored', 'https://pay.example/\0'],
  ['half a character', 'https://pay.example/\ud800'],
  ['words behind it', 'https://pay.example/1\nCall +33 8 99 99 99 99'],
])('an address to pay at that is none is refused: %s', async (_, address) => {
  payAddress = address;
  const subject = { type: 'amount', amount: '19.90', currency: 'EUR', email: 'a@example.com' };
  const { id } = await engine.runAction('pay-invoice', { subject, module, mode: 'email' });
  const done = await engine.doEffects(id);

  expect(done.branchesOf('it')).toEqual(['payment-error']);
  expect(done.reasonOf('it')).toBe('The payment provider’s answer has no address to pay at.');
});
