import { afterAll, beforeAll, expect, test } from 'vitest';
import { TryAgain } from '../../../mock-server/effects/performer.ts';
import { createSmsPerformer } from '../../../mock-server/effects/sms.ts';
import { startHttpService } from '../../helpers/http-service.ts';
import { Occasions } from '../../helpers/occasions.ts';

let occasions: Occasions;
beforeAll(async () => {
  occasions = await Occasions.open();
});
afterAll(() => occasions.close());
const sms = { from: 'Waypost', to: '+33612345678', text: 'Hello' };

test.each([408, 429, 500, 503])('a gateway that answers %i is tried again', async (status) => {
  const gateway = await startHttpService((_, response) => response.writeHead(status).end());
  const performer = createSmsPerformer({ address: gateway.url, secret: 'key' });

  await expect(performer.perform(sms, occasions.occasion())).rejects.toThrow(TryAgain);
  await gateway.close();
});

test('a gateway that cannot be reached is tried again', async () => {
  const gateway = await startHttpService(() => {});
  await gateway.close();
  const performer = createSmsPerformer({ address: gateway.url, secret: 'key' });

  await expect(performer.perform(sms, occasions.occasion())).rejects.toThrow(TryAgain);
});

test('a gateway that redirects has not taken it', async () => {
  const gateway = await startHttpService((_, response) =>
    response.writeHead(302, { location: '/elsewhere' }).end(),
  );
  const performer = createSmsPerformer({ address: gateway.url, secret: 'key' });

  expect(await performer.perform(sms, occasions.occasion())).toMatchObject({ accepted: false });
  await gateway.close();
});

test('without a gateway there is none to send by', async () => {
  expect(await createSmsPerformer(null).perform(sms, occasions.occasion())).toEqual({
    accepted: false,
    reason: 'No gateway for SMS is set up.',
  });
});
